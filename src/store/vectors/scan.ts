import type { Quantized } from './quantize.ts';
import { TopHits } from './top-hits.ts';

/** Vectors a slab: at 256 dimensions one megabyte, so memory grows in small steps and never has to be copied. */
export const SLAB = 4096;

/** Vectors side by side, and beside them one bit a value: its sign. */
export interface Slab {
  values: Int8Array;
  /** 0 where there is no vector. */
  scales: Float32Array;
  signs: Uint8Array;
}

export const SCAN = {
  /** Vectors above which signs are compared first. Below, comparing everything takes less than 8 ms. */
  exactUpTo: 20_000,
  /** Vectors compared in full after their signs: this share of all, and at least so many for each hit wanted. */
  share: 0.02,
  perHit: 20,
} as const;

/** The nearest vectors among the first `count` slots, best first; equal ones by `name`. `allowed` null: all. */
export function scan(
  slabs: readonly Slab[],
  count: number,
  query: Quantized,
  options: { limit: number; allowed: ((slot: number) => boolean) | null; name: (slot: number) => string },
): { slot: number; score: number }[] {
  const hits = new TopHits(options.limit);
  const most = Math.ceil(Math.max(count * SCAN.share, options.limit * SCAN.perHit));
  const likely = count > SCAN.exactUpTo ? likeliest(slabs, count, query.values, most, options.allowed) : null;
  const dimensions = query.values.length;
  const visit = (slot: number) => {
    const slab = slabs[Math.floor(slot / SLAB)];
    const at = slot % SLAB;
    const scale = (slab?.scales[at] ?? 0) * query.scale;
    if (slab === undefined || scale === 0) return;
    const score = dot(query.values, slab.values, at * dimensions, dimensions) * scale;
    if (score > hits.floor && (likely !== null || options.allowed === null || options.allowed(slot)))
      hits.offer(slot, score);
  };
  if (likely !== null) likely.forEach(visit);
  else for (let slot = 0; slot < count; slot += 1) visit(slot);
  return hits.sorted(options.name);
}

/** The bytes of signs a vector has. */
export function signBytes(dimensions: number): number {
  return Math.ceil(dimensions / 8);
}

/** Writes a vector's signs: bit `at & 7` of byte `at >> 3` is 1 where the value is positive. */
export function writeSigns(values: Int8Array, into: Uint8Array, start: number): void {
  for (let byte = 0; byte < signBytes(values.length); byte += 1) {
    let bits = 0;
    for (let bit = 0; bit < 8; bit += 1) if ((values[byte * 8 + bit] ?? 0) > 0) bits |= 1 << bit;
    into[start + byte] = bits;
  }
}

/**
 * About `most` slots whose vectors are likely near: the query's own values against the others' signs, eight at a time from a
 * table. Vectors of one model lie in few directions, and for those this finds what comparing everything finds; of vectors
 * without any structure it misses some.
 */
function likeliest(
  slabs: readonly Slab[],
  count: number,
  query: Int8Array,
  most: number,
  allowed: ((slot: number) => boolean) | null,
): Int32Array {
  const bytes = signBytes(query.length);
  const table = signTable(query);
  const scores = new Int32Array(count).fill(NEVER);
  for (let slab = 0, first = 0; first < count; slab += 1, first += SLAB) {
    const { signs, scales } = slabs[slab] ?? NO_SLAB;
    const end = Math.min(SLAB, count - first);
    for (let at = 0; at < end; at += 1) {
      if ((scales[at] as number) === 0 || (allowed !== null && !allowed(first + at))) continue;
      scores[first + at] = signScore(table, signs, at * bytes, bytes);
    }
  }
  return above(scores, most);
}

function signScore(table: Int16Array, signs: Uint8Array, start: number, bytes: number): number {
  const even = bytes & ~3;
  let sum = 0;
  let row = 0;
  let at = start;
  for (; at < start + even; at += 4, row += 1024) {
    sum =
      (sum +
        (table[row + (signs[at] as number)] as number) +
        (table[row + 256 + (signs[at + 1] as number)] as number) +
        (table[row + 512 + (signs[at + 2] as number)] as number) +
        (table[row + 768 + (signs[at + 3] as number)] as number)) |
      0;
  }
  for (; at < start + bytes; at += 1, row += 256) sum += table[row + (signs[at] as number)] as number;
  return sum;
}

/** For each byte of signs and each of its 256 values, what it adds: at most 8 * 127. */
function signTable(query: Int8Array): Int16Array {
  const table = new Int16Array(signBytes(query.length) * 256);
  for (let at = 0; at < table.length; at += 1) {
    let sum = 0;
    for (let bit = 0; bit < 8; bit += 1) {
      const value = query[(at >> 8) * 8 + bit] ?? 0;
      sum += at & (1 << bit) ? value : -value;
    }
    table[at] = sum;
  }
  return table;
}

/** The places of the `most` largest numbers, and of those equal to the smallest of them up to a bucket's width. */
function above(scores: Int32Array, most: number): Int32Array {
  let [least, top] = [Number.MAX_SAFE_INTEGER, NEVER];
  for (const score of scores) {
    if (score === NEVER) continue;
    if (score < least) least = score;
    if (score > top) top = score;
  }
  const width = Math.max(1, Math.ceil((top - least + 1) / BUCKETS));
  const buckets = new Int32Array(BUCKETS);
  for (const score of scores) if (score !== NEVER) countUp(buckets, Math.floor((score - least) / width));
  let bucket = BUCKETS - 1;
  for (let seen = buckets[bucket] ?? 0; bucket > 0 && seen < most; seen += buckets[bucket] ?? 0) bucket -= 1;
  const floor = least + bucket * width;
  const places = new Int32Array(scores.length);
  let found = 0;
  for (let slot = 0; slot < scores.length; slot += 1) {
    const score = scores[slot] as number;
    if (score === NEVER || score < floor) continue;
    places[found] = slot;
    found += 1;
  }
  return places.subarray(0, found);
}

function countUp(buckets: Int32Array, bucket: number): void {
  buckets[bucket] = (buckets[bucket] ?? 0) + 1;
}

/** Four sums side by side: the additions do not wait for each other. At 1,536 dimensions the sum stays below 2^25. */
function dot(query: Int8Array, values: Int8Array, start: number, dimensions: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const even = dimensions & ~3;
  for (let at = 0, there = start; at < even; at += 4, there += 4) {
    a = (a + Math.imul(query[at] as number, values[there] as number)) | 0;
    b = (b + Math.imul(query[at + 1] as number, values[there + 1] as number)) | 0;
    c = (c + Math.imul(query[at + 2] as number, values[there + 2] as number)) | 0;
    d = (d + Math.imul(query[at + 3] as number, values[there + 3] as number)) | 0;
  }
  for (let at = even; at < dimensions; at += 1)
    a = (a + Math.imul(query[at] as number, values[start + at] as number)) | 0;
  return a + b + c + d;
}

/** The score of a slot that does not count. */
const NEVER = -(2 ** 31);
const BUCKETS = 2048;
const NO_SLAB: Slab = { values: new Int8Array(0), scales: new Float32Array(SLAB), signs: new Uint8Array(0) };
