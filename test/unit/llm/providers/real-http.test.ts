import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { LlmEvent, LlmRequest } from '../../../../src/domain/llm.ts';
import { PROVIDER_LIMITS } from '../../../../src/llm/providers/limits.ts';
import type { LlmProvider } from '../../../../src/llm/providers/provider.ts';
import { type LlmEnv, providersOf } from '../../../../src/llm/providers/providers-of.ts';
import type { RunningStandIn } from '../../../stand-ins/llm/llm-stand-in.ts';
import type { Script } from '../../../stand-ins/llm/script.ts';
import { startAnthropic } from '../../../stand-ins/llm/start-anthropic.ts';
import { startOpenAi } from '../../../stand-ins/llm/start-openai.ts';
import { endOf, eventsOf, QUESTION, textOf, WITH_TOOLS } from './wire-samples.ts';

const TEXT = 'Your order is on its way 🚚, grüße [1].';
const deps = { fetch, clock: () => Date.now() };

const VENDORS: [
  'openai' | 'anthropic',
  () => Promise<RunningStandIn>,
  (standIn: RunningStandIn) => LlmEnv,
  string[],
][] = [
  [
    'openai',
    startOpenAi,
    ({ baseUrl, key }) => ({ OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: key }),
    [
      'gpt-6-luna',
      'gpt-6.1-terra',
      'gpt-5.6-luna',
      'gpt-5.4-nano',
      'gpt-5.1',
      'gpt-5-mini',
      'gpt-4.1-mini',
      'o4-mini',
    ],
  ],
  [
    'anthropic',
    startAnthropic,
    ({ baseUrl, key }) => ({ ANTHROPIC_BASE_URL: baseUrl, ANTHROPIC_API_KEY: key }),
    [
      'claude-haiku-5-5',
      'claude-sonnet-5-5',
      'claude-opus-5-5',
      'claude-opus-5',
      'claude-opus-4-8',
      'claude-sonnet-4-6',
      'claude-haiku-4-5',
      'claude-fable-5-1',
    ],
  ],
];

