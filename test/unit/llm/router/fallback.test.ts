import { describe, expect, test } from 'vitest';
import type { LlmEvent, LlmFailureReason } from '../../../../src/domain/llm.ts';
import { LLM_FAILURES } from '../../../../src/domain/llm.ts';
import { ROUTER_LIMITS } from '../../../../src/llm/router/limits.ts';
import { A, accepted, B, C, end, failed, good, REQUEST, type Step, stage, text, usage } from './scripted.ts';

const soon = (step: Step[]) => [50, ...step];

describe('before the first word', () => {
  test('a model that answers is passed on word by word, named once, and accounted for once', async () => {
    const { run, calls, sent } = stage({ [A]: [good(A)] });
    const { events, said, at } = await run();
    expect(said).toBe('one two three');
    expect(events[0]).toEqual(accepted(A));
    expect(events.filter(({ kind }) => kind === 'model')).toHaveLength(1);
    expect(events.at(-1)).toEqual(end);
    expect(at[1]).toBe(100);
    expect(sent).toHaveLength(1);
    expect(calls).toEqual([
      {
        id: 'llm_0',
        task: 'answer',
        model: A,
        usage: { inputTokens: 120, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 9 },
        estimated: false,
        costMicros: 17,
        priced: true,
        startedAt: '1970-01-01T00:16:40.000Z',
        firstMs: 100,
        totalMs: 300,
        outcome: 'complete',
      },
    ]);
  });

  test.each(LLM_FAILURES.filter((reason) => reason !== 'aborted'))(
    'after %s the next model is asked in the same millisecond, and speaks alone',
    async (reason) => {
      const { run, calls, sent } = stage({ [A]: [soon([failed(reason)])], [B]: [good(B)] });
      const { said, events } = await run();
      expect(said).toBe('one two three');
      expect(events[0]).toEqual(accepted(B));
      expect(sent.map(({ model, at }) => [model, at - 1_000_000])).toEqual([
        [A, 0],
        [B, 50],
      ]);
      expect(calls.map(({ model, outcome }) => [model, outcome])).toEqual([
        [A, reason],
        [B, 'complete'],
      ]);
    },
  );

  test.each<[string, Step[], LlmFailureReason]>([
    ['throws', [10, 'throw'], 'unavailable'],
    ['stops without an end', [10, accepted(A), 'stop'], 'incomplete'],
    ['ends without a word', [10, accepted(A), text(''), end], 'bad_response'],
    ['calls no tool though it says so', [10, { kind: 'end', stop: 'tools' }], 'bad_response'],
  ])('a provider that %s has failed, and the next speaks', async (_, script, outcome) => {
    const { run, calls } = stage({ [A]: [script], [B]: [good(B)] });
    expect((await run()).said).toBe('one two three');
    expect(calls.map((call) => call.outcome)).toEqual([outcome, 'complete']);
  });

  test('a refusal to answer is an answer: nobody else is asked', async () => {
    const refused: LlmEvent = { kind: 'end', stop: 'refused' };
    const { run, calls, sent } = stage({ [A]: [[10, accepted(A), usage(100, 1), refused]] });
    expect((await run()).events).toEqual([accepted(A), refused]);
    expect(sent).toHaveLength(1);
    expect(calls[0]?.outcome).toBe('refused');
  });

  test('a failure that no other model would mend ends it at once', async () => {
    const stop = failed('bad_request', { next: 'stop' });
    const { run, sent } = stage({ [A]: [soon([stop])], [B]: [good(B)] });
    expect((await run()).events).toEqual([stop]);
    expect(sent).toHaveLength(1);
  });

  test('a failure that may pass is retried once, after the others were asked and after a pause', async () => {
    const { run, sent } = stage({
      [A]: [[failed('unavailable', { next: 'retry' })], good(A)],
      [B]: [[failed('quota_exhausted')]],
      [C]: [[failed('unknown_model')]],
    });
    expect((await run()).said).toBe('one two three');
    expect(sent.map(({ model }) => model)).toEqual([A, B, C, A]);
    const pause = (sent[3]?.at ?? 0) - (sent[0]?.at ?? 0);
    expect(pause).toBe(ROUTER_LIMITS.retryOwnPauseMs * 0.75);
  });

  test('no model is asked more than twice, and the last failure is told', async () => {
    const retry = failed('rate_limited', { next: 'retry', retryAfterMs: 100 });
    const { run, sent, calls } = stage({ [A]: [[retry]], [B]: [[retry]] });
    const { events } = await run({ chain: [A, B] });
    expect(events).toMatchObject([{ kind: 'failed', failure: { reason: 'rate_limited', next: 'stop' } }]);
    expect(sent.map(({ model }) => model)).toEqual([A, B, A, B]);
    expect(calls).toHaveLength(4);
  });

  test('a provider that wants a longer pause than a customer waits is not asked again', async () => {
    const retryAfterMs = ROUTER_LIMITS.retryPauseMs + 1;
    const { run, sent } = stage({ [A]: [[failed('rate_limited', { next: 'retry', retryAfterMs })]] });
    expect((await run({ chain: [A] })).last).toMatchObject({ failure: { reason: 'rate_limited' } });
    expect(sent).toHaveLength(1);
  });

  test('a model that is to be avoided, has no provider, or too small a window is not asked', async () => {
    const { run, sent } = stage({ [C]: [good(C)] });
    const long = { ...REQUEST, messages: [{ role: 'user' as const, text: 'x'.repeat(600_000) }] };
    const { events } = await run({ request: long, avoid: [A], chain: [A, C] });
    expect(events).toMatchObject([{ failure: { reason: 'no_provider', next: 'stop' } }]);
    expect(sent).toEqual([]);
    await run({ avoid: [A], chain: [A, C, C] });
    expect(sent.map(({ model }) => model)).toEqual([C]);
  });

  test('without a model to ask it says so at once', async () => {
    const { run } = stage({}, { providers: new Map() });
    const { events, at } = await run();
    expect(events).toMatchObject([{ failure: { reason: 'no_provider' } }]);
    expect(at).toEqual([0]);
  });
});

