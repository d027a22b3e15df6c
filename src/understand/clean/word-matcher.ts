import type { Span } from '../../domain/understanding.ts';
import { withoutLookAlikes } from './profanity-spelling.ts';

/** A list of words, ready to be compared with the words of a text. */
export interface WordMatcher {
  /** How many tokens from `at` on make an entry of the list (the longest); 0: none. */
  longest(folded: string, tokens: readonly Span[], at: number): number;
  /** Whether letters that were spelled apart make an entry, alone or with more behind it. */
  matchesSpelled(word: string): boolean;
}

/** A word as its letters without repeats, and how often each is repeated: "ass" is `as` and 1, 2. */
interface Shape {
  letters: string;
  counts: number[];
}

/** Spelled apart, a word of this length may be followed by others ("f u c k y o u"). */
const SPELLED_PREFIX_MIN = 4;
/** A letter so often in a row is for emphasis: no language of the lists writes three. */
const DRAWN_OUT_MIN = 3;
/** Letters of the longest stem that is looked for inside words. */
const INNER_CHARS_MAX = 80;

/** Prepares a list in the notation of `ProfanityList`. Pure. */
export function wordMatcher(entries: readonly string[]): WordMatcher {
  const whole = new Map<string, number[][]>();
  const stems: Shape[] = [];
  const inner: Shape[] = [];
  const starred = new Map<number, string[]>();
  const phrases = new Map<string, string[][]>();
  for (const entry of entries) {
    const words = entry.split(' ');
    if (words.length > 1) {
      const first = words[0] ?? '';
      phrases.set(first, [...(phrases.get(first) ?? []), words]);
      continue;
    }
    const word = entry.replaceAll('*', '').normalize('NFC');
    const shape = shapeOf(word);
    whole.set(shape.letters, [...(whole.get(shape.letters) ?? []), shape.counts]);
    if (entry.startsWith('*')) inner.push(shape);
    else if (entry.endsWith('*')) stems.push(shape);
    if (word.length >= 4) starred.set(word.length, [...(starred.get(word.length) ?? []), word]);
  }
  const stemIndex = new Map<string, Shape[]>();
  for (const stem of stems) {
    const key = stem.letters.slice(0, 3);
    stemIndex.set(key, [...(stemIndex.get(key) ?? []), stem]);
  }

  function matchesWord(written: string): boolean {
    const word = withoutLookAlikes(written);
    if (word.includes('*'))
      return (starred.get(word.length) ?? []).some((one) => fitsStars(word, one)) || isStarredStem(word);
    const letters = lettersOf(word);
    const entries = whole.get(letters);
    const begun = stemIndex.get(letters.slice(0, 3));
    if (!entries && !begun && !inner.some((stem) => letters.includes(stem.letters))) return false;
    const shape = shapeOf(word);
    if (entries?.some((counts) => drawnOut(shape, counts))) return true;
    if (begun?.some((stem) => holdsAt(shape, stem, 0))) return true;
    return inner.some((stem) => holdsInside(shape, stem));
  }

  return {
    longest(folded, tokens, at) {
      const word = (index: number) => folded.slice(tokens[index]?.start, tokens[index]?.end);
      const first = word(at);
      for (const phrase of phrases.get(first) ?? []) {
        if (phrase.every((one, offset) => word(at + offset) === one)) return phrase.length;
      }
      return matchesWord(first) ? 1 : 0;
    },
    matchesSpelled(word) {
      if (matchesWord(word)) return true;
      const shape = shapeOf(word);
      for (const [letters, counts] of whole) {
        if (letters.length < SPELLED_PREFIX_MIN || !shape.letters.startsWith(letters)) continue;
        if (counts.some((one) => atLeast(shape.counts, one, 0))) return true;
      }
      return false;
    },
  };
}

/** The letters of a word's shape: the word itself where nothing is repeated, as in most. */
function lettersOf(word: string): string {
  for (let at = 0; at < word.length; at += 1) {
    const unit = word.charCodeAt(at);
    const pair = unit >= 0xd800 && unit < 0xe000;
    if (pair || (at > 0 && unit === word.charCodeAt(at - 1))) return shapeOf(word).letters;
  }
  return word;
}

function shapeOf(word: string): Shape {
  let letters = '';
  const counts: number[] = [];
  for (const letter of word) {
    const last = counts.length - 1;
    if (letters.endsWith(letter) && last >= 0) counts[last] = (counts[last] ?? 0) + 1;
    else {
      letters += letter;
      counts.push(1);
    }
  }
  return { letters, counts };
}

function atLeast(counts: readonly number[], least: readonly number[], from: number): boolean {
  return least.every((count, at) => (counts[from + at] ?? 0) >= count);
}

/** As written, or drawn out: three and more of a letter, two of a vowel. "Bitte" and "assess" are other words. */
function drawnOut(shape: Shape, counts: readonly number[]): boolean {
  return counts.every((count, at) => {
    const here = shape.counts[at] ?? 0;
    return (
      here === count ||
      (here > count && (here >= DRAWN_OUT_MIN || 'aeiou'.includes(shape.letters.charAt(at))))
    );
  });
}

function holdsAt(shape: Shape, stem: Shape, at: number): boolean {
  return shape.letters.startsWith(stem.letters, at) && atLeast(shape.counts, stem.counts, at);
}

function holdsInside(shape: Shape, stem: Shape): boolean {
  const at = shape.letters.indexOf(stem.letters);
  return at !== -1 && at < INNER_CHARS_MAX && holdsAt(shape, stem, at);
}

/** "f*ck", "sh**": at least two letters are left, the first among them, and all of them fit. */
function fitsStars(word: string, entry: string): boolean {
  const left = word.replaceAll('*', '').length;
  if (left < 2 || word.charAt(0) === '*' || /\d/.test(word)) return false;
  return [...word].every((letter, at) => letter === '*' || letter === entry.charAt(at));
}

function isStarredStem(word: string): boolean {
  return /^(?:f\*{1,3}(?:ck)?k?(?:ing|ed|er|s)|f\*{1,2}k|s\*{2}t|b\*{3}h|c\*{2}t)$/.test(word);
}
