import { type AffectToken, affectTokens } from './affect-features.ts';
import { BAD_SIGNS, GOOD_SIGNS, POLARITY_PIECES, POLARITY_WORDS } from './polarity-words.ts';

/** How a message is written, counted. Shares are 0 to 1. */
export interface ToneSignals {
  /** Words and signs of liking and of dislike; a negation before one moves it to the other side. */
  good: number;
  bad: number;
  /** Words of repetition and waiting: again, still, nobody, the third time. */
  worn: number;
  /** Share of words in capitals, of messages with at least two such words. */
  shouted: number;
  exclamations: number;
  /** Ends with a question mark. */
  asks: boolean;
  /** "??", "?!", "!!": marks that are repeated. */
  pressing: boolean;
  words: number;
}

/** Shortest stem that `*` may stand after, by which stems are looked up, and the longest. */
const STEM_MIN = 2;
const STEM_MAX = 12;

const WORDS = {
  good: wordSet(POLARITY_WORDS.map((one) => one.good)),
  bad: wordSet(POLARITY_WORDS.map((one) => one.bad)),
  worn: wordSet(POLARITY_WORDS.map((one) => one.worn)),
};
const PIECES = {
  good: POLARITY_PIECES.good.split(' '),
  bad: POLARITY_PIECES.bad.split(' '),
  worn: POLARITY_PIECES.worn.split(' '),
};
const SIGNS = { good: new Set(GOOD_SIGNS), bad: new Set(BAD_SIGNS) };
const SMILES = /^(?::\)|:-\)|;\)|:d|<3|\^\^)$/;
const FROWNS = /^(?::\(|:-\(|:\/|>:\(|:'\()$/;

/** Counts what shows a customer's tone. Pure; linear in the text. */
export function toneSignals(text: string, tokens: readonly AffectToken[] = affectTokens(text)): ToneSignals {
  const signals: ToneSignals = {
    good: 0,
    bad: 0,
    worn: 0,
    shouted: 0,
    exclamations: 0,
    asks: /[?？؟]["')\]\s]{0,4}$/.test(text.slice(-8)),
    pressing: false,
    words: 0,
  };
  let shouted = 0;
  for (const token of tokens) {
    if (token.isWord) {
      signals.words += 1;
      if (token.shouted) shouted += 1;
      countWord(token, signals);
    } else countMarks(token.text, signals);
  }
  if (shouted >= 2) signals.shouted = shouted / signals.words;
  return signals;
}

function countWord({ text, negated }: AffectToken, signals: ToneSignals): void {
  if (has(WORDS.good, PIECES.good, text)) signals[negated ? 'bad' : 'good'] += 1;
  if (has(WORDS.bad, PIECES.bad, text)) signals[negated ? 'good' : 'bad'] += 1;
  if (has(WORDS.worn, PIECES.worn, text)) signals.worn += 1;
}

function countMarks(text: string, signals: ToneSignals): void {
  if (SIGNS.good.has(text) || SMILES.test(text)) signals.good += 1;
  if (SIGNS.bad.has(text) || FROWNS.test(text)) signals.bad += 1;
  if (/[!！]/.test(text)) signals.exclamations += 1;
  if (/[?？؟!！][?？؟!！]/.test(text)) signals.pressing = true;
}

interface Words {
  whole: Set<string>;
  /** Stems by their first `STEM_MIN` units. */
  stems: Map<string, string[]>;
}

function wordSet(lists: readonly string[]): Words {
  const all = lists.flatMap((list) => list.split(' '));
  const stems = all.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
  const usable = stems.filter(({ length }) => length >= STEM_MIN && length <= STEM_MAX);
  return {
    whole: new Set(all.map((word) => word.replace('*', ''))),
    stems: Map.groupBy(usable, (stem) => stem.slice(0, STEM_MIN)),
  };
}

function has({ whole, stems }: Words, pieces: readonly string[], word: string): boolean {
  if (whole.has(word)) return true;
  const first = word.charCodeAt(0);
  if (first > 0x5ff) return pieces.some((piece) => word.includes(piece));
  if (stems.get(word.slice(0, STEM_MIN))?.some((stem) => word.startsWith(stem))) return true;
  return first > 0x3ff ? pieces.some((piece) => word.includes(piece)) : false;
}
