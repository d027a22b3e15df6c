import { splitBlocks } from '../domain/blocks.ts';
import { type Span, splitSentences } from '../domain/sentences.ts';
import { wordsOf } from './ground-affixes.ts';
import { type Amount, amountsIn } from './ground-amounts.ts';
import { clausesOf, type Polarity, polarityOf } from './ground-polarity.ts';

/** What an answer is checked against. */
export interface GroundPassage {
  text: string;
  title?: string;
  /** Breadcrumb of headings above the passage. */
  heading?: string;
}

/**
 * One statement of a passage: a sentence, a row of a table with its head, an item of a list. Its span is in UTF-16 units of the
 * passage's text.
 */
export interface Piece extends Span {
  kind: 'sentence' | 'item' | 'row' | 'heading' | 'code';
  text: string;
  terms: ReadonlySet<string>;
  /** Without the head of its table, which every row shares. */
  own: ReadonlySet<string>;
  amounts: readonly Amount[];
  /** Lower case, without accents. */
  words: readonly string[];
  /** Of a row of a table: its cells, and the head of the table. */
  row: { cells: readonly string[]; heads: readonly string[] } | null;
  /** Its clauses that give numbers, with the terms of the clause. */
  measures: readonly { terms: ReadonlySet<string>; amounts: readonly Amount[] }[];
  /** Its clauses; the last of several is all of it. */
  clauses: readonly { text: string; terms: ReadonlySet<string>; polarity: Polarity; whole: boolean }[];
}

/** A passage taken apart. `context`: the terms of title and headings, which stand above every piece. */
export interface Evidence {
  pieces: readonly Piece[];
  context: ReadonlySet<string>;
  /** Everything, folded to lower case, for names and codes. */
  letters: string;
  /** Title and headings. */
  above: string;
}

/** Passages that stay taken apart, some tens of kilobytes each: one conversation, and most of a help centre's, ask about few. */
const KEPT = 48;
const kept = new WeakMap<(text: string) => string[], Map<string, Evidence>>();

/**
 * Takes a passage apart once, for all sentences of an answer, and for the answers after it while the same text is found again. Pure
 * but for what it remembers; linear.
 */
export function evidenceOf(passage: GroundPassage, analyze: (text: string) => string[]): Evidence {
  const above = `${passage.title ?? ''}\n${passage.heading ?? ''}`;
  const key = `${above.length} ${above}${passage.text}`;
  const known = kept.get(analyze) ?? new Map<string, Evidence>();
  kept.set(analyze, known);
  const found = known.get(key) ?? takenApart(passage.text, above, analyze);
  // The one that was used last goes last.
  known.delete(key);
  known.set(key, found);
  const [oldest] = known.keys();
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  return found;
}

function takenApart(text: string, above: string, analyze: (text: string) => string[]): Evidence {
  return {
    pieces: statementsOf(text).map((statement) => pieceOf(text, statement, analyze)),
    context: new Set(analyze(above)),
    letters: `${above}\n${text}`.toLowerCase(),
    above,
  };
}

/** Clauses and numbers are read when they are asked for: most statements are about something else than any sentence. */
function pieceOf(
  passage: string,
  { kind, head, start, end }: Statement,
  analyze: (text: string) => string[],
): Piece {
  const text = passage.slice(start, end);
  const own = new Set(analyze(text));
  const terms = head === '' ? own : new Set([...analyze(head), ...own]);
  // "Per day" above a column counts for its rows; no row without it gives a rate.
  const amounts = once(() => [...amountsIn(text), ...amountsIn(head)]);
  const words = once(() => wordsOf(text));
  const measures = once(() => {
    if (amounts().length === 0) return [];
    const parts = clausesOf(text);
    if (parts.length === 1 && parts[0] === text) return [{ terms: own, amounts: amounts() }];
    return parts.map((clause) => ({ terms: new Set(analyze(clause)), amounts: amountsIn(clause) }));
  });
  const clauses = once(() => {
    const parts = clausesOf(text, true).map((clause) =>
      clauseOf(clause, head === '' ? new Set(analyze(clause)) : terms, false),
    );
    return parts.length > 1 ? [...parts, clauseOf(text, terms, true)] : parts;
  });
  return {
    kind,
    text,
    start,
    end,
    terms,
    own,
    row: head === '' ? null : { cells: cellsOf(text), heads: cellsOf(head) },
    get words() {
      return words();
    },
    get amounts() {
      return amounts();
    },
    get measures() {
      return measures();
    },
    get clauses() {
      return clauses();
    },
  };
}

function cellsOf(row: string): string[] {
  return row
    .replace(/^\s*\||\|\s*$/g, '')
    .split('|')
    .map((cell) => cell.replace(/[*_`]/g, '').trim());
}

function clauseOf(text: string, terms: ReadonlySet<string>, whole: boolean): Piece['clauses'][number] {
  const polarity = once(() => polarityOf(text));
  return {
    text,
    terms,
    whole,
    get polarity() {
      return polarity();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
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
    above: all.map((one) => one.above).join('\n'),
  };
}

const ITEM_MARK = /^\s*(?:[-*+•]|\d+[.)])\s+/;

interface Statement extends Span {
  kind: Piece['kind'];
  head: string;
}

function statementsOf(text: string): Statement[] {
  const found: Statement[] = [];
  for (const block of splitBlocks(text)) {
    if (block.kind === 'table') {
      const [head, ...rows] = linesOf(text, block);
      const above = head ? text.slice(head.start, head.end) : '';
      if (rows.length > 0) found.push(...rows.map((row) => ({ ...row, kind: 'row' as const, head: above })));
      else if (head) found.push({ ...head, kind: 'row', head: '' });
    } else if (block.kind === 'list' || block.kind === 'code') {
      const kind = block.kind === 'code' ? 'code' : 'item';
      for (const { start, end } of linesOf(text, block)) {
        const mark = ITEM_MARK.exec(text.slice(start, end))?.[0].length ?? 0;
        found.push({ start: start + mark, end, kind, head: '' });
      }
    } else {
      const kind = block.kind === 'heading' ? 'heading' : 'sentence';
      const sentences = splitSentences(text, block.start, block.end);
      found.push(...sentences.map(({ start, end }) => ({ start, end, kind, head: '' }) as const));
    }
  }
  return found;
}

/** The lines of a block that say anything. */
function linesOf(text: string, { start, end }: Span): Span[] {
  const lines: Span[] = [];
  for (let from = start; from < end; ) {
    const found = text.indexOf('\n', from);
    const to = found < 0 || found > end ? end : found;
    if (/[\p{L}\p{N}]/u.test(text.slice(from, to))) lines.push({ start: from, end: to });
    from = to + 1;
  }
  return lines;
}
