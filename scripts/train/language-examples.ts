import { gramScale } from '../../src/understand/language/gram-scores.ts';
import { type LetterRun, letterRuns } from '../../src/understand/language/letter-runs.ts';
import type { SharedScript } from '../../src/understand/language/scripts.ts';
import {
  type GramSpec,
  gramsMax,
  WORD_UNITS_MAX,
  wordGrams,
} from '../../src/understand/language/word-grams.ts';
import type { SparseVector } from '../../src/understand/linear/ngram-features.ts';
import type { LanguageText } from './language-corpus.ts';
import { gibberish } from './language-gibberish.ts';

/** Shares of the kinds of text among the examples of a language. */
const KIND_SHARE: Record<string, number> = {
  chat: 1,
  sentences: 1.2,
  'word-pairs': 1,
  udhr: 0.3,
  support: 0.3,
  everyday: 0.3,
  words: 0.2,
  characters: 0.4,
  messages: 1,
  help: 0.3,
};
/** Examples that are a window of a text instead of the whole: short messages are what must work. */
const WINDOW_SHARE = 0.9;
/** Of these, two longer words in a row, the rest one to six words. */
const PAIR_SHARE = 0.7;
const PAIR_WORD_UNITS = 5;
const WINDOW_WORDS = 6;
/** Characters of a window in Chinese and Japanese, which have no words to cut at. */
const WINDOW_CHARACTERS = 8;
/** Examples without their diacritics, as people type on foreign keyboards. */
const PLAIN_SHARE = 0.1;

/** Words of a text in one script, as the detector will see them. Pure. */
export function wordsIn(text: string, script: SharedScript): string[] {
  const runs: LetterRun[] = letterRuns(text.normalize('NFC').toLowerCase());
  return runs.filter((run) => run.script === script).map((run) => run.text);
}

/** Draws examples of languages from texts: whole ones, windows, and variants. Repeatable with `random`. */
export class ExampleSource {
  private readonly words: string[][][][];
  private readonly shares: number[][];
  private readonly labels: readonly string[];
  private readonly script: SharedScript;
  private readonly random: () => number;

  constructor(
    texts: readonly LanguageText[],
    labels: readonly string[],
    script: SharedScript,
    random: () => number,
  ) {
    this.labels = labels;
    this.script = script;
    this.random = random;
    const kinds = Object.keys(KIND_SHARE);
    this.words = labels.map(() => kinds.map(() => []));
    for (const { language, kind, text } of texts) {
      const words = wordsIn(text, script);
      if (words.length > 0) this.words[labels.indexOf(language)]?.[kinds.indexOf(kind)]?.push(words);
    }
    this.shares = this.words.map((ofLabel) =>
      ofLabel.map((texts, kind) => (texts.length > 0 ? (KIND_SHARE[kinds[kind] ?? ''] ?? 0) : 0)),
    );
  }

  /** Words of one more example of a label. */
  draw(label: number): string[] {
    if (this.labels[label] === 'und') return gibberish(this.random);
    const kind = this.drawKind(label);
    const texts = this.words[label]?.[kind] ?? [];
    const words = texts[Math.floor(this.random() * texts.length)] ?? [];
    if (this.script === 'han') return [this.characters(words.join(''))];
    const part = words.length > 2 && this.random() < WINDOW_SHARE ? this.window(words) : words;
    return this.random() < PLAIN_SHARE ? part.map(withoutDiacritics) : part;
  }

  private drawKind(label: number): number {
    const shares = this.shares[label] ?? [];
    let left = this.random() * shares.reduce((sum, share) => sum + share, 0);
    for (const [kind, share] of shares.entries()) {
      left -= share;
      if (left < 0) return kind;
    }
    return 0;
  }

  private characters(text: string): string {
    if (this.random() >= WINDOW_SHARE) return text.slice(0, WORD_UNITS_MAX);
    const length = 1 + Math.floor(this.random() * WINDOW_CHARACTERS);
    const from = Math.floor(this.random() * Math.max(1, text.length - length + 1));
    return text.slice(from, from + length);
  }

  private window(words: string[]): string[] {
    if (this.random() < PAIR_SHARE) {
      const long = words.filter((word) => word.length >= PAIR_WORD_UNITS);
      if (long.length >= 2) {
        const at = Math.floor(this.random() * (long.length - 1));
        return long.slice(at, at + 2);
      }
    }
    const length = 1 + Math.floor(this.random() * this.random() * WINDOW_WORDS);
    const from = Math.floor(this.random() * Math.max(1, words.length - length + 1));
    return words.slice(from, from + length);
  }
}

/** Letters that do not fall apart into a base letter and marks. */
const PLAIN_LETTERS: Record<string, string> = { ł: 'l', ı: 'i', ß: 'ss', đ: 'd', ø: 'o', æ: 'ae' };

function withoutDiacritics(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[łıßđøæ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .normalize('NFC');
}

/** The vector of an example: every n-gram of every word with the same weight, as the detector adds them up. */
export class Vectors {
  private readonly known = new Map<string, Uint32Array>();
  private readonly spec: GramSpec;
  private readonly buffer: Uint32Array;

  constructor(spec: GramSpec) {
    this.spec = spec;
    this.buffer = new Uint32Array(gramsMax(spec));
  }

  of(words: readonly string[]): SparseVector {
    const grams = words.map((word) => this.grams(word));
    const indices = new Uint32Array(grams.reduce((sum, one) => sum + one.length, 0));
    let at = 0;
    for (const one of grams) {
      indices.set(one, at);
      at += one.length;
    }
    return { indices, values: new Float32Array(indices.length).fill(gramScale(indices.length)) };
  }

  private grams(word: string): Uint32Array {
    const known = this.known.get(word);
    if (known) return known;
    const grams = this.buffer.slice(0, wordGrams(word, this.spec, this.buffer));
    this.known.set(word, grams);
    return grams;
  }
}
