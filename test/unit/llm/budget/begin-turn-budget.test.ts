import { describe, expect, test } from 'vitest';
import type { LlmCall, LlmSettings, ModelName } from '../../../../src/domain/llm.ts';
import {
  type BudgetGate,
  beginTurnBudget,
  type TurnBudgetInput,
} from '../../../../src/llm/budget/begin-turn-budget.ts';
import { GATE_LIMITS } from '../../../../src/llm/budget/day-leases.ts';
import { LeaseBook } from '../../../../src/llm/budget/lease-book.ts';
import { LeaseDesk } from '../../../../src/llm/budget/lease-desk.ts';
import type { CallBound } from '../../../../src/llm/budget/turn-budget.ts';
import { VirtualTime } from '../../../support/virtual-time.ts';

const NO_LIMITS: LlmSettings['budgets'] = {
  turnUsd: null,
  conversationUsd: null,
  dayUsd: null,
  dayTokens: null,
};
/** 2 dollars a million of input, 2.5 when written to the cache, 10 of output: this call costs at most 2,500 + 5,000 micros. */
const MODEL: ModelName = 'anthropic/claude-sonnet-5-5';
const BOUND: CallBound = { task: 'answer', model: MODEL, inputTokens: 1_000, maxOutputTokens: 500 };

function call(costMicros: number, more: Partial<LlmCall> = {}): LlmCall {
  const usage = { inputTokens: costMicros, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 0 };
  return {
    id: 'llm_1',
    task: 'answer',
    model: MODEL,
    usage,
    estimated: false,
    costMicros,
    priced: true,
    startedAt: '2026-11-22T10:00:00.000Z',
    firstMs: 1,
    totalMs: 2,
    outcome: 'complete',
    ...more,
  };
}

/** An organization's day behind a gate that counts what comes through. `delayMs`: how long the gate takes. */
function office(delayMs = 5) {
  const time = new VirtualTime();
  const spent = new Map<string, { micros: number; tokens: number }>();
  const leases = new Map<string, string>();
  const book = new LeaseBook(
    { leases: [], spent: new Map(), learned: new Map() },
    {
      put: ({ id, state }) => void leases.set(id, state),
      remove: (id) => void leases.delete(id),
      spent: (day, amount) => void spent.set(day, amount),
      learned: () => {},
      forgetBefore: () => {},
    },
  );
  const desk = new LeaseDesk(book, { clock: time.clock, sleep: time.sleep });
  const asked: string[] = [];
  const gate: BudgetGate = {
    lease: async (request) => {
      asked.push(request.id);
      await time.sleep(delayMs);
      return desk.lease(request);
    },
    settle: async ({ id, spent: paid, typical }) => desk.settle(id, paid, typical),
  };
  const logged: string[] = [];
  const begin = (
    limits: Partial<LlmSettings['budgets']>,
    more: Partial<TurnBudgetInput> = {},
    through: BudgetGate | null = gate,
  ) =>
    beginTurnBudget(
      {
        organizationId: 'org_1',
        turnId: 'trn_1',
        limits: { ...NO_LIMITS, ...limits },
        conversationSpentMicros: 0,
        likely: null,
        ...more,
      },
      { gate: through, clock: time.clock, sleep: time.sleep, log: (event) => logged.push(event) },
    );
  const today = () => [...spent.values()].reduce((sum, { micros }) => sum + micros, 0);
  return { time, begin, asked, gate, leases, today, logged };
}

describe('without limits', () => {
  test('every call is allowed as it is, at once, and the budget object is not asked', async () => {
    const { begin, asked } = office();
    const budget = begin({}, { likely: BOUND });
    expect(await budget.reserve(BOUND)).toMatchObject({ ok: true, maxOutputTokens: 500 });
    expect(await budget.reserve({ ...BOUND, model: 'compatible/anything' })).toMatchObject({ ok: true });
    expect(budget.roomForTwo(BOUND)).toBe(true);
    expect(asked).toEqual([]);
  });
});

describe('limits of nothing', () => {
  test.each(['turnUsd', 'conversationUsd', 'dayUsd', 'dayTokens'] as const)(
    '%s 0: no call is allowed, and the budget object is not asked',
    async (limit) => {
      const { begin, asked } = office();
      const budget = begin({ dayUsd: 5, [limit]: 0 }, { likely: BOUND });
      expect((await budget.reserve(BOUND)).ok).toBe(false);
      expect(asked).toEqual([]);
    },
  );
});

