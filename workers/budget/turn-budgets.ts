import { DEFAULT_LLM_SETTINGS, type LlmTask, type ModelName } from '../../src/domain/llm.ts';
import { beginTurnBudget } from '../../src/llm/budget/begin-turn-budget.ts';
import type { TurnBudget } from '../../src/llm/budget/turn-budget.ts';
import type { PriceOverrides } from '../../src/llm/pricing/cost.ts';
import { sleep } from '../../src/llm/router/sleep.ts';
import type { Logger } from '../../src/telemetry/logger.ts';
import type { TurnInput } from '../../src/turn.ts';
import type { Env } from '../env.ts';
import { budgetGate } from './budget-gate.ts';

/** What an answer's request probably comes to. What calls really cost is learned in relation to it, so it need not be exact. */
const LIKELY = { inputTokens: 6_000, maxOutputTokens: 1_000 } as const;
/** Turns that ended without a word (a takeover) stay listed; their leave is given back by itself. The oldest are struck off. */
const LISTED = 1_000;

/** The budgets of the turns that are under way, by the turn. */
export class TurnBudgets {
  private readonly env: Env;
  private readonly logger: Logger;
  private readonly prices: PriceOverrides;
  private readonly open = new Map<string, TurnBudget>();

  constructor(env: Env, logger: Logger, prices: PriceOverrides) {
    this.env = env;
    this.logger = logger;
    this.prices = prices;
  }

  /** The turn's budget, begun when it is first asked for: leave for the first call is then on its way. `chain`: who is asked first. */
  of(input: TurnInput, chain: readonly ModelName[], task: LlmTask = 'answer'): TurnBudget {
    const known = this.open.get(input.turnId);
    if (known) return known;
    const [model] = chain;
    const budget = beginTurnBudget(
      {
        organizationId: input.organization.id,
        turnId: input.turnId,
        limits: (input.organization.settings.llm ?? DEFAULT_LLM_SETTINGS).budgets,
        conversationSpentMicros: input.ledger.spentMicros(),
        likely: model ? { task, model, ...LIKELY } : null,
      },
      {
        gate: budgetGate(this.env),
        clock: () => Date.now(),
        sleep,
        log: (event, fields) => this.logger.warn(event, { ...fields }),
        prices: this.prices,
      },
    );
    const [oldest] = this.open.keys();
    if (this.open.size >= LISTED && oldest !== undefined) this.open.delete(oldest);
    this.open.set(input.turnId, budget);
    return budget;
  }

  /** The turn is over, its summary written: what it leased and did not use is given back. */
  end(input: TurnInput): void {
    this.open.get(input.turnId)?.close();
    this.open.delete(input.turnId);
  }
}
