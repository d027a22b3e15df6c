import type { ModelName } from '../../domain/llm.ts';
import {
  type ExpectedShare,
  expectedShare,
  type LearnedShare,
  learn,
  NOTHING_LEARNED,
} from './learned-cost.ts';

/** Money in millionths of a US dollar, and tokens of all kinds. */
export interface Amount {
  micros: number;
  tokens: number;
}

export const NOTHING: Amount = { micros: 0, tokens: 0 };

/** Null: not limited. */
export interface DayLimits {
  micros: number | null;
  tokens: number | null;
}

/** Leave to make one call. `open`: it may be under way. `expired`: nobody said what it cost, so it was charged in full. */
export interface Lease {
  id: string;
  /** UTC, `2026-11-22`. */
  day: string;
  model: ModelName;
  /** What the call may cost at most. */
  bound: Amount;
  state: 'open' | 'expired';
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

export interface LeaseRequest {
  id: string;
  day: string;
  /** Calls of the same name cost about the same share of their bounds: a model, with the task after it. */
  model: ModelName;
  limits: DayLimits;
  bound: Amount;
}

/** `left`: what is neither spent nor expected to be. `reserved`: only calls under way stand in the way, which may cost less. */
export type LeaseAnswer = { ok: true; left: DayLimits } | { ok: false; reason: 'spent' | 'reserved' };

/** Shares by kind of amount. */
export type Learned = Record<keyof Amount, LearnedShare>;

/** Keeps what the book writes, in the order of its writing and before anything is answered. */
export interface LeaseJournal {
  put(lease: Lease): void;
  remove(id: string): void;
  spent(day: string, amount: Amount): void;
  learned(model: ModelName, learned: Learned): void;
  /** Everything of days before this one. */
  forgetBefore(day: string): void;
}

export interface BookContent {
  leases: readonly Lease[];
  spent: ReadonlyMap<string, Amount>;
  learned: ReadonlyMap<ModelName, Learned>;
}

export const LEASE_LIMITS = {
  /** Milliseconds after which a call that nobody accounted for counts as made, in full: five times the longest answer. */
  expiryMs: 300_000,
  /** Standard deviations that calls under way may together be dearer than expected. */
  spread: 4,
} as const;

const KINDS = ['micros', 'tokens'] as const;

/**
 * What an organization has spent and may be spending, day by day. A call is let through while at least half of what it will
 * probably cost is left, so that a day's sum comes out as near to its limit as whole calls allow. In memory; the journal makes it last.
 */
export class LeaseBook {
  private readonly journal: LeaseJournal;
  private readonly leases = new Map<string, Lease>();
  private readonly spent: Map<string, Amount>;
  private readonly learned: Map<ModelName, Learned>;

  constructor(content: BookContent, journal: LeaseJournal) {
    this.journal = journal;
    for (const lease of content.leases) this.leases.set(lease.id, lease);
    this.spent = new Map(content.spent);
    this.learned = new Map(content.learned);
  }

  /** Asks for leave. The same id again is the same lease, or the same with another bound; never a second one. */
  lease(request: LeaseRequest, now: number): LeaseAnswer {
    this.expire(now);
    this.forget(request.day);
    const answer = this.check(request);
    if (!answer.ok) return answer;
    const { id, day, model } = request;
    const held = this.leases.get(id);
    const before = held?.state === 'open' && held.day === day ? held.bound : NOTHING;
    const bound = {
      micros: Math.max(before.micros, request.bound.micros),
      tokens: Math.max(before.tokens, request.bound.tokens),
    };
    this.put({ id, day, model, bound, state: 'open', expiresAt: now + LEASE_LIMITS.expiryMs });
    return { ok: true, left: this.left(request) };
  }

  /** What `lease` would answer, changing nothing. */
  check(request: LeaseRequest): LeaseAnswer {
    if (this.holds(request)) return { ok: true, left: this.left(request) };
    const reasons = KINDS.map((kind) => this.obstacle(kind, request));
    if (reasons.includes('spent')) return { ok: false, reason: 'spent' };
    return reasons.includes('reserved')
      ? { ok: false, reason: 'reserved' }
      : { ok: true, left: this.left(request) };
  }

  /** True when this very lease was given, and is enough. */
  holds({ id, day, bound }: LeaseRequest): boolean {
    const held = this.leases.get(id);
    return (
      held?.state === 'open' && held.day === day && KINDS.every((kind) => bound[kind] <= held.bound[kind])
    );
  }

