import { HashCounter } from './hash-counter.ts';
import { type IntentFeatures, intentFeatures, type View } from './intent-features.ts';
import type { IntentWord } from './intent-words.ts';

/**
 * Which features were seen in training, as a bit each: a feature that was never seen would only add another's weights, for
 * it shares their bucket. The low bits of a hash choose the bit, its high bits the bucket.
 */
export interface KnownFeatures {
  views: readonly View[];
  /** There are 2^size bits. */
  size: number;
  bits: Uint8Array;
  /** Share of bits that are set: so many of the features that were never seen pass by chance. */
  fill: number;
}

/** A feature has to occur in this many examples; in a small set every occurrence counts. */
const OCCURRENCES_MIN = 2;
const SMALL_SET = 3_000;

/** At least this many bits for each feature, so that few unseen ones pass. */
const BITS_PER_FEATURE = 4;
const SIZE_MIN = 12;

/** The features of a training set in some views, in at most 2^sizeMax bits. */
export async function collectKnown(
  examples: AsyncIterable<IntentFeatures>,
  views: readonly View[],
  sizeMax: number,
): Promise<KnownFeatures> {
  const counter = new HashCounter();
  let total = 0;
  for await (const { hashes } of examples) {
    total += 1;
    for (const hash of new Set(hashes)) counter.add(hash);
  }
  const kept = counter.seen(total >= SMALL_SET ? OCCURRENCES_MIN : 1);
  const wanted = Math.ceil(Math.log2(Math.max(1, kept.length * BITS_PER_FEATURE)));
  const size = Math.min(sizeMax, Math.max(SIZE_MIN, wanted));
  const bits = new Uint8Array(2 ** (size - 3));
  for (const hash of kept) {
    const bit = hash & (2 ** size - 1);
    bits[bit >> 3] = (bits[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  let set = 0;
  for (let bit = 0; bit < 2 ** size; bit += 1) set += ((bits[bit >> 3] ?? 0) >> (bit & 7)) & 1;
  return { views, size, bits, fill: set / 2 ** size };
}

/** Share of a message's features, beyond those that pass by chance, that must be known; below, it is another language or none. */
const KNOWN_SHARE_MIN = 0.1;
/** Standard deviations of chance that they must exceed it by: matters in short messages. */
const DEVIATIONS_MIN = 2;

/** Whether what is left of a message's features is more than chance. */
export function isFamiliar(total: number, left: number, { fill }: KnownFeatures): boolean {
  const chance = fill + KNOWN_SHARE_MIN * (1 - fill);
  return left > total * chance + DEVIATIONS_MIN * Math.sqrt(total * fill * (1 - fill));
}

/** Features of words that were seen in training. */
export function readMessage(words: readonly IntentWord[], known: KnownFeatures): IntentFeatures {
  return onlyKnown(intentFeatures(words, known.views), known);
}

/** The features that were seen in training, in the same order. */
export function onlyKnown(features: IntentFeatures, { size, bits }: KnownFeatures): IntentFeatures {
  const { hashes, ends, direction } = features;
  const mask = 2 ** size - 1;
  const kept = new Uint32Array(hashes.length);
  const newEnds: IntentFeatures['ends'] = [0, 0, 0, 0];
  let to = 0;
  let from = 0;
  for (let view = 0; view < ends.length; view += 1) {
    for (const end = ends[view] ?? 0; from < end; from += 1) {
      const hash = hashes[from] ?? 0;
      const bit = hash & mask;
      if (((bits[bit >> 3] ?? 0) >> (bit & 7)) & 1) kept[to++] = hash;
    }
    newEnds[view] = to;
  }
  return { hashes: kept.subarray(0, to), ends: newEnds, direction };
}
