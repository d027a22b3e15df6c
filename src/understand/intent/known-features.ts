import type { IntentFeatures } from './intent-features.ts';

/**
 * Which features were seen in training, as a bit each: a feature that was never seen would only add another's weights, for
 * it shares their bucket. The top bits of a hash choose the bit, its low bits the bucket.
 */
export interface KnownFeatures {
  /** There are 2^size bits. */
  size: number;
  bits: Uint8Array;
}

/** A feature has to occur in this many examples; in a small set every occurrence counts. */
const OCCURRENCES_MIN = 2;
const SMALL_SET = 3_000;

/** At least this many bits for each feature, so that few unseen ones pass. */
const BITS_PER_FEATURE = 2;
const SIZE_MIN = 10;
/** 2^18 bits are 32 KiB. */
const SIZE_MAX = 18;

/** The features of a training set, each example's given once. */
export function collectKnown(examples: Iterable<IntentFeatures>, sizeMax = SIZE_MAX): KnownFeatures {
  const counts = new Map<number, number>();
  let total = 0;
  for (const { hashes } of examples) {
    total += 1;
    for (const hash of new Set(hashes)) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  const least = total >= SMALL_SET ? OCCURRENCES_MIN : 1;
  const kept = [...counts].filter(([, count]) => count >= least);
  const wanted = Math.ceil(Math.log2(Math.max(1, kept.length * BITS_PER_FEATURE)));
  const size = Math.min(sizeMax, Math.max(SIZE_MIN, wanted));
  const bits = new Uint8Array(2 ** (size - 3));
  for (const [hash] of kept) {
    const bit = hash >>> (32 - size);
    bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  return { size, bits };
}

/** The features that were seen in training, in the same order. */
export function onlyKnown(features: IntentFeatures, { size, bits }: KnownFeatures): IntentFeatures {
  const { hashes, ends } = features;
  const kept = new Uint32Array(hashes.length);
  const newEnds: IntentFeatures['ends'] = [0, 0, 0, 0];
  let to = 0;
  let from = 0;
  for (let view = 0; view < ends.length; view += 1) {
    for (const end = ends[view] ?? 0; from < end; from += 1) {
      const hash = hashes[from] ?? 0;
      const bit = hash >>> (32 - size);
      if (((bits[bit >> 3] ?? 0) >> (bit & 7)) & 1) kept[to++] = hash;
    }
    newEnds[view] = to;
  }
  return { hashes: kept.subarray(0, to), ends: newEnds };
}
