import type { BudgetGate } from '../../src/llm/budget/begin-turn-budget.ts';
import { budgetShard } from '../../src/llm/budget/budget-shard.ts';
import type { Env } from '../env.ts';

/** Objects an organization's budget is split over. One takes 1,000 requests a second, and a turn makes two: more than any needs. */
const SHARDS = 1;

/** The way from a turn to its organization's budget object. */
export function budgetGate({ BUDGET }: Pick<Env, 'BUDGET'>, shards = SHARDS): BudgetGate {
  // A new stub for each call: one that has failed stays broken.
  return {
    async lease({ organizationId, ...request }) {
      const shard = budgetShard(organizationId, request.id, shards);
      return BUDGET.getByName(shard.name).lease({ ...request, limits: shard.share(request.limits) });
    },
    async settle({ organizationId, ...settled }) {
      await BUDGET.getByName(budgetShard(organizationId, settled.id, shards).name).settle(settled);
    },
  };
}
