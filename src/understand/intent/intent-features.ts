import { HASH_START, mixHash } from '../linear/hash.ts';
import type { IntentWord } from './intent-words.ts';
import { commonDirection } from './word-directions.ts';

/** Ways to look at a message. The order is part of the model's file. */
export const VIEWS = ['words', 'neighbours', 'together', 'characters'] as const;

export type View = (typeof VIEWS)[number];

/**
 * Hashes of a message's features, view after view: those of view `v` stand from `ends[v - 1]` (or 0) to `ends[v]`. Besides, where
 * its words point together, if that is known.
 */
export interface IntentFeatures {
  hashes: Uint32Array;
  ends: [number, number, number, number];
  direction: Float32Array | null;
}

/** Two words are seen as together when at most this many words lie between them: keeps the work linear. */
const TOGETHER_WORDS = 10;

const NEIGHBOUR_SEED = 0x9747b28c;
const TOGETHER_SEED = 0x3c6ef372;
const FNV_PRIME = 0x01000193;

/**
 * Features of a message in the given views: its words, pairs of neighbours (its beginning and end are neighbours too), pairs
 * of words near each other in whatever order, the characters of its words, and where they point. Linear in the number of words. Pure.
 */
export function intentFeatures(words: readonly IntentWord[], views: readonly View[]): IntentFeatures {
  const count = words.length;
  let total = 0;
  for (const { grams } of words) total += grams.length;
  const hashes = new Uint32Array(count * (2 + TOGETHER_WORDS + 1) + 1 + total);
  let at = 0;
  if (views.includes('words')) for (const word of words) hashes[at++] = mixHash(word.hash);
  const afterWords = at;
  if (views.includes('neighbours')) at = addNeighbours(words, hashes, at);
  const afterNeighbours = at;
  if (views.includes('together')) at = addTogether(words, hashes, at);
  const afterTogether = at;
  if (views.includes('characters')) {
    // Not by `set`: a word has a dozen, which are copied before that call has begun.
    for (const { grams } of words)
      for (let gram = 0; gram < grams.length; gram += 1) hashes[at++] = grams[gram] ?? 0;
  }
  return {
    hashes: hashes.subarray(0, at),
    ends: [afterWords, afterNeighbours, afterTogether, at],
    direction: commonDirection(words),
  };
}

/** Writes from `at` on, and returns where it ended. */
function addNeighbours(words: readonly IntentWord[], hashes: Uint32Array, at: number): number {
  let to = at;
  let before = HASH_START;
  for (const word of words) {
    hashes[to++] = ordered(before, word.hash);
    before = word.hash;
  }
  if (words.length > 0) hashes[to++] = ordered(before, HASH_START);
  return to;
}

/** Writes from `at` on, and returns where it ended. */
function addTogether(words: readonly IntentWord[], hashes: Uint32Array, at: number): number {
  let to = at;
  for (const [first, { hash }] of words.entries()) {
    const end = Math.min(words.length, first + TOGETHER_WORDS + 2);
    for (let second = first + 1; second < end; second += 1) {
      hashes[to++] = unordered(hash, words[second]?.hash ?? 0);
    }
  }
  return to;
}

function ordered(first: number, second: number): number {
  return mixHash(Math.imul(first ^ NEIGHBOUR_SEED, FNV_PRIME) ^ second);
}

function unordered(one: number, other: number): number {
  const [low, high] = one < other ? [one, other] : [other, one];
  return mixHash(Math.imul(low ^ TOGETHER_SEED, FNV_PRIME) ^ high);
}
