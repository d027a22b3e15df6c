import { describe, expect, test } from 'vitest';
import { BREAKER } from '../../../../src/llm/breaker.ts';
import { ROUTER_LIMITS } from '../../../../src/llm/router/limits.ts';
import { A, B, C, failed, good, type Step, stage } from './scripted.ts';

const broken: Step[] = [1, failed('overloaded')];

describe('breakers of an isolate', () => {
  test('a model that failed five answers in a row is passed over at once, until one call may probe it', async () => {
    const { run, sent, time } = stage({
      [A]: [...Array.from({ length: 5 }, () => broken), good(A)],
      [B]: [good(B)],
    });
    const asked = async () => {
      const from = sent.length;
      await run();
      return sent.slice(from).map(({ model }) => model);
    };
    for (let turn = 0; turn < BREAKER.failures; turn += 1) expect(await asked()).toEqual([A, B]);
    expect(await asked()).toEqual([B]);
    time.now += BREAKER.openMs;
    expect(await asked()).toEqual([A]);
    expect(await asked()).toEqual([A]);
  });

  test('of many turns at once exactly one probes', async () => {
    const { ask, run, sent, time } = stage({
      [A]: [...Array.from({ length: 5 }, () => broken), good(A)],
      [B]: [good(B)],
    });
    for (let turn = 0; turn < BREAKER.failures; turn += 1) await run();
    time.now += BREAKER.openMs;
    const from = sent.length;
    const drain = async () => {
      for await (const event of ask()) if (event.kind === 'failed') throw new Error('failed');
    };
    await time.until(Promise.all(Array.from({ length: 20 }, drain)));
    expect(sent.slice(from).filter(({ model }) => model === A)).toHaveLength(1);
    expect(sent.slice(from).filter(({ model }) => model === B)).toHaveLength(19);
  });

  test.each(['quota_exhausted', 'unauthorized', 'unknown_model', 'region_refused'] as const)(
    '%s is believed the first time, and for long',
    async (reason) => {
      const { run, sent, time } = stage({ [A]: [[failed(reason)], good(A)], [B]: [good(B)] });
      await run();
      time.now += ROUTER_LIMITS.brokenMs - 10_000;
      await run();
      time.now += 10_000;
      await run();
      expect(sent.map(({ model }) => model)).toEqual([A, B, B, A]);
    },
  );

  test('a model that says when it will be back is left alone until then', async () => {
    const busy = failed('rate_limited', { retryAfterMs: 20_000 });
    const { run, sent, time } = stage({ [A]: [[busy], good(A)], [B]: [good(B)] });
    await run();
    await run();
    time.now += 20_000;
    await run();
    expect(sent.map(({ model }) => model)).toEqual([A, B, B, A]);
  });

  test.each(['bad_request', 'too_long', 'aborted'] as const)(
    '%s says nothing against the model',
    async (reason) => {
      const { run, sent } = stage({ [A]: [[failed(reason)]], [B]: [good(B)] });
      for (let turn = 0; turn < 8; turn += 1) await run();
      expect(sent.filter(({ model }) => model === A)).toHaveLength(8);
    },
  );

  test('when all are open nobody is asked, and nobody waits: the quoted answer is at hand', async () => {
    const { run, sent } = stage({ [A]: [broken], [B]: [broken], [C]: [broken] });
    for (let turn = 0; turn < BREAKER.failures; turn += 1) await run();
    const before = sent.length;
    const { events, at } = await run();
    expect(events).toMatchObject([
      { failure: { reason: 'no_provider', detail: expect.stringContaining('breaker') } },
    ]);
    expect(at).toEqual([0]);
    expect(sent).toHaveLength(before);
  });

  test('a probe that the customer gave up leaves the next call to probe', async () => {
    const { run, sent, time } = stage({
      [A]: [...Array.from({ length: 5 }, () => broken), [50, 'hang'], good(A)],
      [B]: [good(B)],
    });
    for (let turn = 0; turn < BREAKER.failures; turn += 1) await run();
    time.now += BREAKER.openMs;
    const control = new AbortController();
    void time.sleep(100).then(() => control.abort());
    await run({ signal: control.signal });
    const from = sent.length;
    await run();
    expect(sent.slice(from).map(({ model }) => model)).toEqual([A]);
  });
});
