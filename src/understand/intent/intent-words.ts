import { HASH_START, hashText, hashUnit, mixHash } from '../linear/hash.ts';
import type { WordDirections } from './word-directions.ts';

/** A word as the features see it: its hash, the hashes of the characters it is made of, and where it points, if that is known. */
export interface IntentWord {
  text: string;
  hash: number;
  grams: Uint32Array;
  direction: Int8Array | null;
}

/**
 * Words and numbers, single characters of scripts that are written without spaces, and the signs that say something about
 * an intent. Each branch begins with characters of its own, so that the match is linear.
 */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]{1,256}|[?!$%€£]/gu;
const APOSTROPHE = /['’`]/g;
const NUMBER = /\p{N}/u;
const NUMBERS = /\p{N}/gu;
const SMALL_LETTERS = /^[a-z]+$/;

/** UTF-16 units of a text that are looked at. */
export const TEXT_UNITS = 8_000;

/** UTF-16 units of a word that are looked at: longer ones are pasted data. */
const WORD_UNITS_MAX = 24;

/** Character n-grams of these lengths; a word's boundaries count as characters. */
const GRAM_MIN = 3;
const GRAM_MAX = 5;
const GRAM_SEED = 0x5bd1e995;

/**
 * The words of a text, in order: lower case, without apostrophes, every digit as 0. Cut at `TEXT_UNITS`, also where the normal
 * form is longer than the text. Linear in the text. Pure.
 */
export function wordTexts(text: string): string[] {
  const plain = text
    .slice(0, TEXT_UNITS)
    .normalize('NFKC')
    .slice(0, TEXT_UNITS)
    .toLowerCase()
    .replace(APOSTROPHE, '');
  const numbers = NUMBER.test(plain);
  return (plain.match(TOKEN) ?? []).map((word) => {
    const cut = word.slice(0, WORD_UNITS_MAX);
    return numbers && !SMALL_LETTERS.test(cut) ? cut.replace(NUMBERS, '0') : cut;
  });
}

/** A word of `wordTexts`. */
export function intentWord(text: string, directions: WordDirections | null = null): IntentWord {
  const padded = `<${text}>`;
  const grams = new Uint32Array(gramCount(padded.length));
  let count = 0;
  for (let start = 0; start + GRAM_MIN <= padded.length; start += 1) {
    let gram = GRAM_SEED;
    const end = Math.min(padded.length, start + GRAM_MAX);
    for (let at = start; at < end; at += 1) {
      gram = hashUnit(gram, padded.charCodeAt(at));
      // The whole word is a feature of its own already.
      const whole = start === 0 && at === padded.length - 1;
      if (at - start + 1 >= GRAM_MIN && !whole) grams[count++] = mixHash(gram);
    }
  }
  const direction = directions?.directionOf(text) ?? null;
  return { text, hash: hashText(text, 0, text.length, HASH_START), grams, direction };
}

/** N-grams of a padded word of so many units, but the whole of it. */
function gramCount(units: number): number {
  let count = units <= GRAM_MAX && units >= GRAM_MIN ? -1 : 0;
  for (let size = GRAM_MIN; size <= GRAM_MAX; size += 1) count += Math.max(0, units - size + 1);
  return count;
}