describe('a turn and its conversation', () => {
  test('the output is lowered to what is affordable, and a call that is not affordable is refused', async () => {
    const { begin } = office();
    const budget = begin({ turnUsd: 0.005 });
    expect(await budget.reserve(BOUND)).toMatchObject({ ok: true, maxOutputTokens: 250 });
    expect(await budget.reserve(BOUND)).toMatchObject({ ok: false, detail: expect.stringContaining('turn') });
  });

  test('what a call did not use is there for the next, and what it used is gone', async () => {
    const { begin } = office();
    const budget = begin({ turnUsd: 0.0075 });
    const first = await budget.reserve(BOUND);
    if (!first.ok) throw new Error(first.detail);
    first.settle(call(3_000));
    first.settle(call(3_000));
    expect(await budget.reserve(BOUND)).toMatchObject({ ok: true, maxOutputTokens: 200 });
  });

  test('a conversation’s limit counts what it has spent before', async () => {
    const { begin } = office();
    const budget = begin({ conversationUsd: 1 }, { conversationSpentMicros: 996_000 });
    expect(await budget.reserve(BOUND)).toMatchObject({ ok: true, maxOutputTokens: 150 });
    const spent = begin({ conversationUsd: 1 }, { conversationSpentMicros: 1_000_000 });
    expect((await spent.reserve(BOUND)).ok).toBe(false);
  });

  test('a second call beside the first is only for who can afford several', async () => {
    const { begin } = office();
    expect(begin({ turnUsd: 0.02 }).roomForTwo(BOUND)).toBe(false);
    expect(begin({ turnUsd: 0.04 }).roomForTwo(BOUND)).toBe(true);
  });

  test('where money is limited a model without a price is refused: its cost would not be counted', async () => {
    const { begin, asked } = office();
    for (const limits of [{ turnUsd: 1 }, { conversationUsd: 1 }, { dayUsd: 1 }]) {
      const refused = await begin(limits).reserve({ ...BOUND, model: 'compatible/x' });
      expect(refused).toMatchObject({ ok: false, detail: expect.stringContaining('no price') });
    }
    expect(asked).toEqual([]);
  });

  test('where only tokens are limited a model without a price may be used', async () => {
    const { begin, time } = office();
    const budget = begin({ dayTokens: 100_000 });
    expect((await time.until(budget.reserve({ ...BOUND, model: 'compatible/x' }))).ok).toBe(true);
  });
});

