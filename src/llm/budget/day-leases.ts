import type { LlmCallTask, ModelName } from '../../domain/llm.ts';
import type { BudgetDeps, BudgetGate, TurnBudgetInput } from './begin-turn-budget.ts';
import type { Amount, DayLimits, LeaseAnswer } from './lease-book.ts';
import type { DeskRequest } from './lease-desk.ts';

export const GATE_LIMITS = {
  /**
   * Milliseconds for the budget object to answer. Without an answer no model is called: money that cannot be counted is not
   * spent, and the quoted answer is at hand.
   */
  answerMs: 500,
  /** Milliseconds to wait for calls under way to be settled. */
  waitMs: 2_000,
  /** Milliseconds after which leave that no call has taken is given back, should nobody say that the turn is over. */
  unusedMs: 30_000,
} as const;

/** Leave that was given and is used by one call at a time. */
export interface DayLease {
  ok: true;
  id: string;
  bound: Amount;
}

type Refused = { ok: false; detail: string };

/** The leases of one turn on its organization's day. Leave that a call did not use goes to the next one without asking again. */
export class DayLeases {
  private readonly input: TurnBudgetInput;
  private readonly day: { limits: DayLimits; date: string };
  private readonly deps: BudgetDeps;
  private free: Promise<DayLease | Refused> | null = null;
  /** Ends the timer that gives unused leave back. */
  private used = new AbortController();
  private asked = 0;
  private closed = false;
  private refused: Refused | null = null;
  /** What the day leaves, as of the last answer. */
  left: DayLimits = { micros: 0, tokens: 0 };

  constructor(input: TurnBudgetInput, day: DayLeases['day'], deps: BudgetDeps) {
    this.input = input;
    this.day = day;
    this.deps = deps;
  }

  /** Asks ahead of the first call. */
  begin(call: { task: LlmCallTask; model: ModelName }, bound: Amount): void {
    this.keep(this.ask(this.nextId(), `${call.model}#${call.task}?`, bound));
  }

  /** Leave for a call: what was asked for ahead or not used, unless that is far from enough. */
  async take(call: { task: LlmCallTask; model: ModelName }, bound: Amount): Promise<DayLease | Refused> {
    const ahead = this.takeFree();
    if (this.refused) return this.refused;
    const alike: ModelName = `${call.model}#${call.task}`;
    const lease = await (ahead ?? this.ask(this.nextId(), alike, bound));
    if (!lease.ok || (bound.micros <= 2 * lease.bound.micros && bound.tokens <= 2 * lease.bound.tokens))
      return lease;
    const larger = await this.ask(lease.id, alike, bound);
    if (!larger.ok) this.giveBack(lease);
    return larger;
  }

  settle({ id }: DayLease, spent: Amount, typical: boolean): void {
    const { organizationId } = this.input;
    const { gate, log } = this.deps;
    if (!gate) return;
    const say = () => gate.settle({ organizationId, id, spent, typical });
    // What is not settled is charged in full after five minutes, so a second try is enough.
    say()
      .catch(say)
      .catch(() => log('budget_not_settled', { organizationId, micros: spent.micros }));
  }

  giveBack(lease: DayLease): void {
    if (this.closed || this.free) this.settle(lease, { micros: 0, tokens: 0 }, false);
    else this.keep(Promise.resolve(lease));
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.release();
  }

  private keep(free: Promise<DayLease | Refused>): void {
    this.free = free;
    this.used = new AbortController();
    const { signal } = this.used;
    void this.deps.sleep(GATE_LIMITS.unusedMs, signal).then(() => {
      if (!signal.aborted) this.release();
    });
  }

  private takeFree(): Promise<DayLease | Refused> | null {
    const { free } = this;
    this.free = null;
    this.used.abort();
    return free;
  }

  private release(): void {
    void this.takeFree()?.then((lease) => {
      if (lease.ok) this.settle(lease, { micros: 0, tokens: 0 }, false);
    });
  }

  private nextId(): string {
    const id = `${this.input.turnId}:${this.asked}`;
    this.asked += 1;
    return id;
  }

  /** `alike`: calls of one name teach what the next will cost. Those with a guessed bound are none of the others. */
  private async ask(id: string, alike: ModelName, bound: Amount): Promise<DayLease | Refused> {
    const { gate } = this.deps;
    if (!gate) return this.refuse('no budget object is bound');
    const { organizationId } = this.input;
    const { limits, date: day } = this.day;
    const request = { organizationId, id, day, model: alike, limits, bound };
    let answer = await this.within(gate, { ...request, waitMs: 0 });
    if (answer && !answer.ok && answer.reason === 'reserved')
      answer = await this.within(gate, { ...request, waitMs: GATE_LIMITS.waitMs });
    if (!answer) return this.refuse('the budget object does not answer');
    if (!answer.ok) return this.refuse('the budget of the day is spent');
    this.left = answer.left;
    return { ok: true, id, bound };
  }

  /** An answer in time, or null. One that comes too late is given back. */
  private async within(
    gate: BudgetGate,
    request: DeskRequest & { organizationId: string },
  ): Promise<LeaseAnswer | null> {
    const done = new AbortController();
    let late = false;
    const asked = gate
      .lease(request)
      .catch(() => (late ? null : gate.lease(request)))
      .catch(() => null)
      .then((answer) => {
        done.abort();
        if (late && answer?.ok) this.settle({ ok: true, ...request }, { micros: 0, tokens: 0 }, false);
        return answer;
      });
    const timer = this.deps.sleep(request.waitMs + GATE_LIMITS.answerMs, done.signal).then(() => {
      late = !done.signal.aborted;
      return null;
    });
    const first = await Promise.race([asked, timer]);
    return first ?? (late ? null : asked);
  }

  /** Nothing that a turn does later makes it true again: it is not asked twice. */
  private refuse(detail: string): Refused {
    this.refused = { ok: false, detail };
    this.deps.log('budget_refused', { organizationId: this.input.organizationId, detail });
    return this.refused;
  }
}
