import { describe, expect, test } from 'vitest';
import type { ModelName } from '../../../../src/domain/llm.ts';
import type { TurnBudget } from '../../../../src/llm/budget/turn-budget.ts';
import { ROUTER_LIMITS } from '../../../../src/llm/router/limits.ts';
import { A, accepted, B, C, end, failed, good, type Step, stage, text, usage } from './scripted.ts';

const AFTER = ROUTER_LIMITS.hedgeAfterMs;
const A2: ModelName = 'anthropic/claude-sonnet-5-5';
const SILENT: Step[] = [10, accepted(A), 'hang'];

describe('asking another vendor beside a silent one', () => {
  test('starts after three seconds without a word, and the first to speak wins; the loser is aborted and accounted for', async () => {
    const { run, sent, calls, under } = stage({ [A]: [SILENT], [B]: [good(B)] });
    const { said, at, events } = await run();
    expect(said).toBe('one two three');
    expect(events[0]).toEqual(accepted(B));
    expect(at[0]).toBe(AFTER + 100);
    expect(sent.map(({ model, at: sentAt }) => [model, sentAt - 1_000_000])).toEqual([
      [A, 0],
      [B, AFTER],
    ]);
    expect(sent[0]?.abortedAt).toBe(1_000_000 + AFTER + 100);
    expect(calls).toMatchObject([
      { model: A, outcome: 'aborted', estimated: true, firstMs: null, totalMs: AFTER + 100 },
      { model: B, outcome: 'complete', estimated: false },
    ]);
    expect(calls[0]?.usage.inputTokens).toBeGreaterThan(100);
    expect(under.most).toBe(2);
  });

  test('the first one may still win, and then the other is the loser', async () => {
    const { run, calls } = stage({
      [A]: [[AFTER + 50, accepted(A), text('late but first'), end]],
      [B]: [good(B)],
    });
    expect((await run()).said).toBe('late but first');
    expect(calls.map(({ model, outcome }) => [model, outcome])).toEqual([
      [B, 'aborted'],
      [A, 'complete'],
    ]);
  });

  test('another model of the same vendor is no help: the first of another vendor is asked', async () => {
    const { run, sent } = stage({ [A]: [SILENT], [A2]: [good(A2)], [C]: [good(C)] });
    await run({ chain: [A, A2, C] });
    expect(sent.map(({ model }) => model)).toEqual([A, C]);
  });

  test('one that has begun to speak is never hedged, however slowly it goes on', async () => {
    const { run, sent } = stage({ [A]: [[100, text('slow'), 5_000, text('ly'), 5_000, text(' but'), end]] });
    expect((await run()).said).toBe('slowly but');
    expect(sent).toHaveLength(1);
  });

  test('there are never more than two, and only once an answer', async () => {
    const { run, sent, under } = stage({ [A]: [SILENT], [B]: [SILENT], [C]: [SILENT] });
    const { last } = await run();
    expect(last).toMatchObject({ failure: { reason: 'timeout' } });
    expect(under.most).toBe(2);
    expect(sent.slice(0, 2).map(({ model }) => model)).toEqual([A, B]);
  });

  test('when one of the two fails the other goes on alone, and when both have, the next is asked', async () => {
    const { run, sent, under } = stage({
      [A]: [[AFTER + 1_000, failed('overloaded')]],
      [B]: [[2_000, failed('unavailable')]],
      [C]: [good(C)],
    });
    expect((await run()).said).toBe('one two three');
    expect(sent.map(({ model, at }) => [model, at - 1_000_000])).toEqual([
      [A, 0],
      [B, AFTER],
      [C, AFTER + 2_000],
    ]);
    expect(under.most).toBe(2);
  });

  test('can be off', async () => {
    const { run, under } = stage({ [A]: [SILENT], [B]: [good(B)] }, { hedgeAfterMs: null });
    await run();
    expect(under.most).toBe(1);
  });

  test('is not done while money is tight', async () => {
    const budget: TurnBudget = {
      reserve: async ({ maxOutputTokens }) => ({ ok: true, maxOutputTokens, settle: () => {} }),
      roomForTwo: () => false,
      close: () => {},
    };
    const { run, under } = stage({ [A]: [SILENT], [B]: [good(B)] });
    await run({ budget });
    expect(under.most).toBe(1);
  });

  test('while leave to spend is asked for the second, the first can still speak, and the leave is given back', async () => {
    const settled: unknown[] = [];
    const { run, time, sent } = stage({ [A]: [[AFTER + 50, text('first'), 100, usage(10, 1), end]] });
    let asked = 0;
    const budget: TurnBudget = {
      reserve: async ({ maxOutputTokens }) => {
        asked += 1;
        if (asked > 1) await time.sleep(90);
        const of = asked;
        return { ok: true, maxOutputTokens, settle: (call) => settled.push([of, call?.outcome ?? null]) };
      },
      roomForTwo: () => true,
      close: () => {},
    };
    expect((await run({ budget })).said).toBe('first');
    expect(sent.map(({ model }) => model)).toEqual([A]);
    expect(settled).toEqual([
      [2, null],
      [1, 'complete'],
    ]);
  });
});
