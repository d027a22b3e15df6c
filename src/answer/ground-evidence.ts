import { splitBlocks } from '../domain/blocks.ts';
import { splitSentences } from '../domain/sentences.ts';
import { type Amount, amountsIn } from './ground-amounts.ts';
import { clausesOf, type Polarity, polarityOf } from './ground-polarity.ts';

/** What an answer is checked against. */
export interface GroundPassage {
  text: string;
  title?: string;
  /** Breadcrumb of headings above the passage. */
  heading?: string;
}

/** One statement of a passage: a sentence, a row of a table with its head, an item of a list with what introduces it. */
export interface Piece {
  text: string;
  terms: ReadonlySet<string>;
  /** Without the head of its table, which every row shares. */
  own: ReadonlySet<string>;
  amounts: readonly Amount[];
  /** Its clauses that give numbers, with the terms of the clause. */
  measures: readonly { terms: ReadonlySet<string>; amounts: readonly Amount[] }[];
  /** Its clauses; the last of several is all of it. */
  clauses: readonly { terms: ReadonlySet<string>; polarity: Polarity; whole: boolean }[];
}

/** A passage taken apart. `context`: the terms of title and headings, which stand above every piece. */
export interface Evidence {
  pieces: readonly Piece[];
  context: ReadonlySet<string>;
  /** Everything, folded to lower case, for names and codes. */
  letters: string;
}

/** Takes a passage apart once, for all sentences of an answer. Pure; linear. */
export function evidenceOf(passage: GroundPassage, analyze: (text: string) => string[]): Evidence {
  const above = `${passage.title ?? ''}\n${passage.heading ?? ''}`;
  return {
    pieces: statementsOf(passage.text).map(({ head, text }): Piece => {
      const own = new Set(analyze(text));
      const terms = head === '' ? own : new Set([...analyze(head), ...own]);
      const clauses = clausesOf(text).map((clause) => ({
        terms: head === '' ? new Set(analyze(clause)) : terms,
        polarity: polarityOf(clause),
        whole: false,
      }));
      const whole = clauses.length > 1 ? [{ terms, polarity: polarityOf(text), whole: true }] : [];
      const amounts = amountsIn(text);
      const measures =
        amounts.length === 0
          ? []
          : clausesOf(text).map((clause) => ({
              terms: new Set(analyze(clause)),
              amounts: amountsIn(clause),
            }));
      return { text, terms, own, amounts, measures, clauses: [...clauses, ...whole] };
    }),
    context: new Set(analyze(above)),
    letters: `${above}\n${passage.text}`.toLowerCase(),
  };
}

/** Several passages as one, for a sentence that cites several. */
export function together(all: readonly Evidence[]): Evidence {
  const [only] = all;
  if (only && all.length === 1) return only;
  return {
    pieces: all.flatMap((one) => one.pieces),
    context: new Set(all.flatMap((one) => [...one.context])),
    letters: all.map((one) => one.letters).join('\n'),
  };
}

function statementsOf(text: string): { head: string; text: string }[] {
  const found: { head: string; text: string }[] = [];
  for (const block of splitBlocks(text)) {
    const inner = text.slice(block.start, block.end);
    const lines = inner.split('\n').filter((line) => /[\p{L}\p{N}]/u.test(line));
    if (block.kind === 'table') {
      const [head = '', ...rows] = lines;
      found.push(
        ...(rows.length === 0 ? [{ head: '', text: head }] : rows.map((row) => ({ head, text: row }))),
      );
    } else if (block.kind === 'list' || block.kind === 'code') {
      found.push(...lines.map((line) => ({ head: '', text: line.replace(/^\s*(?:[-*+•]|\d+[.)])\s+/, '') })));
    } else {
      found.push(
        ...splitSentences(inner).map((span) => ({ head: '', text: inner.slice(span.start, span.end) })),
      );
    }
  }
  return found;
}
