import { splitSentences } from '../../domain/sentences.ts';
import { GENERATE } from './generate-limits.ts';

export type PieceKind = 'sentence' | 'item' | 'row' | 'code' | 'heading' | 'rule';

/** What stands between a piece and the one before. */
export type Gap = '' | ' ' | '\n' | '\n\n';

/** What is shown at once or not at all: a sentence, a line of a list or table, a block of code. */
export interface Piece {
  kind: PieceKind;
  gap: Gap;
  /** As written, its markers included; without white space around it but the indentation of an item. */
  text: string;
}

export interface PieceCutter {
  /** The pieces that are whole now. */
  push(text: string): Piece[];
  /** The pieces that the end of the text makes whole. */
  end(): Piece[];
  /** What has not become a piece yet. */
  rest(): string;
}

/** A line that may become an item, a row, a heading or a fence, but is too short to tell. */
const UNCLEAR = /^[ \t]*(?:[-*+•]{0,3}|\d{1,3}[.)]?|#{1,6}|`{1,3}|~{1,3})[ \t]*$/;
const ITEM = /^[ \t]*(?:[-*+•]|\(?\d{1,3}[.)])[ \t]+\S/;
const RULE = /^[ \t]*(?:-{3,}|\*{3,}|_{3,}|={3,})[ \t]*$/;
const MARKERS = /^(?:\s*\[\d{1,3}(?:\s?[,;]\s?\d{1,3})*\])+[.!?。]?/;
/** Sentence ends of Arabic, Urdu and the Indic scripts. */
const OTHER_END = /[؟۔।॥]["'”’)\]*_]{0,3}(?=\s|$)/;

/** Cuts growing text into pieces. Looks at a bounded part of it at a time: linear in the text, whatever the deltas. */
export function pieceCutter(): PieceCutter {
  let buffer = '';
  let isFirst = true;
  /** Inside something too long to be shown: left out to its end. */
  let skipping: RegExp | null = null;
  const next = (isLast: boolean): Piece | null => {
    if (skipping) {
      const end = skipping.exec(buffer);
      buffer = end ? buffer.slice(end.index + end[0].length) : buffer.slice(-8);
      if (!end) return null;
      skipping = null;
    }
    const space = /^\s*/.exec(buffer)?.[0] ?? '';
    if (space.length === buffer.length) return null;
    const gap = gapOf(space);
    const startsLine = isFirst || gap.startsWith('\n');
    const indent = startsLine ? space.slice(space.lastIndexOf('\n') + 1) : '';
    const head = buffer.slice(space.length, space.length + GENERATE.codeChars + 8);
    const found = cut(startsLine, indent, head, isLast && head.length === buffer.length - space.length);
    if (found === null) return null;
    if ('skip' in found) {
      skipping = found.skip;
      buffer = head.slice(found.from) + buffer.slice(space.length + head.length);
      return next(isLast);
    }
    isFirst = false;
    buffer = buffer.slice(space.length + found.length);
    const text = `${found.kind === 'item' ? indent : ''}${head.slice(0, found.length)}`.trimEnd();
    return { kind: found.kind, gap, text };
  };
  const all = (isLast: boolean): Piece[] => {
    const pieces: Piece[] = [];
    for (let piece = next(isLast); piece !== null; piece = next(isLast)) pieces.push(piece);
    return pieces;
  };
  return {
    push: (text) => {
      buffer += text;
      return all(false);
    },
    end: () => {
      const pieces = all(true);
      buffer = '';
      return pieces;
    },
    rest: () => buffer.trim(),
  };
}

type Cut = { kind: PieceKind; length: number } | { skip: RegExp; from: number } | null;

function cut(startsLine: boolean, indent: string, head: string, isLast: boolean): Cut {
  const lineEnd = head.indexOf('\n');
  const line = lineEnd < 0 ? head : head.slice(0, lineEnd);
  const isWhole = line.length < head.length || isLast;
  if (startsLine) {
    if (!isWhole && UNCLEAR.test(line)) return null;
    if (/^(?:```|~~~)/.test(line)) return cutCode(head, isLast);
    const kind = lineKind(indent + line);
    if (kind !== 'sentence') {
      if (isWhole && line.length <= GENERATE.pieceChars) return { kind, length: line.length };
      return line.length > GENERATE.pieceChars ? { skip: /(?=\n)/, from: line.length } : null;
    }
  }
  return cutSentence(line, isWhole);
}

function lineKind(line: string): PieceKind {
  if (RULE.test(line)) return 'rule';
  if (ITEM.test(line)) return 'item';
  if (/^[ \t]*\|/.test(line)) return 'row';
  return /^[ \t]{0,3}#{1,6}[ \t]/.test(line) ? 'heading' : 'sentence';
}

function cutCode(head: string, isLast: boolean): Cut {
  const fence = head.slice(0, 3);
  const end = new RegExp(`\\n[ \\t]*${fence}[^\\S\\n]*(?:\\n|${isLast ? '$' : '(?!)'})`).exec(head);
  if (end && end.index <= GENERATE.codeChars) {
    const length = end.index + end[0].trimEnd().length;
    return { kind: 'code', length };
  }
  if (head.length > GENERATE.codeChars) return { skip: new RegExp(`\\n[ \\t]*${fence}`), from: 3 };
  return isLast ? { kind: 'code', length: head.length } : null;
}

/** UTF-16 units in which most sentences end: the rest of a long line is looked at only where none does. */
const NEAR_CHARS = 300;

function cutSentence(line: string, isWhole: boolean): Cut {
  const near = line.length > NEAR_CHARS ? cutWithin(line.slice(0, NEAR_CHARS), false) : null;
  return near ?? cutWithin(line, isWhole);
}

function cutWithin(line: string, isWhole: boolean): Cut {
  const part = line.slice(0, GENERATE.pieceChars + 40);
  const [first, second] = splitSentences(part);
  const end = endOf(part, first?.end ?? part.length);
  const markers = MARKERS.exec(part.slice(end))?.[0].length ?? 0;
  const stop = end + markers;
  const isBeyond = stop > GENERATE.pieceChars;
  const rest = part.slice(stop);
  // What follows tells whether the sentence is over, and a marker may still be coming.
  const follows =
    (second !== undefined || end < (first?.end ?? 0)) &&
    /^\s*[^\s[]|^\s*\[(?!\d{0,3}(?:\s?[,;]\s?\d{0,3}){0,8}$)/.test(rest);
  if (follows && !isBeyond) return { kind: 'sentence', length: stop };
  if (isWhole && part.length === line.length && !isBeyond)
    return { kind: 'sentence', length: follows ? stop : line.length };
  return part.length > GENERATE.pieceChars ? { skip: /[.!?。！？؟](?=\s)|(?=\n)/, from: part.length } : null;
}

function endOf(text: string, end: number): number {
  const other = OTHER_END.exec(text.slice(0, end));
  const stop = other ? other.index + other[0].length : end;
  return /\s/.test(text[stop] ?? ' ') || stop === end ? stop : end;
}

function gapOf(space: string): Gap {
  const first = space.indexOf('\n');
  if (first < 0) return space === '' ? '' : ' ';
  return space.indexOf('\n', first + 1) < 0 ? '\n' : '\n\n';
}

const GAPS: readonly Gap[] = ['', ' ', '\n', '\n\n'];

/** The wider of two gaps. Pure. */
export function wider(one: Gap, other: Gap): Gap {
  return GAPS.indexOf(one) >= GAPS.indexOf(other) ? one : other;
}
