const FNV_PRIME = 0x01000193;

/** Where a hash starts; different starts give independent hashes of the same text. */
export const HASH_START = 0x811c9dc5;

/** One FNV-1a step with a UTF-16 unit (both bytes at once). */
export function hashUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, FNV_PRIME);
}

/** FNV-1a over UTF-16 units from `start` to `end` (exclusive). */
export function hashText(text: string, start = 0, end = text.length, seed = HASH_START): number {
  let hash = seed;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash;
}

/**
 * Spreads all 32 bits over the low ones, so that a power of two of buckets is filled evenly: the finaliser of
 * MurmurHash3 (Austin Appleby, public domain constants).
 */
export function mixHash(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