  /**
   * Says what a call cost. `typical`: it came to its end, so others will cost about the same. What is not known is ignored: it was
   * settled before. A late word replaces the charge of the expiry.
   */
  settle(id: string, spent: Amount, typical: boolean, now: number): void {
    this.expire(now);
    const lease = this.leases.get(id);
    if (!lease) return;
    const before = lease.state === 'expired' ? lease.bound : NOTHING;
    this.charge(lease.day, { micros: spent.micros - before.micros, tokens: spent.tokens - before.tokens });
    this.leases.delete(id);
    this.journal.remove(id);
    if (!typical || spent.tokens <= 0) return;
    const known = this.learned.get(lease.model) ?? { micros: NOTHING_LEARNED, tokens: NOTHING_LEARNED };
    const learned: Learned = {
      micros: learn(known.micros, spent.micros, lease.bound.micros),
      tokens: learn(known.tokens, spent.tokens, lease.bound.tokens),
    };
    this.learned.set(lease.model, learned);
    this.journal.learned(lease.model, learned);
  }

  /** Charges what was never accounted for: the money may have been spent. */
  expire(now: number): void {
    for (const lease of this.leases.values()) {
      if (lease.state !== 'open' || now < lease.expiresAt) continue;
      this.put({ ...lease, state: 'expired' });
      this.charge(lease.day, lease.bound);
    }
  }

  /** Spent on a day, as far as it is known. */
  spentOn(day: string): Amount {
    return this.spent.get(day) ?? NOTHING;
  }

  private obstacle(kind: keyof Amount, request: LeaseRequest): 'spent' | 'reserved' | null {
    const limit = request.limits[kind];
    if (limit === null) return null;
    if (limit <= 0) return 'spent';
    const spent = this.spentOn(request.day)[kind];
    const { share, calls } = this.shareOf(request.model, kind);
    const others = this.underWay(kind, request.day, request.id);
    const half = (request.bound[kind] * share) / 2;
    if (spent >= limit) return 'spent';
    // The first call ever of a model teaches what one costs; its bound may be far above that, and above the limit.
    if (calls === 0 && others === 0) return null;
    if (calls > 0 && spent + half > limit) return 'spent';
    return spent + others + half > limit ? 'reserved' : null;
  }

  private left({ day, limits }: LeaseRequest): DayLimits {
    const of = (kind: keyof Amount) => {
      const limit = limits[kind];
      return limit === null ? null : limit - this.spentOn(day)[kind] - this.underWay(kind, day, null);
    };
    return { micros: of('micros'), tokens: of('tokens') };
  }

  /** What the open leases of a day, but one, will probably come to, with a margin for their differing. */
  private underWay(kind: keyof Amount, day: string, but: string | null): number {
    const byModel = new Map<ModelName, { calls: number; bound: number; squares: number }>();
    for (const { id, state, day: of, model, bound } of this.leases.values()) {
      if (state !== 'open' || of !== day || id === but) continue;
      const sums = byModel.get(model) ?? { calls: 0, bound: 0, squares: 0 };
      byModel.set(model, {
        calls: sums.calls + 1,
        bound: sums.bound + bound[kind],
        squares: sums.squares + bound[kind] ** 2,
      });
    }
    let sum = 0;
    let variance = 0;
    for (const [model, { calls, bound, squares }] of byModel) {
      const expected = this.shareOf(model, kind);
      // A few settled calls must not speak for many, since all those would be wrong together: n speak for n^2, the rest by their bound.
      const blind = Math.max(0, 1 - expected.calls ** 2 / calls);
      sum += (expected.share + Math.max(0, 1 - expected.share) * blind) * bound;
      variance += expected.variance * squares + expected.error * bound ** 2;
    }
    return sum + LEASE_LIMITS.spread * Math.sqrt(variance);
  }

  private shareOf(model: ModelName, kind: keyof Amount): ExpectedShare & { calls: number } {
    const known = this.learned.get(model)?.[kind] ?? NOTHING_LEARNED;
    return { ...expectedShare(known), calls: known.calls };
  }

  private charge(day: string, more: Amount): void {
    const { micros, tokens } = this.spentOn(day);
    const spent = { micros: micros + more.micros, tokens: tokens + more.tokens };
    this.spent.set(day, spent);
    this.journal.spent(day, spent);
  }

  private put(lease: Lease): void {
    this.leases.set(lease.id, lease);
    this.journal.put(lease);
  }

  /** Yesterday is kept: its last calls may still be settled, and clocks differ. */
  private forget(today: string): void {
    const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
    const old = (day: string) => day < yesterday;
    if (![...this.spent.keys()].some(old)) return;
    for (const day of [...this.spent.keys()].filter(old)) this.spent.delete(day);
    for (const lease of [...this.leases.values()]) if (old(lease.day)) this.leases.delete(lease.id);
    this.journal.forgetBefore(yesterday);
  }
}
