import { describe, expect, test, vi } from 'vitest';
import { PROVIDER_LIMITS } from '../../../../src/llm/providers/limits.ts';
import { WorkersAiProvider } from '../../../../src/llm/providers/workers-ai-provider.ts';
import { bytesOf } from './scripted-fetch.ts';
import { chatEvents, endOf, eventsOf, QUESTION, textOf, USAGE, WITH_TOOLS } from './wire-samples.ts';

interface Asked {
  model: string;
  input: Record<string, unknown>;
  cancelled: boolean;
}

/** The binding, answering with these pieces of a stream, or throwing. */
function open(script: (string | Uint8Array)[] | Error | object, { hang = false } = {}) {
  const asked: Asked[] = [];
  const provider = new WorkersAiProvider(
    {
      run: async (model, input) => {
        const one = { model, input, cancelled: false };
        asked.push(one);
        if (script instanceof Error) throw script;
        if (!Array.isArray(script)) return script;
        let at = 0;
        return new ReadableStream<Uint8Array>({
          pull(controller) {
            const piece: unknown = script[at];
            at += 1;
            if (typeof piece === 'string') controller.enqueue(bytesOf(piece));
            else if (piece instanceof Uint8Array) controller.enqueue(piece);
            else if (hang) return new Promise<void>(() => {});
            else controller.close();
            return undefined;
          },
          cancel() {
            one.cancelled = true;
          },
        });
      },
    },
    { clock: () => 0 },
  );
  return { provider, asked };
}

const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const OLD = [
  data({ response: 'Grüße', p: 'abc' }),
  data({ response: ' 🚚' }),
  data({ response: 7 }),
  data({ response: '', usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 } }),
  'data: [DONE]\n\n',
];
const LLAMA = '@cf/meta/llama-3.3-70b-instruct-fp8-fast';

describe('Workers AI', () => {
  test('is asked for a stream with messages, tools and a limit of its own', async () => {
    const { provider, asked } = open(OLD);
    await eventsOf(provider, WITH_TOOLS, { model: LLAMA });
    expect(asked[0]).toMatchObject({
      model: LLAMA,
      input: {
        stream: true,
        max_tokens: 500,
        temperature: 0.2,
        messages: [
          { role: 'system', content: 'You help customers of a shop.\n\nToday is Sunday.' },
          { role: 'user', content: 'Where is my order?' },
        ],
        tools: [{ type: 'function', function: { name: 'order_status' } }],
      },
    });
    expect(Object.keys(asked[0]?.input ?? {}).sort()).toEqual([
      'max_tokens',
      'messages',
      'stream',
      'temperature',
      'tools',
    ]);
  });

  test('answers in the older models’ events, wherever they are cut', async () => {
    const bytes = bytesOf(OLD.join(''));
    for (let at = 1; at < bytes.length; at += 1) {
      const { provider } = open([bytes.slice(0, at), bytes.slice(at)]);
      const events = await eventsOf(provider, QUESTION, { model: LLAMA });
      expect(textOf(events)).toBe('Grüße 🚚7');
      expect(events.slice(-2)).toEqual([
        {
          kind: 'usage',
          usage: { inputTokens: 12, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 3 },
        },
        { kind: 'end', stop: 'complete' },
      ]);
    }
  });

  test('answers in the newer models’ events', async () => {
    const { provider } = open(chatEvents(['<think>hm</think>', 'Hello']));
    const events = await eventsOf(provider, QUESTION, { model: '@cf/openai/gpt-oss-120b' });
    expect(textOf(events)).toBe('Hello');
    expect(events.slice(-2)).toEqual([
      { kind: 'usage', usage: USAGE },
      { kind: 'end', stop: 'complete' },
    ]);
  });

  test('hands on tool calls of the older models, whose input comes as an object', async () => {
    const call = { tool_calls: [{ name: 'order_status', arguments: { order: '7' } }] };
    const { provider } = open([data({ response: '', ...call }), 'data: [DONE]\n\n']);
    expect((await eventsOf(provider, WITH_TOOLS, { model: LLAMA })).slice(1)).toEqual([
      { kind: 'tool-call', call: { id: 'call_0', name: 'order_status', input: '{"order":"7"}' } },
      { kind: 'end', stop: 'tools' },
    ]);
  });

  test.each([
    ['is cut at an event', OLD.slice(0, 3), 'incomplete'],
    ['is cut inside one', [...OLD.slice(0, 1), 'data: {"resp'], 'incomplete'],
    ['holds no JSON', [...OLD.slice(0, 1), 'data: {oops\n\n'], 'bad_response'],
    [
      'holds an error',
      [...OLD.slice(0, 1), data({ error: 'AiError: words of the customer' })],
      'bad_response',
    ],
    ['holds no event', [...OLD.slice(0, 1), data(5)], 'bad_response'],
  ])('a stream that %s is told as such', async (_, pieces, reason) => {
    const events = await eventsOf(open(pieces).provider, QUESTION, { model: LLAMA });
    expect(textOf(events)).toBe(pieces.length === 3 ? 'Grüße 🚚7' : 'Grüße');
    expect(endOf(events)).toBe(reason);
    expect(JSON.stringify(events)).not.toContain('customer');
  });

  test.each([
    ['3036: You have used up your daily free allocation of 10,000 neurons.', 'quota_exhausted', 'fallback'],
    ['AiError: 3040: No more data centers to forward the request to', 'overloaded', 'retry'],
    ['5007: No such model @cf/x or task', 'unknown_model', 'fallback'],
    ['3042: The model name is invalid', 'unknown_model', 'fallback'],
    ['3041: not allowed', 'unauthorized', 'fallback'],
    ['3006: Request is too large', 'too_long', 'fallback'],
    ['3007: Request timeout', 'unavailable', 'retry'],
    ['3003: Request is missing headers or body', 'bad_request', 'fallback'],
    ['something else', 'unavailable', 'retry'],
  ])('its error %j means %s', async (message, reason, next) => {
    expect(await eventsOf(open(new Error(message)).provider)).toMatchObject([
      { kind: 'failed', failure: { reason, next } },
    ]);
  });

  test('an answer that is no stream is refused', async () => {
    expect(endOf(await eventsOf(open({ response: 'Hello' }).provider))).toBe('bad_response');
  });

  test('an abort ends it at once and frees the stream', async () => {
    const { provider, asked } = open(OLD.slice(0, 1), { hang: true });
    const control = new AbortController();
    const events = eventsOf(provider, QUESTION, { signal: control.signal });
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    control.abort();
    expect(endOf(await events)).toBe('aborted');
    await vi.waitFor(() => expect(asked[0]?.cancelled).toBe(true));
  });

  test('a stream that falls silent is given up', async () => {
    vi.useFakeTimers();
    const { provider, asked } = open(OLD.slice(0, 1), { hang: true });
    const events = eventsOf(provider);
    await vi.advanceTimersByTimeAsync(PROVIDER_LIMITS.idleMs + 1);
    vi.useRealTimers();
    expect(endOf(await events)).toBe('timeout');
    expect(asked[0]?.cancelled).toBe(true);
  });
});
