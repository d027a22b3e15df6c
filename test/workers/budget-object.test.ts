import { evictDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { isoTime } from '../../src/domain/clock.ts';
import { type LlmCall, type LlmSettings, type ModelName, NO_USAGE } from '../../src/domain/llm.ts';
import { beginTurnBudget } from '../../src/llm/budget/begin-turn-budget.ts';
import type { DeskRequest } from '../../src/llm/budget/lease-desk.ts';
import { sleep } from '../../src/llm/router/sleep.ts';
import { budgetGate } from '../../workers/budget/budget-gate.ts';

const DAY = isoTime(Date.now()).slice(0, 10);
const MODEL: ModelName = 'openai/gpt-6-luna';
const LIMITS: LlmSettings['budgets'] = {
  turnUsd: null,
  conversationUsd: null,
  dayUsd: null,
  dayTokens: null,
};

const organization = () => `org_${crypto.randomUUID()}`;
const request = (id: string, limit: number, micros: number): DeskRequest => ({
  id,
  day: DAY,
  model: MODEL,
  limits: { micros: limit, tokens: null },
  bound: { micros, tokens: micros },
  waitMs: 0,
});

/** A whole turn's use of the budget: leave, a call of 30 ms, its cost. Gives the call's cost, or null when there was no leave. */
async function turn(organizationId: string, turnId: string, dayUsd: number, costMicros: number) {
  const budget = beginTurnBudget(
    {
      organizationId,
      turnId,
      limits: { ...LIMITS, dayUsd },
      conversationSpentMicros: 0,
      likely: { task: 'answer', model: MODEL, inputTokens: 4_000, maxOutputTokens: 1_000 },
    },
    { gate: budgetGate(env), clock: Date.now, sleep, log: () => {} },
  );
  const leave = await budget.reserve({
    task: 'answer',
    model: MODEL,
    inputTokens: 4_000,
    maxOutputTokens: 1_000,
  });
  if (leave.ok) {
    await sleep(30);
    leave.settle(callOf(costMicros));
  }
  budget.close();
  return leave.ok ? costMicros : null;
}

function callOf(costMicros: number): LlmCall {
  return {
    id: 'llm_x',
    task: 'answer',
    model: MODEL,
    usage: { ...NO_USAGE, inputTokens: 3_000, outputTokens: 200 },
    estimated: false,
    costMicros,
    priced: true,
    startedAt: isoTime(Date.now()),
    firstMs: 10,
    totalMs: 30,
    outcome: 'complete',
  };
}

describe('the budget object', () => {
  test('a hundred turns at once on a budget for sixty make exactly sixty calls and spend exactly the budget', async () => {
    const org = organization();
    const made = await Promise.all(
      Array.from({ length: 100 }, (_, at) => turn(org, `trn_${at}`, (60 * 400) / 1e6, 400)),
    );
    const calls = made.filter((cost) => cost !== null);
    expect(calls).toHaveLength(60);
    const again = await env.BUDGET.getByName(org).lease(request('after', 60 * 400, 400));
    expect(again).toEqual({ ok: false, reason: 'spent' });
    const more = await env.BUDGET.getByName(org).lease(request('after', 60 * 400 + 10_000, 400));
    expect(more.ok && (more.left.micros ?? 0) <= 10_000 && (more.left.micros ?? 0) > 9_000).toBe(true);
  });

  test('what was leased and spent survives an eviction, and so does what was learned', async () => {
    const stub = env.BUDGET.getByName(organization());
    for (let at = 0; at < 10; at += 1) {
      await stub.lease(request(`t${at}`, 10_000, 1_000));
      await stub.settle({ id: `t${at}`, spent: { micros: 500, tokens: 500 }, typical: true });
    }
    expect(await stub.lease(request('open', 10_000, 1_000))).toMatchObject({ ok: true });
    await evictDurableObject(stub);
    const answers = [];
    for (let at = 0; at < 10; at += 1) answers.push(await stub.lease(request(`u${at}`, 10_000, 1_000)));
    // 10,000 less 5,000 spent less one open call of 500: nine calls of 500.
    expect(answers.map(({ ok }) => ok)).toEqual([...Array.from({ length: 9 }, () => true), false]);
    await stub.settle({ id: 'open', spent: { micros: 0, tokens: 0 }, typical: false });
    expect((await stub.lease(request('u9', 10_000, 1_000))).ok).toBe(true);
  });

  test('the same lease twice is one, at once, later, and after an eviction', async () => {
    const stub = env.BUDGET.getByName(organization());
    const same = request('a', 1_000, 900);
    expect((await Promise.all([stub.lease(same), stub.lease(same)])).map(({ ok }) => ok)).toEqual([
      true,
      true,
    ]);
    await evictDurableObject(stub);
    expect((await stub.lease(same)).ok).toBe(true);
    await stub.settle({ id: 'a', spent: { micros: 300, tokens: 300 }, typical: true });
    await stub.settle({ id: 'a', spent: { micros: 300, tokens: 300 }, typical: true });
    const left = await stub.lease(request('b', 1_000, 1));
    expect(left.ok && Math.round(left.left.micros ?? 0)).toBeGreaterThanOrEqual(699);
  });

  test('the money of one organization is not that of another', async () => {
    const [one, other] = [organization(), organization()];
    expect(await turn(one, 'trn_1', 400 / 1e6, 400)).toBe(400);
    expect(await turn(one, 'trn_2', 400 / 1e6, 400)).toBeNull();
    expect(await turn(other, 'trn_1', 400 / 1e6, 400)).toBe(400);
  });

  test('split over several objects, each has its share of the limit and goes over it by one call at most', async () => {
    const org = organization();
    const gate = budgetGate(env, 4);
    const limits = { micros: 10_000, tokens: null };
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        gate.lease({ ...request(`trn_${at}:0`, 0, 1_000), limits, organizationId: org }),
      ),
    );
    const allowed = answers.filter(({ ok }) => ok).length;
    expect(allowed).toBeGreaterThanOrEqual(4);
    expect(allowed).toBeLessThanOrEqual(12);
  });
});