describe.each(VENDORS)('over real HTTP, %s', (vendor, start, envOf, models) => {
  let standIn: RunningStandIn;
  let provider: LlmProvider;
  beforeAll(async () => {
    standIn = await start();
    const found = providersOf(envOf(standIn), deps).providers.get(vendor);
    if (!found) throw new Error('not configured');
    provider = found;
  });
  afterEach(() => standIn.clear());
  afterAll(() => standIn.stop());

  const [model = ''] = models;
  const ask = (script: Script, request = QUESTION) => {
    standIn.script(script);
    return eventsOf(provider, request, { model });
  };

  test('takes every kind of request for every model as it is sent: question, tools, results, continuation, JSON', async () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'string' } },
      required: ['a'],
      additionalProperties: false,
    };
    const requests: LlmRequest[] = [
      QUESTION,
      { ...QUESTION, json: { name: 'out', schema } },
      { ...QUESTION, json: { name: 'out', schema: { type: 'object' } } },
      { ...QUESTION, messages: [...QUESTION.messages, { role: 'assistant', text: 'Your ', toolCalls: [] }] },
      {
        ...WITH_TOOLS,
        messages: [
          ...QUESTION.messages,
          {
            role: 'assistant',
            text: 'One moment.',
            toolCalls: [{ id: 'a:1', name: 'order_status', input: '{bad' }],
          },
          { role: 'tool', callId: 'a:1', text: 'sent' },
        ],
      },
    ];
    for (const name of models)
      for (const [at, request] of requests.entries()) {
        standIn.script({ text: TEXT });
        const events = await eventsOf(provider, request, { model: name });
        expect([name, at, endOf(events), textOf(events)]).toEqual([name, at, 'complete', TEXT]);
        expect(events.filter(({ kind }) => kind === 'usage').length).toBeGreaterThan(0);
      }
  });

  test('is told apart by what fails, whatever it is', async () => {
    const faults: [Script['fault'], string][] = [
      [{ kind: 'reset' }, 'unavailable'],
      [{ kind: 'rate-limit', retryAfter: '1' }, 'rate_limited'],
      [{ kind: 'quota' }, 'quota_exhausted'],
      [{ kind: 'spend-limit' }, 'quota_exhausted'],
      [{ kind: 'overloaded' }, 'overloaded'],
      [{ kind: 'server-error' }, 'unavailable'],
      [{ kind: 'gateway' }, 'unavailable'],
      [{ kind: 'timeout' }, 'unavailable'],
      [{ kind: 'unauthorized' }, 'unauthorized'],
      [{ kind: 'unknown-model' }, 'unknown_model'],
      [{ kind: 'region' }, 'region_refused'],
      [{ kind: 'too-long' }, 'too_long'],
      [{ kind: 'garbage', after: 3 }, 'bad_response'],
      [{ kind: 'no-end' }, 'incomplete'],
      [{ kind: 'refusal' }, 'refused'],
    ];
    const seen: unknown[] = [];
    for (const [fault] of faults) seen.push([fault, endOf(await ask({ text: TEXT, fault }))]);
    expect(seen).toEqual(faults);
  });

  test('an overload after HTTP 200 is an overload at whatever event it comes', async () => {
    for (let after = 0; after < 6; after += 1) {
      const events = await ask({
        text: TEXT,
        fault: { kind: 'error-event', after, type: 'overloaded_error' },
      });
      expect([after, endOf(events)]).toEqual([after, 'overloaded']);
    }
  });

  test('cut after any event, and in the middle of the next, it has given the beginning of its answer and says so', async () => {
    await ask({ text: TEXT });
    const frames = standIn.requests.at(-1)?.framesPlanned ?? 0;
    expect(frames).toBeGreaterThan(8);
    for (let after = 0; after < frames; after += 1)
      for (const bytes of [0, 25]) {
        const events = await ask({ text: TEXT, fault: { kind: 'cut', after, bytes } });
        expect(TEXT.startsWith(textOf(events)), `frame ${after}`).toBe(true);
        // Once it has said why it stopped, a cut takes nothing away.
        if (textOf(events) !== TEXT) expect(endOf(events)).toBe('incomplete');
        else expect(['incomplete', 'complete']).toContain(endOf(events));
      }
  });

  test('hands on tool calls, and such whose input is no JSON', async () => {
    const calls = [
      { name: 'order_status', input: { order: '7' } },
      { name: 'order_status', input: { order: 'ü 🚚' } },
    ];
    const inputsOf = (events: LlmEvent[]) =>
      events.flatMap((event) => (event.kind === 'tool-call' ? [event.call.input] : []));
    const events = await ask({ text: 'One moment.', toolCalls: calls }, WITH_TOOLS);
    expect(inputsOf(events).map((input) => JSON.parse(input))).toEqual(calls.map(({ input }) => input));
    expect(endOf(events)).toBe('tools');
    const broken = await ask({ toolCalls: calls.slice(0, 1), fault: { kind: 'bad-tool-json' } }, WITH_TOOLS);
    expect(inputsOf(broken)).toHaveLength(1);
    expect(() => JSON.parse(inputsOf(broken)[0] ?? '')).toThrow();
  });

  test('an answer of a megabyte is cut off', async () => {
    const events = await ask({ fault: { kind: 'huge' } });
    expect(endOf(events)).toBe('length');
    expect(textOf(events)).toHaveLength(PROVIDER_LIMITS.textChars);
  });

  test('an abort reaches the server, before the first event and after some', async () => {
    for (const [slow, frames] of [
      [{ latencyMs: 5_000 }, 0],
      [{ chunkMs: 5_000 }, 1],
    ] as const) {
      standIn.clear();
      standIn.script({ text: TEXT, ...slow });
      const control = new AbortController();
      const events = eventsOf(provider, QUESTION, { model, signal: control.signal });
      await vi.waitFor(() => expect(standIn.requests.map((one) => one.frames)).toEqual([frames]));
      control.abort();
      expect(endOf(await events)).toBe('aborted');
      await vi.waitFor(() => expect(standIn.requests.at(-1)?.aborted).toBe(true));
    }
  });

  test('a refused connection fails at once', async () => {
    await standIn.down();
    const events = await eventsOf(provider, QUESTION, { model });
    await standIn.up();
    expect(events).toMatchObject([{ kind: 'failed', failure: { reason: 'unavailable', next: 'retry' } }]);
  });
});
