import type { PlacedCitation } from '../../domain/message.ts';
import type { Passage } from '../../domain/passage.ts';
import type { Span } from '../../domain/sentences.ts';
import { GENERATE } from './generate-limits.ts';
import type { JudgedPiece, Part } from './judge-piece.ts';
import type { Piece } from './piece-cutter.ts';

/** Says what was judged, piece by piece, and remembers it: what is said is never taken back. */
export interface Speaker {
  say(piece: JudgedPiece): void;
  /** A paragraph in our own words. */
  sayOwn(text: string): void;
  /** A piece was left out: what comes next keeps its distance. */
  skip(gap: Piece['gap']): void;
  /** Another model goes on: it cannot know which white space is missing. */
  resume(): void;
  /** Writes the marker that is still owed. */
  finish(): void;
  text(): string;
  /** What was said since `startRound`, masked and as the model wrote it: what another model goes on after. */
  raw(): string;
  startRound(): void;
  citations(): PlacedCitation[];
}

export interface SpeakerOptions {
  passages: readonly Passage[];
  /** Restores what was masked. */
  show(text: string): string;
  /** Where passage `n` (1 first) says a part. */
  place(part: Part, n: number): Span | null;
  /** Called with what is said; throws where nothing may be said any more. */
  write(piece: string): void;
}

const GAPS: readonly Piece['gap'][] = ['', ' ', '\n', '\n\n'];
const STEP = /^([ \t]*)(\(?)(\d{1,3})([.)][ \t]+)$/;

export function speaker({ passages, show, place, write }: SpeakerOptions): Speaker {
  let text = '';
  let raw = '';
  let owed: Piece['gap'] = '';
  let resumes = false;
  let lastKind: JudgedPiece['kind'] = 'sentence';
  /** A marker waits for the end of the run that it stands for. */
  let marker: { cites: readonly number[]; kind: JudgedPiece['kind'] } | null = null;
  const numbers = new Map<number, number>();
  const spans = new Map<number, (Span & { support: number })[]>();
  const steps = new Map<number, number>();
  const put = (piece: string) => {
    if (piece === '') return;
    write(piece);
    text += piece;
  };
  const flush = () => {
    if (marker === null) return;
    const isBlock = marker.kind === 'code' || marker.kind === 'row';
    const written = marker.cites.map((n) => `[${n}]`).join('');
    marker = null;
    put(`${isBlock ? '\n\n' : ' '}${written}`);
    if (isBlock) owed = '\n\n';
  };
  const cite = (part: Part): number[] =>
    part.cites.map((n) => {
      const span = place(part, n);
      if (span) spans.set(n, [...(spans.get(n) ?? []), { ...span, support: part.support }]);
      const known = numbers.get(n) ?? numbers.size + 1;
      numbers.set(n, known);
      return known;
    });
  return {
    say: (piece) => {
      const prefix = numbered(piece, steps);
      const gap =
        text === ''
          ? ''
          : wider(resumes ? joint(piece.kind, lastKind, text) : piece.gap, wider(piece.gap, owed));
      owed = '';
      resumes = false;
      lastKind = piece.kind;
      raw += `${raw === '' ? '' : gap}${piece.prefix}${piece.parts.map((part) => part.raw).join(' ')}`;
      piece.parts.forEach((part, at) => {
        const cites = cite(part);
        const before = at === 0 ? gap : ' ';
        const goesOn = marker !== null && marker.kind === piece.kind && before !== '\n\n';
        // The rule under the head of a table is neither quoted nor the end of what is.
        const isRule = piece.kind === 'row' && cites.length === 0 && part.by === 'courtesy';
        if (!goesOn || (!isRule && cites.join() !== marker?.cites.join())) flush();
        const apart = wider(before, owed);
        owed = '';
        put(`${apart}${at === 0 ? prefix : ''}${show(part.text)}`);
        if (cites.length > 0) marker = { cites, kind: piece.kind };
      });
    },
    sayOwn: (own) => {
      flush();
      put(`${text === '' ? '' : '\n\n'}${own}`);
      owed = '\n\n';
      steps.clear();
    },
    skip: (gap) => {
      owed = wider(owed, gap);
    },
    resume: () => {
      resumes = true;
    },
    finish: flush,
    text: () => text,
    raw: () => raw,
    startRound: () => {
      raw = '';
      owed = '\n\n';
    },
    citations: () =>
      [...numbers].flatMap(([n, number]) => {
        const passage = passages[n - 1];
        return passage ? [citation(passage, number, spans.get(n) ?? [])] : [];
      }),
  };
}

/** What stands at least between the last piece of one model and the first of the next. */
function joint(kind: JudgedPiece['kind'], before: JudgedPiece['kind'], text: string): Piece['gap'] {
  if (kind !== 'sentence') return kind === before ? '\n' : '\n\n';
  if (before !== 'sentence') return '\n\n';
  return /[。！？」』]$/.test(text) ? '' : ' ';
}

function wider(one: Piece['gap'], other: Piece['gap']): Piece['gap'] {
  return GAPS.indexOf(one) >= GAPS.indexOf(other) ? one : other;
}

/** The prefix of an item; steps count on where one was left out, or another model began anew. */
function numbered({ kind, prefix }: JudgedPiece, steps: Map<number, number>): string {
  if (kind !== 'item') {
    steps.clear();
    return prefix;
  }
  const step = STEP.exec(prefix);
  const indent = /^[ \t]*/.exec(prefix)?.[0].length ?? 0;
  for (const deeper of [...steps.keys()]) if (deeper > indent) steps.delete(deeper);
  if (!step) return prefix;
  const before = steps.get(indent);
  const number = before === undefined ? Number(step[3]) : before + 1;
  steps.set(indent, number);
  return `${step[1]}${step[2]}${number}${step[4]}`;
}

/** The exact span of all that a passage is cited for, or where that is too much of it, of what fits best. */
function citation(
  passage: Passage,
  n: number,
  spans: readonly (Span & { support: number })[],
): PlacedCitation {
  const [best] = spans.toSorted((a, b) => b.support - a.support);
  let start = Math.min(...spans.map((one) => one.start));
  let end = Math.max(...spans.map((one) => one.end));
  if (!best) [start, end] = [0, Math.min(passage.text.length, GENERATE.quoteChars)];
  else if (end - start > GENERATE.quoteChars) ({ start, end } = best);
  return {
    n,
    articleId: passage.articleId,
    title: passage.title,
    url: passage.url,
    quote: passage.text.slice(start, end),
    articleVersion: passage.articleVersion,
    chunkId: passage.chunkId,
    start: passage.start + start,
    end: passage.start + end,
    heading: passage.heading,
  };
}
