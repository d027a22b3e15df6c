import type { Span } from '../domain/sentences.ts';
import { type Amount, amountsIn, sameAmount } from './ground-amounts.ts';
import type { Piece } from './ground-evidence.ts';

type Row = NonNullable<Piece['row']>;

/**
 * Whether a number of a sentence can be meant to come from a row of a table: not where the sentence names another row, or another
 * column, and not this one. `rows`: all rows that the sentence is held against. Pure.
 */
export function fitsRow(text: string, amount: Amount & Span, row: Row, rows: readonly Row[]): boolean {
  const near = segmentOf(text, amount);
  const labels = rows.filter(({ heads }) => heads.join() === row.heads.join()).map(({ cells }) => cells[0]);
  if (isElsewhere(near, text, [row.cells[0]], labels)) return false;
  const columns = row.heads.filter((_, at) => at > 0 && givesIn(row.cells[at] ?? '', amount));
  return columns.length === 0 || !isElsewhere(near, text, columns, row.heads.slice(1));
}

function givesIn(cell: string, amount: Amount): boolean {
  return amountsIn(cell).some((one) => sameAmount(one, amount));
}

/** Whether others are named, and none of one's own: beside the number, or else anywhere in the sentence. */
function isElsewhere(
  near: string,
  text: string,
  own: readonly (string | undefined)[],
  all: readonly (string | undefined)[],
): boolean {
  for (const part of [near, text]) {
    const named = all.filter((one) => names(part, one));
    if (named.length > 0) return !own.some((one) => named.includes(one));
  }
  return false;
}

/** Letters of a label that is a word whatever its case; shorter ones (`S`, `A`) are compared as they stand. */
const WORD_LETTERS = 3;

function names(text: string, label: string | undefined): boolean {
  if (!label || !/[\p{L}\p{N}]/u.test(label)) return false;
  const isWord = label.length >= WORD_LETTERS;
  const whole = isWord ? text.toLowerCase() : text;
  const wanted = isWord ? label.toLowerCase() : label;
  for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + 1)) {
    const before = whole[at - 1] ?? ' ';
    const after = whole[at + wanted.length] ?? ' ';
    if (/[\u3040-\u9fff]/.test(wanted)) return true;
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}

/** Between what is said of several things in one sentence. */
const APART = /[;,、|]|\s(?:and|und|et|y|e|ed|or|oder|ou|o|but|aber|while|و)\s/giu;

function segmentOf(text: string, { start, end }: Span): string {
  let from = 0;
  for (const match of text.matchAll(APART)) {
    if (match.index >= end) return text.slice(from, match.index);
    if (match.index + match[0].length <= start) from = match.index + match[0].length;
  }
  return text.slice(from);
}
