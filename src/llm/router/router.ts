import type { Clock } from '../../domain/clock.ts';
import type { LlmCall, LlmEvent, LlmRequest, LlmVendor, ModelName } from '../../domain/llm.ts';
import type { TurnBudget } from '../budget/turn-budget.ts';
import type { PriceOverrides } from '../pricing/cost.ts';
import type { LlmProvider } from '../providers/provider.ts';
import { Breakers } from './breakers.ts';
import { ROUTER_LIMITS } from './limits.ts';
import { Walk } from './walk.ts';

export interface RouterDeps {
  providers: ReadonlyMap<LlmVendor, LlmProvider>;
  clock: Clock;
  /** Uniform in 0..1. */
  random(): number;
  /** Waits; ends early, without throwing, when the signal is aborted. `router/sleep.ts` is one. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A new `llm_...`. */
  newId(): string;
  /** One line of the log. Fields never hold words of a customer. */
  log(event: string, fields: Readonly<Record<string, string | number>>): void;
  /** Prices beside the table's; default none. */
  prices?: PriceOverrides;
  /** Milliseconds without a word after which another vendor is asked as well; null never. Default 3,000. */
  hedgeAfterMs?: number | null;
}

export interface RouteOptions {
  organizationId: string;
  /** In the order in which they are asked. */
  chain: readonly ModelName[];
  /** Not to be asked: they have failed in this turn, after their first word. */
  avoid: readonly ModelName[];
  /** Null: nothing is limited. */
  budget: TurnBudget | null;
  signal: AbortSignal;
  /**
   * Told of every call before its request leaves, as it would have to be accounted for if this process ended in its middle
   * (`interrupted`): with all the tokens that it may use. The request waits for it. When this throws, the model is passed over:
   * nobody would know of the call.
   */
  onStart?(worst: LlmCall): void | Promise<void>;
  /** Told of every call of a provider exactly once, when it is over, with the id of its start; before `end` or `failed`. */
  onCall(call: LlmCall): void;
}

export interface Router {
  /**
   * One answer by whoever of the chain can give it. `model` comes with the first word. Before it, failures are invisible: the next
   * model is asked. After it nothing is replayed: `failed` ends the stream, and the caller goes on with `avoid`.
   */
  stream(request: LlmRequest, options: RouteOptions): AsyncIterable<LlmEvent>;
}

/** The router of an isolate: its breakers are shared by all turns. */
export function createRouter(deps: RouterDeps): Router {
  const breakers = new Breakers(deps.clock);
  const { prices = {}, hedgeAfterMs = ROUTER_LIMITS.hedgeAfterMs } = deps;
  return {
    stream: (request, options) =>
      new Walk(request, options, { ...deps, prices, hedgeAfterMs, breakers }).events(),
  };
}
