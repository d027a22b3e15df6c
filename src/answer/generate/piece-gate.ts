import type { JudgedPiece, Part } from './judge-piece.ts';
import { type Gap, type Piece, wider } from './piece-cutter.ts';
import type { RepeatGuard } from './repeat-guard.ts';

export interface GateOptions {
  guard: RepeatGuard;
  say(piece: JudgedPiece): void;
  /** Whether what is known is enough to begin. */
  isSure(): boolean;
}

/**
 * Decides when judged pieces are said: nothing before one claim stands and the answer is sure enough; no lead without what it
 * leads to; no row without the head of its table.
 */
export class PieceGate {
  readonly #options: GateOptions;
  #isOpen = false;
  /** Before it opens: all that passed. */
  #pending: JudgedPiece[] = [];
  /** Leads, headings and heads of tables at the end, which wait for what they introduce. */
  #leads: JudgedPiece[] = [];
  #hasLost = false;
  /** Space that stood before what was left out. */
  #owed: Gap = '';
  /** `dead`: its head may not be said, so that its rows are none. */
  #table: 'none' | 'head' | 'rows' | 'dead' = 'none';

  constructor(options: GateOptions) {
    this.#options = options;
  }

  /** A piece that passed its judge. */
  pass(given: JudgedPiece): void {
    const isRow = given.kind === 'row';
    const isHead = isRow && this.#table === 'none';
    const isRule = isRow && !/[\p{L}\p{N}]/u.test(given.parts[0]?.text ?? '');
    if (!isRow) this.#table = 'none';
    if (this.#table === 'dead') return this.#lose(given);
    const fresh = this.#options.guard.fresh(given, [...this.#pending, ...this.#leads]);
    // What another model says again has its space already.
    if (fresh === null) {
      this.#owed = '';
      return;
    }
    const piece = { ...fresh, gap: wider(fresh.gap, this.#owed) };
    this.#owed = '';
    if (isHead) this.#table = 'head';
    if (piece.introduces || isHead || (isRule && this.#table === 'head')) {
      this.#leads.push(piece);
      return;
    }
    if (isRow) this.#table = 'rows';
    // A lead whose items were all left out introduces nothing.
    const kept = this.#hasLost && piece.kind === 'sentence' ? [] : this.#leads;
    this.#leads = [];
    this.#hasLost = false;
    for (const lead of kept) this.#release(lead);
    this.#release(piece);
    if (!this.#isOpen && piece.parts.some(isClaim) && this.#options.isSure()) this.open();
  }

  /** A piece that did not. */
  fail(piece: Piece): void {
    if (piece.kind !== 'row') this.#table = 'none';
    else if (this.#table === 'none') this.#table = 'dead';
    this.#lose(piece);
  }

  /** Whether anything was let through. */
  isOpen(): boolean {
    return this.#isOpen;
  }

  /** Lets through what waits, sure or not. */
  open(): void {
    this.#isOpen = true;
    for (const piece of this.#pending) this.#release(piece);
    this.#pending = [];
  }

  /** What waits and would be said first. */
  waiting(): readonly JudgedPiece[] {
    return this.#pending;
  }

  /** Forgets what waits: the stream was cut, or another round begins. A table that was begun goes on. */
  reset(): void {
    this.#pending = [];
    this.#leads = [];
    this.#hasLost = false;
    this.#owed = '';
    if (this.#table !== 'rows') this.#table = 'none';
  }

  #release(piece: JudgedPiece): void {
    if (!this.#isOpen) {
      this.#pending.push(piece);
      return;
    }
    const fresh = this.#options.guard.withoutQuoted(piece);
    if (fresh === null) return;
    this.#options.guard.said(fresh);
    this.#options.say(fresh);
  }

  #lose({ kind, gap }: Pick<Piece, 'kind' | 'gap'>): void {
    if (kind !== 'sentence') this.#hasLost = true;
    this.#owed = wider(this.#owed, gap);
  }
}

function isClaim({ by, doubt }: Part): boolean {
  return by !== 'courtesy' && doubt === undefined;
}
