import { HASH_START, hashText, hashUnit, mixHash } from './hash.ts';
import { HashCounts } from './hash-counts.ts';

/** Which n-grams a text is turned into. Part of a model's file: training and scoring must agree. */
export interface FeatureSpec {
  /** There are 2^bits buckets. */
  bits: number;
  /** Word n-grams from 1 to this many words; 0: none. */
  words: number;
  /** Pairs of words with one word between them. */
  skips: boolean;
  /** Character n-grams within a word and its boundaries, from `min` to `max` units; `max` 0: none. */
  chars: { min: number; max: number };
}

/** What a text holds: each bucket once, in the order of first occurrence, with its weight. */
export interface SparseVector {
  indices: Uint32Array;
  values: Float32Array;
}

/** Separate hash starts keep a word from sharing its bucket with the same characters inside another word. */
const WORD_SEED = HASH_START;
const PAIR_SEED = 0x9747b28c;
const SKIP_SEED = 0x3c6ef372;
const CHAR_SEED = 0x5bd1e995;

/** Words, numbers and single symbols, in lower case and normal form. A run of digits keeps its shape: see `foldWord`. */
const TOKEN = /[\p{L}\p{M}\p{N}_']+|[^\s\p{L}\p{M}\p{N}_']/gu;

/** UTF-16 units of a word that are looked at: longer ones are pasted data. */
const WORD_UNITS_MAX = 40;

/** Lower-case words of a text; numbers of the same length become the same word, because their value means nothing here. */
export function words(text: string): string[] {
  return (text.normalize('NFKC').toLowerCase().match(TOKEN) ?? []).map(foldWord);
}

function foldWord(word: string): string {
  const cut = word.length > WORD_UNITS_MAX ? word.slice(0, WORD_UNITS_MAX) : word;
  return /\d/.test(cut) && cut.length > 2 ? cut.replace(/\d/g, '0') : cut;
}

/**
 * Hashed n-grams of `text` with `1 + ln(count)` as weight, times `idf` of the bucket where given, scaled to length 1.
 * Linear in the length of the text. Source of the weighting: Manning, Raghavan and Schuetze, Introduction to Information
 * Retrieval, section 6.4.
 */
export function features(text: string, spec: FeatureSpec, idf?: Float32Array): SparseVector {
  return featuresOfWords(words(text), spec, idf);
}

/** As `features`, for words that are cut already. */
export function featuresOfWords(
  tokens: readonly string[],
  spec: FeatureSpec,
  idf?: Float32Array,
): SparseVector {
  buckets.clear();
  const mask = 2 ** spec.bits - 1;
  if (spec.words > 0) addWords(tokens, spec, mask);
  if (spec.chars.max > 0) for (const token of tokens) addCharacters(token, spec.chars, mask);
  return weigh(idf);
}

/** Kept between texts: what a text holds is counted anew. */
const buckets = new HashCounts();

function add(hash: number, mask: number): void {
  buckets.add(mixHash(hash) & mask);
}

function addWords(tokens: readonly string[], spec: FeatureSpec, mask: number): void {
  const hashes = tokens.map((token) => hashText(token, 0, token.length, WORD_SEED));
  for (const [at, first] of hashes.entries()) {
    let gram = first;
    add(gram, mask);
    for (let more = 1; more < spec.words; more += 1) {
      const next = hashes[at + more];
      if (next === undefined) break;
      gram = Math.imul(gram ^ PAIR_SEED, 0x01000193) ^ next;
      add(gram, mask);
    }
    const second = spec.skips ? hashes[at + 2] : undefined;
    if (second !== undefined) add(Math.imul(first ^ SKIP_SEED, 0x01000193) ^ second, mask);
  }
}

/** A space stands for the boundary, so that "ing " differs from "ing". */
function addCharacters(token: string, size: FeatureSpec['chars'], mask: number): void {
  const padded = ` ${token} `;
  for (let start = 0; start < padded.length; start += 1) {
    let gram = CHAR_SEED;
    const end = Math.min(padded.length, start + size.max);
    for (let at = start; at < end; at += 1) {
      gram = hashUnit(gram, padded.charCodeAt(at));
      if (at - start + 1 >= size.min) add(gram, mask);
    }
  }
}

function weigh(idf: Float32Array | undefined): SparseVector {
  const { hashes, counts, size } = buckets;
  const indices = new Uint32Array(size);
  const values = new Float32Array(size);
  let squares = 0;
  for (let at = 0; at < size; at += 1) {
    const bucket = (hashes[at] ?? 0) >>> 0;
    const count = counts[at] ?? 0;
    const value = (count > 1 ? 1 + Math.log(count) : 1) * (idf?.[bucket] ?? 1);
    indices[at] = bucket;
    values[at] = value;
    squares += value * value;
  }
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let index = 0; index < values.length; index += 1) values[index] = (values[index] ?? 0) * scale;
  return { indices, values };
}