describe('the organization’s day', () => {
  test('leave is asked for when the turn begins, and the first call finds it there', async () => {
    const { begin, time, asked, today } = office(80);
    const budget = begin({ dayUsd: 1 }, { likely: BOUND });
    expect(asked).toEqual(['trn_1:0']);
    await time.until(time.sleep(100));
    const before = time.now;
    const leave = await time.until(budget.reserve(BOUND));
    expect(time.now).toBe(before);
    if (!leave.ok) throw new Error(leave.detail);
    leave.settle(call(3_000));
    await time.until(time.sleep(1));
    expect(today()).toBe(3_000);
  });

  test('leave that a failed call did not use is used by the next without asking', async () => {
    const { begin, time, asked, today } = office();
    const budget = begin({ dayUsd: 1 });
    const first = await time.until(budget.reserve(BOUND));
    if (!first.ok) throw new Error(first.detail);
    first.settle(call(0, { outcome: 'unavailable' }));
    const before = time.now;
    const second = await time.until(budget.reserve(BOUND));
    expect(time.now).toBe(before);
    if (!second.ok) throw new Error(second.detail);
    second.settle(call(2_000));
    await time.until(time.sleep(1));
    expect([asked, today()]).toEqual([['trn_1:0'], 2_000]);
  });

  test('a turn that calls no model gives its leave back, also leave that comes after its end', async () => {
    const { begin, time, leases, today } = office(50);
    const early = begin({ dayUsd: 1 }, { likely: BOUND });
    early.close();
    early.close();
    await time.until(time.sleep(100));
    expect([leases.size, today()]).toEqual([0, 0]);
    const late = begin({ dayUsd: 1 }, { likely: BOUND });
    await time.until(time.sleep(100));
    expect(leases.size).toBe(1);
    late.close();
    await time.until(time.sleep(1));
    expect([leases.size, today()]).toEqual([0, 0]);
  });

  test('leave that nobody takes is given back by itself, also where nobody says that the turn is over', async () => {
    const { begin, time, leases, today } = office();
    const budget = begin({ dayUsd: 1 }, { likely: BOUND });
    await time.until(time.sleep(GATE_LIMITS.unusedMs - 1));
    expect(leases.size).toBe(1);
    await time.until(time.sleep(10));
    expect([leases.size, today()]).toEqual([0, 0]);
    expect((await time.until(budget.reserve(BOUND))).ok).toBe(true);
    expect(leases.size).toBe(1);
    await time.until(time.sleep(2 * GATE_LIMITS.unusedMs));
    expect(leases.size, 'a call under way keeps its leave').toBe(1);
  });

  test('much more than was asked for ahead is asked for again, under the same name', async () => {
    const { begin, time, asked, leases } = office();
    const budget = begin({ dayUsd: 1 }, { likely: { ...BOUND, inputTokens: 100, maxOutputTokens: 10 } });
    expect((await time.until(budget.reserve(BOUND))).ok).toBe(true);
    expect(asked).toEqual(['trn_1:0', 'trn_1:0']);
    expect(leases.size).toBe(1);
  });

  test('a day that is spent refuses, and the turn does not ask again', async () => {
    const { begin, time, asked } = office();
    const first = begin({ dayUsd: 0.001 }, { turnId: 'trn_0' });
    const leave = await time.until(first.reserve(BOUND));
    if (!leave.ok) throw new Error(leave.detail);
    leave.settle(call(5_000));
    const budget = begin({ dayUsd: 0.001 });
    expect((await time.until(budget.reserve(BOUND))).ok).toBe(false);
    const before = asked.length;
    expect((await budget.reserve(BOUND)).ok).toBe(false);
    expect(asked.length).toBe(before);
  });

  test('when only calls under way are in the way, it waits for one of them to be settled', async () => {
    const { begin, time } = office();
    const one = await time.until(begin({ dayUsd: 0.008 }, { turnId: 'trn_0' }).reserve(BOUND));
    if (!one.ok) throw new Error(one.detail);
    void time.sleep(1_000).then(() => one.settle(call(1_000)));
    const before = time.now;
    expect((await time.until(begin({ dayUsd: 0.008 }).reserve(BOUND))).ok).toBe(true);
    expect(time.now - before).toBe(1_000);
  });

  test('without an answer from the budget object no model is called, after half a second', async () => {
    const { begin, time, gate, leases, logged } = office();
    let free: () => void = () => {};
    const stuck: BudgetGate = {
      ...gate,
      lease: async (request) => {
        await new Promise<void>((resolve) => {
          free = resolve;
        });
        return gate.lease(request);
      },
    };
    const before = time.now;
    const refused = await time.until(begin({ dayUsd: 1 }, {}, stuck).reserve(BOUND));
    expect(refused).toMatchObject({ ok: false, detail: expect.stringContaining('does not answer') });
    expect(time.now - before).toBe(GATE_LIMITS.answerMs);
    expect(logged).toContain('budget_refused');
    free();
    await time.until(time.sleep(100));
    expect(leases.size, 'leave that came too late is given back').toBe(0);
  });

  test('one failure of the budget object is tried again, two are a refusal', async () => {
    const { begin, time, gate } = office();
    let failures = 1;
    const shaky: BudgetGate = {
      ...gate,
      lease: async (request) => {
        if (failures-- > 0) throw new Error('reset');
        return gate.lease(request);
      },
    };
    expect((await time.until(begin({ dayUsd: 1 }, {}, shaky).reserve(BOUND))).ok).toBe(true);
    failures = 2;
    expect((await time.until(begin({ dayUsd: 1 }, {}, shaky).reserve(BOUND))).ok).toBe(false);
  });

  test('without a budget object a day’s limit means no call', async () => {
    const { begin } = office();
    expect((await begin({ dayUsd: 1 }, {}, null).reserve(BOUND)).ok).toBe(false);
  });
});
