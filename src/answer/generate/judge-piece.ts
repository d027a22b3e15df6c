import { cleanOutput } from './clean-output.ts';
import {
  cellsOf,
  type Dropped,
  type JudgeSources,
  judgeRow,
  judgeSentence,
  type Part,
} from './judge-sentence.ts';
import { withoutTokens } from './masking-tokens.ts';
import { overclaims } from './overclaims.ts';
import type { Gap, Piece, PieceKind } from './piece-cutter.ts';
import { type MarkedSentence, readMarkers } from './read-markers.ts';

export type { Dropped, JudgeSources, Part } from './judge-sentence.ts';

/** A piece of which something may be said. */
export interface JudgedPiece {
  kind: PieceKind;
  gap: Gap;
  /** Indentation and mark of an item (`1. `), else empty. */
  prefix: string;
  parts: readonly Part[];
  /** A lead (`Do this:`), a heading or the head of a table: says nothing without what it introduces. */
  introduces: boolean;
}

export interface Judge {
  /** `isHead`: it may be the head of a table. */
  piece(piece: Piece, isHead?: boolean): { judged: JudgedPiece | null; dropped: Dropped[] };
}

const PREFIX = /^[ \t]*(?:[-*+•]|\(?\d{1,3}[.)])[ \t]+/;

/** Judges the pieces of an answer one by one: output filter, citations, grounding. Pure. */
export function pieceJudge(sources: JudgeSources): Judge {
  let heads: readonly string[] | null = null;
  return {
    piece: (piece, isHead = false) => {
      if (piece.kind !== 'row') heads = null;
      const { text, points } = cleanOutput(piece.text, sources.output);
      const prefix = piece.kind === 'item' ? (PREFIX.exec(text)?.[0] ?? '') : '';
      const body = text.slice(prefix.length).trim();
      const none = (reason: Dropped) => ({ judged: null, dropped: [reason] });
      if (piece.kind === 'rule' || !/[\p{L}\p{N}\p{Extended_Pictographic}|]/u.test(body))
        return none('empty');
      const introduces = isIntroduction(piece.kind, body);
      const make = (parts: Part[]): JudgedPiece | null =>
        parts.length === 0 ? null : { kind: piece.kind, gap: piece.gap, prefix, parts, introduces };
      if (piece.kind === 'code') {
        const judged = points ? 'link' : judgeCode(body, sources);
        return typeof judged === 'string' ? none(judged) : { judged: make([judged]), dropped: [] };
      }
      if (piece.kind === 'row' && !/[\p{L}\p{N}]/u.test(body))
        return {
          judged: make([{ text: body, raw: body, cites: [], by: 'courtesy', support: 1 }]),
          dropped: [],
        };
      const sentences = piece.kind === 'row' ? [wholeOf(body)] : readMarkers(body);
      const parts: Part[] = [];
      const dropped: Dropped[] = [];
      for (const sentence of sentences) {
        const pointsAway = points && cleanOutput(sentence.text, sources.output).points;
        const refused = pointsAway ? 'link' : sources.refuse(sentence.text);
        const judged =
          refused ??
          (piece.kind === 'row' ? judgeRow(sentence, heads, sources) : judgeSentence(sentence, sources));
        if (isHead) heads = cellsOf(body);
        if (typeof judged === 'string' && judged !== 'link' && isHead && isLabels(body, sources))
          parts.push({ text: sentence.text, raw: sentence.raw, cites: [], by: 'courtesy', support: 1 });
        else if (typeof judged === 'string') dropped.push(judged);
        else {
          const [first] = judged;
          const mayQuote = !introduces && piece.kind !== 'row' && piece.kind !== 'heading';
          if (first?.quotes && !mayQuote) dropped.push(first.doubt ?? 'unsupported');
          else parts.push(...judged);
          if (mayQuote && first?.doubt) dropped.push(first.doubt);
        }
      }
      return { judged: make(parts), dropped: sentences.length === 0 ? ['empty'] : dropped };
    },
  };
}

function isIntroduction(kind: PieceKind, body: string): boolean {
  if (kind === 'heading') return true;
  return kind === 'sentence' && /[:：]\s*[*_]{0,3}$/.test(body.replace(/\s*\[\d{1,3}\]$/, ''));
}

/** Words of a label. */
const LABEL_WORDS = 2;

/** Whether the cells of a table's head are labels, of which a source knows half: they state nothing. */
function isLabels(row: string, { grounder, courtesy, output }: JudgeSources): boolean {
  const cells = row.split('|').flatMap((cell) => cell.trim() || []);
  const known = cells.filter((cell) => courtesy.analyze(cell).every((term) => grounder.knows(term)));
  const isShort = cells.every(
    (cell) => /^[\p{L}\p{M}'’ -]+$/u.test(cell) && cell.split(/\s+/).length <= LABEL_WORDS,
  );
  return isShort && known.length * 2 >= cells.length && !overclaims(row, output.letters);
}

/** The sentences of a row of a table are its cells: they stand or fall together. */
function wholeOf(row: string): MarkedSentence {
  const parts = readMarkers(row);
  return {
    text: parts.map(({ text }) => text).join(' '),
    raw: row,
    cited: [...new Set(parts.flatMap(({ cited }) => cited))],
  };
}

/** Code is quoted, never invented: every line of it must stand in a source, letter by letter, and the fence must be closed. */
function judgeCode(block: string, sources: JudgeSources): Part | Dropped {
  const lines = block.split('\n');
  const closed = /^[ \t]*(?:`{3,}|~{3,})\s*$/.test(lines.at(-1) ?? '') && lines.length > 2;
  if (!closed) return 'unsupported';
  const cites: number[] = [];
  for (const line of lines.slice(1, -1)) {
    if (!/[\p{L}\p{N}]/u.test(line)) continue;
    const refused = sources.refuse(line);
    if (refused !== null) return refused;
    const holding = numbersOf(sources).find((n) => holdsLine(sources.source(n), withoutTokens(line)));
    if (holding === undefined) return 'unsupported';
    if (holding <= sources.passages && !cites.includes(holding)) cites.push(holding);
  }
  if (cites.length === 0 && sources.results === 0) return 'empty';
  return { text: block, raw: block, cites, by: cites.length > 0 ? 'passage' : 'tool', support: 1 };
}

function numbersOf({ passages, results }: JudgeSources): number[] {
  return Array.from({ length: passages + results }, (_, at) => at + 1);
}

/** Whether a source has a line, or an end of one, whatever the white space. */
function holdsLine(source: string, line: string): boolean {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
  const wanted = plain(line);
  return source.split('\n').some((one) => {
    const given = plain(one);
    return given === wanted || given.includes(`\`${wanted}\``);
  });
}
