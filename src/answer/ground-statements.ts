import type { Span } from '../domain/sentences.ts';
import type { Evidence, Piece } from './ground-evidence.ts';
import {
  type Ground,
  meansSame,
  type ProofOptions,
  proves,
  provesTranslated,
  type Token,
  tokensOf,
} from './ground-proof.ts';
import { provesResult } from './ground-results.ts';
import type { Matcher } from './ground-terms.ts';
import { conceptsOf, conceptsWithin } from './lexicon.ts';

/** What a passage says in its own words: whole statements. Offsets are UTF-16 units of the passage's text. */
export interface Quote extends Span {
  text: string;
  /** 0..1: how much of what was asked for stands there. */
  support: number;
}

export interface Prover {
  /** Whether one statement of the evidence proves a text. */
  proves(text: string, evidence: Evidence): boolean;
  /** The same of a text in another language, as far as a small lexicon knows its words. */
  provesTranslated(text: string, evidence: Evidence): boolean;
  /** What the evidence says nearest to a text in another language, by numbers, names and the lexicon; null where nothing is near. */
  quoteTranslated(text: string, evidence: Evidence): Quote | null;
  /** Whether results of tools prove a text. */
  provesResult(text: string, results: readonly Evidence[]): boolean;
  /** Whether one row of a table, or one statement, proves a row; `heads`: what stands above its cells, if anything does. */
  provesRow(cells: readonly string[], heads: readonly string[] | null, evidence: Evidence): boolean;
  /** What the evidence says nearest to a text, whole; null where that is no sentence, item or row of a table. */
  quote(text: string, evidence: Evidence): Quote | null;
}

/** Statements of one piece of evidence are taken apart for the first sentence that is held against them. */
const grounds = new WeakMap<Piece, Map<string, Ground>>();

/** Share of a sentence's terms below which a statement need not be taken apart to see that it proves nothing. */
const PROVABLE = 0.3;

/** A prover over evidence that a matcher knows. Pure but for what it remembers. */
export function proverOf(matcher: Matcher, options: ProofOptions): Prover {
  const above = new Map<string, Token[]>();
  const names = [...options.free].join();
  const aboveOf = (text: string) => {
    const known = above.get(text) ?? tokensOf(text, options);
    above.set(text, known);
    return known;
  };
  const groundOf = (piece: Piece, evidence: Evidence): Ground => {
    const own = grounds.get(piece) ?? new Map<string, Ground>();
    grounds.set(piece, own);
    const known = own.get(names);
    if (known) return known;
    const head = piece.row?.heads.join(' | ') ?? '';
    const made = {
      text: piece.text,
      tokens: tokensOf(piece.text, options),
      above: [...aboveOf(evidence.above), ...aboveOf(head)],
      isRow: piece.row !== null,
    };
    own.set(names, made);
    return made;
  };
  return {
    proves: (text, evidence) => {
      const said = tokensOf(text, options);
      const terms = options.analyze(text);
      return evidence.pieces.some(
        (piece) =>
          matcher.share(terms, piece.terms, evidence.context) >= PROVABLE &&
          proves(text, said, groundOf(piece, evidence)),
      );
    },
    provesTranslated: (text, evidence) => {
      if (UNSPACED.test(text)) return false;
      const said = tokensOf(text, options);
      return evidence.pieces.some(
        (piece) => !UNSPACED.test(piece.text) && provesTranslated(said, groundOf(piece, evidence)),
      );
    },
    quoteTranslated: (text, evidence) => nearestTranslated(text, evidence, groundOf, options),
    provesResult: (text, results) => {
      const given = results.flatMap((one) => one.pieces.map((piece) => groundOf(piece, one)));
      return provesResult(text, given, options);
    },
    provesRow: (cells, heads, evidence) => {
      const text = cells.join(' | ');
      const said = tokensOf(text, options);
      const fits = (row: Piece['row']) =>
        row === null || heads === null || fitsHeads(cells, heads, row, options);
      return evidence.pieces.some((one) => proves(text, said, groundOf(one, evidence)) && fits(one.row));
    },
    quote: (text, evidence) => nearest(options.analyze(text), evidence, matcher),
  };
}

