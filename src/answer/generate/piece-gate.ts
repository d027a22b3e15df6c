import type { JudgedPiece, Part } from './judge-piece.ts';
import type { Piece } from './piece-cutter.ts';
import type { RepeatGuard } from './repeat-guard.ts';
import type { Speaker } from './speaker.ts';

/** Decides when judged pieces are said: nothing before one claim stands and the answer is sure enough; no lead without what it leads to. */
export interface PieceGate {
  /** A piece that passed its judge. */
  pass(piece: JudgedPiece): void;
  /** One that did not. */
  fail(piece: Piece): void;
  /** Whether anything was let through. */
  isOpen(): boolean;
  /** Lets through what waits, sure or not. */
  open(): void;
  /** Forgets what waits: the stream was cut, or another round begins. */
  reset(): void;
  /** What waits and would be said first. */
  waiting(): readonly JudgedPiece[];
}

export interface GateOptions {
  guard: RepeatGuard;
  speaker: Pick<Speaker, 'say' | 'skip'>;
  /** Whether what is known is enough to begin. */
  isSure(): boolean;
}

export function pieceGate({ guard, speaker, isSure }: GateOptions): PieceGate {
  let isOpen = false;
  /** Before it opens: all that passed. */
  let pending: JudgedPiece[] = [];
  /** Leads, headings and heads of tables at the end, which wait for what they introduce. */
  let leads: JudgedPiece[] = [];
  let hasLost = false;
  /** `dead`: its head may not be said, so that its rows are none. */
  let table: 'none' | 'head' | 'rows' | 'dead' = 'none';
  const release = (piece: JudgedPiece) => {
    if (isOpen) {
      guard.said(piece);
      speaker.say(piece);
    } else pending.push(piece);
  };
  const open = () => {
    isOpen = true;
    for (const piece of pending) release(piece);
    pending = [];
  };
  const lose = ({ kind, gap }: Pick<Piece, 'kind' | 'gap'>) => {
    if (kind !== 'sentence') hasLost = true;
    if (isOpen) speaker.skip(gap);
  };
  return {
    pass: (given) => {
      const isRow = given.kind === 'row';
      const isHead = isRow && table === 'none';
      const isRule = isRow && !/[\p{L}\p{N}]/u.test(given.parts[0]?.text ?? '');
      if (!isRow) table = 'none';
      const piece = table === 'dead' ? null : guard.fresh(given);
      if (piece === null) return lose(given);
      if (isHead) table = 'head';
      if (piece.introduces || isHead || (isRule && table === 'head')) {
        leads.push(piece);
        return;
      }
      if (isRow) table = 'rows';
      // A lead whose items were all left out introduces nothing.
      const kept = hasLost && piece.kind === 'sentence' ? [] : leads;
      leads = [];
      hasLost = false;
      for (const lead of kept) release(lead);
      release(piece);
      if (!isOpen && piece.parts.some(isClaim) && isSure()) open();
    },
    fail: (piece) => {
      if (piece.kind === 'row') table = table === 'none' ? 'dead' : table;
      else table = 'none';
      lose(piece);
    },
    isOpen: () => isOpen,
    open,
    reset: () => {
      pending = [];
      leads = [];
      hasLost = false;
      table = 'none';
    },
    waiting: () => pending,
  };
}

function isClaim({ by }: Part): boolean {
  return by !== 'courtesy';
}
