import { expect, test } from 'vitest';
import { estimateRequestTokens } from '../../../../src/llm/router/estimate-request-tokens.ts';
import { A, B, failed, good, REQUEST, stage } from './scripted.ts';

test('every call is told of before its request leaves, and again when it is over, by the same id', async () => {
  const { run, sent, starts, calls } = stage({ [A]: [[10, failed('overloaded')]], [B]: [good(B)] });
  await run();
  expect(sent.map(({ model }) => model)).toEqual([A, B]);
  expect(starts.map(({ sentBefore }) => sentBefore)).toEqual([0, 1]);
  expect(starts.map(({ worst }) => worst.id)).toEqual(calls.map(({ id }) => id));
  expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
});

test('the silent one and its hedge are each told of before they leave', async () => {
  const { run, starts, calls } = stage({ [A]: [['hang']], [B]: [good(B)] });
  await run();
  expect(starts.map(({ worst }) => worst.model)).toEqual([A, B]);
  expect(calls.map(({ id, outcome }) => [id, outcome]).sort()).toEqual(
    starts.map(({ worst }) => [worst.id, worst.model === A ? 'aborted' : 'complete']).sort(),
  );
});

test('what is told at the start is the most that the call can use and cost', async () => {
  const { run, starts, calls } = stage({ [A]: [good(A)] });
  await run();
  const worst = starts[0]?.worst;
  expect(worst).toMatchObject({ outcome: 'interrupted', estimated: true, priced: true, firstMs: null });
  expect(worst?.usage).toEqual({
    ...{ cachedInputTokens: 0, cacheWriteTokens: 0 },
    inputTokens: estimateRequestTokens(REQUEST),
    outputTokens: REQUEST.maxOutputTokens,
  });
  expect(worst?.costMicros ?? 0).toBeGreaterThan(calls[0]?.costMicros ?? Number.POSITIVE_INFINITY);
});

test('a call that cannot be written down does not leave: the answer ends at once, and what was leased is given back', async () => {
  const settled: unknown[] = [];
  const { run, sent, calls, logged } = stage({ [A]: [good(A)], [B]: [good(B)] });
  const { events, at } = await run({
    onStart: () => {
      throw new Error('the disk is full');
    },
    budget: {
      reserve: async ({ maxOutputTokens }) => ({
        ok: true,
        maxOutputTokens,
        settle: (call) => settled.push(call),
      }),
      roomForTwo: () => true,
      close: () => {},
    },
  });
  expect(events).toMatchObject([{ kind: 'failed', failure: { next: 'stop' } }]);
  expect([at, sent, calls]).toEqual([[0], [], []]);
  expect(settled).toEqual([null, null, null]);
  expect(logged.join()).not.toContain('the disk is full');
});

test('a request waits until it is written down that it leaves, and is not sent where that fails or comes too late', async () => {
  const slow = stage({ [A]: [good(A)], [B]: [good(B)] });
  let written = 0;
  const { events } = await slow.run({
    onStart: async () => {
      await slow.time.sleep(2_000);
      written += 1;
      expect(slow.sent).toHaveLength(0);
    },
  });
  expect([events.at(-1)?.kind, written, slow.sent.length]).toEqual(['end', 1, 1]);

  const broken = stage({ [A]: [good(A)], [B]: [good(B)] });
  await broken.run({ onStart: () => Promise.reject(new Error('the database is away')) });
  expect([broken.sent, broken.calls]).toEqual([[], []]);

  const late = stage({ [A]: [good(A)] });
  const leave = new AbortController();
  await late.run({
    signal: leave.signal,
    onStart: async () => {
      leave.abort();
      await late.time.sleep(10);
    },
  });
  await late.time.until(late.time.sleep(20));
  expect(late.sent).toEqual([]);
  expect(late.calls).toMatchObject([{ outcome: 'aborted', costMicros: 0 }]);
});
