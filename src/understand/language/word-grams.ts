import { HASH_START, hashUnit, mixHash } from '../linear/hash.ts';

/** How a word becomes features; part of a model's file. */
export interface GramSpec {
  buckets: number;
  /** Longest n-gram, in UTF-16 units. */
  longest: number;
  /** Whether the word's ends are marked, which tells prefixes and suffixes from what stands inside. */
  ends: boolean;
}

/** UTF-16 units of a word that are looked at: no word that tells a language from another needs more. */
export const WORD_UNITS_MAX = 24;

/** Stands before and after a word; no letter is hashed as 0. */
const EDGE = 0;
/** Keeps a whole word apart from the same units as an n-gram. */
const WORD_START = 0x3c6ef372;
/** A word that is known says more than any part of it: it counts this many times. */
const WORD_WEIGHT = 2;

/**
 * Writes the buckets of all n-grams of 1 to `longest` units and of the whole word into `into`, repeated ones repeated, and
 * returns how many those are. `word` is in lower case; what goes beyond `WORD_UNITS_MAX` is ignored, so `into` needs room for
 * `gramsMax(spec)`.
 */
export function wordGrams(word: string, { buckets, longest, ends }: GramSpec, into: Uint32Array): number {
  const length = Math.min(word.length, WORD_UNITS_MAX);
  const from = ends ? -1 : 0;
  const to = ends ? length + 1 : length;
  let count = 0;
  for (let start = from; start < to; start += 1) {
    const last = Math.min(to, start + longest);
    let hash = HASH_START;
    for (let at = start; at < last; at += 1) {
      const inside = at >= 0 && at < length;
      hash = hashUnit(hash, inside ? word.charCodeAt(at) : EDGE);
      // An edge alone says nothing.
      if (at === start && !inside) continue;
      into[count] = bucketOf(hash, buckets);
      count += 1;
    }
  }
  if (!ends) return count;
  let hash = WORD_START;
  for (let at = 0; at < length; at += 1) hash = hashUnit(hash, word.charCodeAt(at));
  const whole = bucketOf(hash, buckets);
  for (let times = 0; times < WORD_WEIGHT; times += 1) into[count + times] = whole;
  return count + WORD_WEIGHT;
}

/** 31 bits stay small integers to an engine, whose remainder is many times faster than that of greater numbers. */
function bucketOf(hash: number, buckets: number): number {
  return (mixHash(hash) >>> 1) % buckets;
}

/** Most buckets that a word can have. */
export function gramsMax({ longest }: GramSpec): number {
  return (WORD_UNITS_MAX + 2) * longest + WORD_WEIGHT;
}
