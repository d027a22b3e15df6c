import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LLM_FAILURES, type LlmEvent } from '../../../../src/domain/llm.ts';
import { ROUTER_LIMITS } from '../../../../src/llm/router/limits.ts';
import { A, accepted, B, C, end, failed, type Step, stage, text, usage } from './scripted.ts';

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 4_000 }) },
  { weight: 4, arbitrary: fc.constantFrom('x ', 'yy ', '').map(text) },
  {
    weight: 3,
    arbitrary: fc
      .record({
        reason: fc.constantFrom(...LLM_FAILURES),
        next: fc.constantFrom('retry' as const, 'fallback' as const, 'stop' as const),
        retryAfterMs: fc.option(fc.integer({ min: 0, max: 3_000 })),
      })
      .map(({ reason, ...more }) => failed(reason, more)),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Step>(
      accepted(A),
      usage(50, 3),
      end,
      { kind: 'end', stop: 'refused' },
      { kind: 'tool-call', call: { id: 'a', name: 'order', input: '{}' } },
      'hang',
      'throw',
      'stop',
    ),
  },
);
const scripts = fc.array(fc.array(step, { maxLength: 8 }), { minLength: 1, maxLength: 3 });
const over = ({ kind }: LlmEvent) => kind === 'end' || kind === 'failed';

test('whatever providers do, an answer ends once and in time, calls are accounted for once each, and two are asked only when hedging', async () => {
  await fc.assert(
    fc.asyncProperty(
      scripts,
      scripts,
      scripts,
      fc.record({
        deaf: fc.boolean(),
        hedges: fc.boolean(),
        turns: fc.integer({ min: 1, max: 4 }),
        abortAt: fc.option(fc.integer({ min: 1, max: 30_000 })),
      }),
      async (a, b, c, { deaf, hedges, turns, abortAt }) => {
        const { run, sent, calls, under, time } = stage(
          { [A]: a, [B]: b, [C]: c },
          { deaf, ...(hedges ? {} : { hedgeAfterMs: null }) },
        );
        for (let turn = 0; turn < turns; turn += 1) {
          const control = new AbortController();
          if (abortAt !== null) void time.sleep(abortAt).then(() => control.abort());
          const { events, at } = await run({ signal: control.signal });
          expect(events.filter(over)).toHaveLength(1);
          expect(events.findIndex(over)).toBe(events.length - 1);
          const models = events.filter(({ kind }) => kind === 'model');
          expect(models).toHaveLength(events.length > 1 ? 1 : 0);
          if (events.length > 1) expect(events[0]?.kind).toBe('model');
          expect(events).not.toContainEqual(text(''));
          expect(at.at(-1)).toBeLessThanOrEqual(
            Math.min(ROUTER_LIMITS.totalMs, abortAt ?? Number.POSITIVE_INFINITY),
          );
          expect(calls.length).toBe(sent.length);
        }
        expect(new Set(calls.map(({ id }) => id)).size).toBe(calls.length);
        expect(calls.every(({ totalMs, firstMs }) => totalMs >= 0 && (firstMs ?? 0) <= totalMs)).toBe(true);
        expect(under.most).toBeLessThanOrEqual(hedges ? 2 : 1);
        for (const { model } of sent) expect([A, B, C]).toContain(model);
      },
    ),
    { numRuns: 300 },
  );
});

test('the same happenings lead to the same calls in the same order', async () => {
  await fc.assert(
    fc.asyncProperty(scripts, scripts, scripts, async (a, b, c) => {
      const once = stage({ [A]: a, [B]: b, [C]: c });
      const again = stage({ [A]: a, [B]: b, [C]: c });
      const [first, second] = [await once.run(), await again.run()];
      expect(second).toEqual(first);
      expect(again.calls).toEqual(once.calls);
    }),
    { numRuns: 50 },
  );
});
