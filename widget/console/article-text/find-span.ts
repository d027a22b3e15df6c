import { parseBlocks } from '../../markdown/parse-blocks.ts';
import type { Block } from '../../markdown/tree.ts';
import { textOf } from './text-of.ts';

/** A stretch of the text that `textOf` gives, in UTF-16 units. */
export interface Span {
  from: number;
  to: number;
}

const WORD = /[\p{L}\p{N}]/u;
/** Letters of the shortest part of a quote that is looked for alone: shorter ones stand in many places. */
const PART_LETTERS_MIN = 24;

/**
 * Where a quote of an article's source stands in the text that a reader sees of it. Letters and digits decide: markup, spacing
 * and case differ between the two; signs at both ends belong to it where both have them. A quote that is not there as a whole
 * is looked for by its longest part. `before` is the source in front of the quote, where that is known: of several places it
 * chooses the right one. Pure.
 */
export function findSpan(blocks: readonly Block[], quote: string, before = ''): Span | null {
  const text = textOf(blocks);
  const shown = lettersOf(text);
  const quoted = parseBlocks(quote);
  const plain = textOf(quoted);
  const skip = before ? countOf(lettersOf(textOf(parseBlocks(before))).letters, lettersOf(plain).letters) : 0;
  const found = spanOf(text, shown, plain, skip) ?? spanOf(text, shown, quote, 0);
  if (found) return found;
  const parts = quoted
    .map((block) => textOf([block]))
    .filter((part) => lettersOf(part).letters.length >= PART_LETTERS_MIN)
    .sort((a, b) => b.length - a.length);
  for (const part of parts) {
    const span = spanOf(text, shown, part, 0);
    if (span) return span;
  }
  return null;
}

interface Letters {
  letters: string;
  /** Of each unit of `letters`, where it begins and ends in the text. */
  from: number[];
  to: number[];
}

function lettersOf(text: string): Letters {
  const parts: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const char of text) {
    if (WORD.test(char)) {
      const lower = char.toLowerCase();
      parts.push(lower);
      for (let unit = 0; unit < lower.length; unit++) {
        from.push(at);
        to.push(at + char.length);
      }
    }
    at += char.length;
  }
  return { letters: parts.join(''), from, to };
}

function spanOf(text: string, { letters, from, to }: Letters, quote: string, skip: number): Span | null {
  const quoted = lettersOf(quote);
  const wanted = quoted.letters;
  if (!wanted) return null;
  let at = letters.indexOf(wanted);
  for (let n = 0; n < skip && at >= 0; n++) {
    const next = letters.indexOf(wanted, at + 1);
    if (next < 0) break;
    at = next;
  }
  if (at < 0) return null;
  const span = { from: from[at] ?? 0, to: to[at + wanted.length - 1] ?? 0 };
  for (const sign of [...quote.slice(0, quoted.from[0])].reverse()) {
    if (span.from >= sign.length && text.startsWith(sign, span.from - sign.length)) span.from -= sign.length;
  }
  for (const sign of quote.slice(quoted.to.at(-1))) {
    if (text.startsWith(sign, span.to)) span.to += sign.length;
  }
  return span;
}

function countOf(letters: string, wanted: string): number {
  if (!wanted) return 0;
  let count = 0;
  for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) count++;
  return count;
}
