/** What is kept in parts: the examples of a version as JSON, and its weights. */
export type PartKind = 'examples' | 'weights';

/** Bytes of a part: a D1 row ends at 2 MB, and a part travels to it as a list of numbers, up to four characters a byte. */
const PART_BYTES = 500_000;

/** Bytes cut into pieces of one row each; at least one piece. */
export function splitParts(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let start = 0; start === 0 || start < bytes.length; start += PART_BYTES) {
    parts.push(bytes.slice(start, start + PART_BYTES));
  }
  return parts;
}

/** The bytes that were cut. D1 answers a part as a list of numbers. */
export function joinParts(parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
