/**
 * True when both are equal, in a time that depends on the lengths only. For secrets whose length is public: digests, keys,
 * signatures.
 */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  let difference = left.length ^ right.length;
  for (let at = 0; at < left.length; at += 1) difference |= (left[at] ?? 0) ^ (right[at] ?? 0);
  return difference === 0;
}
