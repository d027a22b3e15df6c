import { type Clock, isoTime } from '../../domain/clock.ts';
import type { LlmCall, LlmSettings } from '../../domain/llm.ts';
import { boundRates, type PriceOverrides } from '../pricing/cost.ts';
import { type DayLease, DayLeases } from './day-leases.ts';
import type { Amount, DayLimits, LeaseAnswer } from './lease-book.ts';
import type { DeskRequest } from './lease-desk.ts';
import type { CallBound, Reservation, TurnBudget } from './turn-budget.ts';

/** The organization's budget of the day, wherever it is kept. May fail or not answer. */
export interface BudgetGate {
  lease(request: DeskRequest & { organizationId: string }): Promise<LeaseAnswer>;
  settle(settled: { organizationId: string; id: string; spent: Amount; typical: boolean }): Promise<void>;
}

export interface BudgetDeps {
  /** Null: none is bound. Organizations with a limit by the day call no model then. */
  gate: BudgetGate | null;
  clock: Clock;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  log(event: string, fields: Readonly<Record<string, string | number>>): void;
  prices?: PriceOverrides;
}

export interface TurnBudgetInput {
  organizationId: string;
  /** An interrupted turn that is resumed comes with the same id, and finds its leases again. */
  turnId: string;
  limits: LlmSettings['budgets'];
  /** What the conversation's calls have cost so far. */
  conversationSpentMicros: number;
  /** What the turn will probably ask for, so that leave is asked for at once; null waits for the first `reserve`. */
  likely: CallBound | null;
}

/** Fewer tokens of output than this are no answer but the beginning of one. */
const OUTPUT_MIN = 100;
/** A second call beside the first is affordable while this many of it are left. */
const ROOM_CALLS = 4;

/** Begins a turn's budget. Where a day's limit is set, leave for the first call is asked for now, while the turn searches. */
export function beginTurnBudget(input: TurnBudgetInput, deps: BudgetDeps): TurnBudget {
  return new LimitedTurn(input, deps);
}

class LimitedTurn implements TurnBudget {
  private readonly input: TurnBudgetInput;
  private readonly prices: PriceOverrides;
  private readonly turn: number | null;
  private readonly conversation: number | null;
  private readonly day: DayLeases | null;
  /** Micros of this turn: spent, and what calls under way may come to. */
  private spent = 0;
  private reserved = 0;

  constructor(input: TurnBudgetInput, deps: BudgetDeps) {
    const { limits, likely } = input;
    this.input = input;
    this.prices = deps.prices ?? {};
    this.turn = microsOf(limits.turnUsd);
    this.conversation = microsOf(limits.conversationUsd);
    const day: DayLimits = { micros: microsOf(limits.dayUsd), tokens: limits.dayTokens };
    const limited = (day.micros !== null || day.tokens !== null) && !this.forbidden();
    this.day = limited
      ? new DayLeases(input, { limits: day, date: isoTime(deps.clock()).slice(0, 10) }, deps)
      : null;
    const rates = likely && this.ratesOf(likely);
    if (likely && rates) this.day?.begin(likely, amountOf(likely, rates));
  }

  async reserve(bound: CallBound): Promise<Reservation> {
    if (this.forbidden()) return { ok: false, detail: 'a limit of 0: nothing may be spent' };
    const rates = this.ratesOf(bound);
    if (!rates) return { ok: false, detail: `no price is known for ${bound.model}, and money is limited` };
    const maxOutputTokens = this.affordable(bound, rates);
    if (maxOutputTokens < Math.min(OUTPUT_MIN, bound.maxOutputTokens))
      return { ok: false, detail: 'the budget of the turn or the conversation is spent' };
    const amount = amountOf({ ...bound, maxOutputTokens }, rates);
    this.reserved += amount.micros;
    const lease = await this.day?.take(bound, amount);
    if (lease?.ok === false) {
      this.reserved -= amount.micros;
      return lease;
    }
    let open = true;
    const settle = (call: LlmCall | null) => {
      if (!open) return;
      open = false;
      this.reserved -= amount.micros;
      this.spent += call?.costMicros ?? 0;
      if (lease) this.settleDay(lease, call);
    };
    return { ok: true, maxOutputTokens, settle };
  }

  roomForTwo(bound: CallBound): boolean {
    const rates = this.ratesOf(bound);
    if (!rates) return false;
    const { micros, tokens } = amountOf(bound, rates);
    const left = this.left();
    const day = this.day?.left ?? { micros: null, tokens: null };
    const room = (have: number | null, one: number) => have === null || have >= one * ROOM_CALLS;
    return room(left, micros) && room(day.micros, micros) && room(day.tokens, tokens);
  }

  close(): void {
    this.day?.close();
  }

  private settleDay(lease: DayLease, call: LlmCall | null): void {
    const tokens = call
      ? call.usage.inputTokens +
        call.usage.cachedInputTokens +
        call.usage.cacheWriteTokens +
        call.usage.outputTokens
      : 0;
    if (!call || (call.costMicros === 0 && tokens === 0)) this.day?.giveBack(lease);
    else this.day?.settle(lease, { micros: call.costMicros, tokens }, isWhole(call));
  }

  /** True where a limit says that nothing may be spent: nobody has to be asked. */
  private forbidden(): boolean {
    return Object.values(this.input.limits).includes(0);
  }

  /** Where money is not limited a model without a price costs nothing that anybody counts. */
  private ratesOf({ model, inputTokens }: CallBound): { input: number; output: number } | null {
    const { turnUsd, conversationUsd, dayUsd } = this.input.limits;
    const free = turnUsd === null && conversationUsd === null && dayUsd === null;
    return boundRates(model, inputTokens, this.prices) ?? (free ? { input: 0, output: 0 } : null);
  }

  /** Micros that turn and conversation leave; null without a limit. */
  private left(): number | null {
    const used = this.spent + this.reserved;
    const turn = this.turn === null ? null : this.turn - used;
    const all = this.conversation;
    const conversation = all === null ? null : all - this.input.conversationSpentMicros - used;
    if (turn === null || conversation === null) return turn ?? conversation;
    return Math.min(turn, conversation);
  }

  private affordable(
    { inputTokens, maxOutputTokens }: CallBound,
    rates: { input: number; output: number },
  ): number {
    const left = this.left();
    if (left === null || rates.output <= 0) return maxOutputTokens;
    const output = Math.floor((left - inputTokens * rates.input) / rates.output);
    return Math.max(0, Math.min(maxOutputTokens, output));
  }
}

function isWhole({ outcome }: LlmCall): boolean {
  return outcome === 'complete' || outcome === 'tools' || outcome === 'length' || outcome === 'refused';
}

function microsOf(usd: number | null): number | null {
  return usd === null ? null : Math.round(usd * 1e6);
}

function amountOf(bound: CallBound, rates: { input: number; output: number }): Amount {
  const { inputTokens, maxOutputTokens } = bound;
  const micros = Math.ceil(inputTokens * rates.input + maxOutputTokens * rates.output);
  return { micros, tokens: inputTokens + maxOutputTokens };
}