const UNSPACED = /[\u3040-\u30ff\u4e00-\u9fff]/;
/** Numbers count twice: a statement with one of the sentence's numbers, or two of its words, is near. */
const NEAR = 2;

function nearestTranslated(
  text: string,
  evidence: Evidence,
  groundOf: (piece: Piece, evidence: Evidence) => Ground,
  options: ProofOptions,
): Quote | null {
  const said = tokensOf(text, options);
  const concepts = conceptsIn(text, said);
  let best: Piece | null = null;
  let most = 0;
  for (const piece of evidence.pieces) {
    if (piece.kind === 'code' || piece.kind === 'heading') continue;
    const points = pointsOf(said, concepts, groundOf(piece, evidence));
    if (points < NEAR || points <= most) continue;
    best = piece;
    most = points;
  }
  if (best === null) return null;
  const support = Math.min(1, most / Math.max(NEAR, said.length));
  return { text: asSentence(best), start: best.start, end: best.end, support };
}

function conceptsIn(text: string, tokens: readonly Token[]): Set<number> {
  if (UNSPACED.test(text)) return new Set(conceptsWithin(text));
  return new Set(tokens.flatMap(({ kind, text: word }) => (kind === 'word' ? [...conceptsOf(word)] : [])));
}

/** How much of a sentence a statement in another language has: its numbers, its concepts, and words that both spell alike. */
function pointsOf(
  said: readonly Token[],
  concepts: ReadonlySet<number>,
  { text, tokens, above }: Ground,
): number {
  const numbers = said.filter((one) => one.amount && tokens.some((other) => meansSame(one, other))).length;
  const theirs = conceptsIn(text, tokens);
  const known = [...concepts].filter((one) => theirs.has(one)).length;
  const inTitle = conceptsIn('', above);
  const titled = [...concepts].some((one) => !theirs.has(one) && inTitle.has(one)) ? 0.5 : 0;
  const names = said.filter(
    ({ kind, text: word }) =>
      kind === 'word' && conceptsOf(word).size === 0 && tokens.some((other) => other.text === word),
  ).length;
  return 2 * numbers + known + names + titled;
}

/** Whether every number of a row stands below the head that stands above it in the source. */
function fitsHeads(
  cells: readonly string[],
  heads: readonly string[],
  row: NonNullable<Piece['row']>,
  options: ProofOptions,
): boolean {
  const read = (text: string | undefined) => tokensOf(text ?? '', options);
  return cells.every((cell, at) => {
    const given = read(cell).filter(({ amount }) => amount);
    if (given.length === 0) return true;
    const label = read(heads[at]);
    return row.cells.some((other, column) => {
      const theirs = read(other);
      if (!given.every((one) => theirs.some((two) => meansSame(one, two)))) return false;
      const above = read(row.heads[column]);
      return (
        heads[at]?.trim().toLowerCase() === row.heads[column]?.trim().toLowerCase() ||
        label.some((one) => above.some((two) => meansSame(one, two)))
      );
    });
  });
}

function nearest(terms: readonly string[], evidence: Evidence, matcher: Matcher): Quote | null {
  const { support, pieces } = matcher.pieces(terms, evidence);
  const kept = pieces.filter(({ kind }) => kind !== 'code' && kind !== 'heading');
  if (kept.length === 0) return null;
  return {
    text: kept.map(asSentence).join(' '),
    start: Math.min(...kept.map(({ start }) => start)),
    end: Math.max(...kept.map(({ end }) => end)),
    support,
  };
}

/** A row of a table as `Tent: Per day €12, Deposit €80`; all else as it stands. */
function asSentence({ row, text }: Piece): string {
  if (row === null) return text.replace(/\s+/g, ' ').trim();
  const [label = '', ...cells] = row.cells;
  const rest = cells.flatMap((cell, at) =>
    cell === '' ? [] : [`${row.heads[at + 1] ?? ''} ${cell}`.trim()],
  );
  return rest.length === 0 ? label : `${label}: ${rest.join(', ')}`;
}