describe('deadlines', () => {
  test('a model without a word in time is left, and the next is asked', async () => {
    const { run, calls, sent } = stage({ [A]: [['hang']], [B]: [good(B)] }, { hedgeAfterMs: null });
    const { said, at } = await run();
    expect(said).toBe('one two three');
    expect(at[0]).toBe(ROUTER_LIMITS.firstMs + 100);
    expect(sent[0]?.abortedAt).toBe(1_000_000 + ROUTER_LIMITS.firstMs);
    expect(calls[0]).toMatchObject({ outcome: 'timeout', estimated: true });
  });

  test.each([true, false])(
    'when nobody says a word the customer hears so after %s deadlines, whether or not providers hear the abort',
    async (deaf) => {
      const { run, calls, time } = stage({}, { deaf, hedgeAfterMs: null });
      const { events, at } = await run();
      expect(events).toMatchObject([{ failure: { reason: 'timeout', next: 'stop' } }]);
      expect(at).toEqual([ROUTER_LIMITS.firstAllMs]);
      expect(calls.map(({ model, outcome }) => [model, outcome])).toEqual([
        [A, 'timeout'],
        [B, 'timeout'],
      ]);
      if (!deaf) expect(time.waiting).toBe(0);
    },
  );

  test('one that falls silent in the middle has failed after the pause, counted from its last word', async () => {
    const { run, calls } = stage({ [A]: [[100, text('one '), 7_000, text('two'), 'hang']] });
    const { events, at, said } = await run();
    expect(said).toBe('one two');
    expect(events.at(-1)).toMatchObject({ failure: { reason: 'timeout', next: 'fallback' } });
    expect(at.at(-1)).toBe(7_100 + ROUTER_LIMITS.idleMs);
    expect(calls).toMatchObject([{ outcome: 'timeout', firstMs: 100 }]);
  });

  test('one that never ends is ended', async () => {
    const endless = Array.from({ length: 100 }, (): Step[] => [1_000, text('x')]).flat();
    const { run, time } = stage({ [A]: [endless] });
    const { at, last } = await run();
    expect(at.at(-1)).toBe(ROUTER_LIMITS.totalMs);
    expect(last).toMatchObject({ failure: { reason: 'timeout' } });
    expect(time.waiting).toBe(0);
  });
});

describe('after the first word', () => {
  test('at every cut index and for every failure: what was said stands, nothing is repeated, nobody else is asked', async () => {
    const whole = good(A, 'one two three four five ');
    const firstWord = whole.findIndex((step) => typeof step === 'object' && step.kind === 'text');
    for (const reason of [...LLM_FAILURES, 'throws', 'stops'] as const) {
      for (let cut = 0; cut < whole.length; cut += 1) {
        const ending: Step = reason === 'throws' ? 'throw' : reason === 'stops' ? 'stop' : failed(reason);
        const { run, sent, calls } = stage({
          [A]: [[...whole.slice(0, cut), ending]],
          [B]: [good(B, 'B B ')],
        });
        const { said, events } = await run({ chain: [A, B] });
        const saidByA = whole
          .slice(0, cut)
          .flatMap((step) => (typeof step === 'object' && step.kind === 'text' ? [step.text] : []));
        const where = `${reason} at ${cut}`;
        expect(said, where).toBe(cut > firstWord ? saidByA.join('') : 'B B ');
        expect(
          sent.map(({ model }) => model),
          where,
        ).toEqual(cut > firstWord ? [A] : [A, B]);
        expect(calls, where).toHaveLength(sent.length);
        expect(
          events.filter(({ kind }) => kind === 'model'),
          where,
        ).toHaveLength(1);
        expect(
          events.filter(({ kind }) => kind === 'end' || kind === 'failed'),
          where,
        ).toHaveLength(1);
        expect(events.at(-1)?.kind, where).toBe(cut > firstWord ? 'failed' : 'end');
      }
    }
  });

  test('a cut stream is continued by the next model when the caller says what to avoid', async () => {
    const { run, sent } = stage({
      [A]: [[10, accepted(A), text('one '), failed('incomplete')]],
      [B]: [good(B, 'two three')],
    });
    expect((await run()).last).toMatchObject({ kind: 'failed' });
    const request = {
      ...REQUEST,
      messages: [...REQUEST.messages, { role: 'assistant' as const, text: 'one ', toolCalls: [] }],
    };
    expect((await run({ request, avoid: [A] })).said).toBe('two three');
    expect(sent.map(({ model }) => model)).toEqual([A, B]);
  });

  test('a tool call is a first word: after it nobody else is asked', async () => {
    const call: LlmEvent = { kind: 'tool-call', call: { id: 'a', name: 'order', input: '{}' } };
    const { run, sent, calls } = stage({ [A]: [[10, call, failed('overloaded')]] });
    expect((await run()).events.map(({ kind }) => kind)).toEqual(['model', 'tool-call', 'failed']);
    expect(sent).toHaveLength(1);
    expect(calls).toMatchObject([{ outcome: 'overloaded', estimated: true }]);
  });
});
