import { describe, expect, test } from 'vitest';
import type { LlmRequest } from '../../../../src/domain/llm.ts';
import { PROVIDER_LIMITS } from '../../../../src/llm/providers/limits.ts';
import { COMPATIBLE, OPENAI } from './providers-kit.ts';
import { chatEvents, endOf, eventsOf, QUESTION, textOf, WITH_TOOLS } from './wire-samples.ts';

const OK = { pieces: chatEvents(['Hello']) };

async function sentFor(request: LlmRequest, model = 'gpt-6-luna', vendor = OPENAI) {
  const { provider, sent } = vendor.open(OK);
  expect(endOf(await eventsOf(provider, request, { model }))).toBe('complete');
  return sent[0];
}

function event(delta: object, finish: string | null = null): string {
  return `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
}

const DONE = 'data: [DONE]\n\n';

describe('what OpenAI is sent', () => {
  test('is one streamed chat completion that does not think, with the ends of stable prefixes marked', async () => {
    const sent = await sentFor(QUESTION);
    expect(sent?.url).toBe('https://api.openai.com/v1/chat/completions');
    expect(sent?.body).toEqual({
      model: 'gpt-6-luna',
      stream: true,
      stream_options: { include_usage: true },
      messages: [
        {
          role: 'system',
          content: [
            {
              type: 'text',
              text: 'You help customers of a shop.',
              prompt_cache_breakpoint: { mode: 'explicit' },
            },
            { type: 'text', text: '\n\nToday is Sunday.' },
          ],
        },
        { role: 'user', content: 'Where is my order?' },
      ],
      max_completion_tokens: 500,
      temperature: 0.2,
      reasoning_effort: 'none',
      prompt_cache_options: { mode: 'explicit' },
      prompt_cache_key: expect.stringMatching(/^edgewise-[0-9a-f]{8}$/),
      store: false,
    });
  });

  test('has the same cache key for the same stable prefix, and another for another', async () => {
    const keyOf = async (stable: string, changing: string) => {
      const system = [
        { text: stable, cache: true },
        { text: changing, cache: false },
      ];
      return (await sentFor({ ...QUESTION, system }))?.body.prompt_cache_key;
    };
    expect(await keyOf('a', 'b')).toBe(await keyOf('a', 'c'));
    expect(await keyOf('a', 'b')).not.toBe(await keyOf('d', 'b'));
  });

  test('holds no more than a model takes: no temperature, no more output than it can, room for thought', async () => {
    const request = { ...QUESTION, maxOutputTokens: 1_000_000 };
    expect((await sentFor(request, 'gpt-5-mini'))?.body).toMatchObject({
      max_completion_tokens: 128_000,
      reasoning_effort: 'minimal',
    });
    expect((await sentFor(QUESTION, 'gpt-5-mini'))?.body).not.toHaveProperty('temperature');
    expect((await sentFor(QUESTION, 'gpt-5-mini'))?.body.max_completion_tokens).toBeGreaterThan(500);
    expect((await sentFor(QUESTION, 'gpt-4.1-mini-2025-04-14'))?.body).not.toHaveProperty('reasoning_effort');
    expect((await sentFor(QUESTION, 'gpt-4.1-mini-2025-04-14'))?.body.temperature).toBe(0.2);
  });

  test('holds tools, past calls and their results in its words; an input that is no JSON becomes an empty one', async () => {
    const request: LlmRequest = {
      ...WITH_TOOLS,
      messages: [
        { role: 'user', text: 'Where is 7?' },
        {
          role: 'assistant',
          text: '',
          toolCalls: [
            { id: 'c1', name: 'order_status', input: '{"order":"7"}' },
            { id: 'c2', name: 'order_status', input: '{"ord' },
          ],
        },
        { role: 'tool', callId: 'c1', text: 'sent' },
        { role: 'tool', callId: 'c2', text: 'not understood' },
      ],
    };
    const body = (await sentFor(request))?.body;
    const call = (id: string, input: string) => ({
      id,
      type: 'function',
      function: { name: 'order_status', arguments: input },
    });
    expect(body?.messages).toEqual([
      expect.objectContaining({ role: 'system' }),
      { role: 'user', content: 'Where is 7?' },
      { role: 'assistant', content: null, tool_calls: [call('c1', '{"order":"7"}'), call('c2', '{}')] },
      { role: 'tool', tool_call_id: 'c1', content: 'sent' },
      { role: 'tool', tool_call_id: 'c2', content: 'not understood' },
    ]);
    const { name, description, input } = WITH_TOOLS.tools[0] ?? {};
    expect(body?.tools).toEqual([{ type: 'function', function: { name, description, parameters: input } }]);
  });

  test('an answer to be continued is followed by the instruction to do so', async () => {
    const messages: LlmRequest['messages'] = [
      { role: 'user', text: 'Hi' },
      { role: 'assistant', text: 'Your order is', toolCalls: [] },
    ];
    const sent = (await sentFor({ ...QUESTION, messages }))?.body.messages;
    expect(sent).toEqual([
      expect.anything(),
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Your order is' },
      { role: 'user', content: expect.stringContaining('after its last character') },
    ]);
  });

  test('JSON is enforced where its schema is closed, and asked for in words where it is not', async () => {
    const closed = {
      type: 'object',
      properties: { a: { type: 'string' } },
      required: ['a'],
      additionalProperties: false,
    };
    const strict = (await sentFor({ ...QUESTION, json: { name: 'out', schema: closed } }))?.body;
    expect(strict?.response_format).toEqual({
      type: 'json_schema',
      json_schema: { name: 'out', schema: closed, strict: true },
    });
    const open = { type: 'object', properties: { a: { type: 'string' } } };
    const asked = (await sentFor({ ...QUESTION, json: { name: 'out', schema: open } }))?.body;
    expect(asked).not.toHaveProperty('response_format');
    expect(JSON.stringify(asked?.messages)).toContain('JSON Schema');
  });

  test('holds no half of a character and no NUL, whoever wrote them', async () => {
    const request = { ...QUESTION, messages: [{ role: 'user' as const, text: 'a\ud83db\0c' }] };
    expect((await sentFor(request))?.body.messages).toContainEqual({ role: 'user', content: 'a\ufffdbc' });
  });

  test('another server gets only what all of them know, and no key where it has none', async () => {
    const sent = await sentFor(QUESTION, 'qwen3', COMPATIBLE);
    expect(sent?.url).toBe('http://127.0.0.1:8080/v1/chat/completions');
    expect(Object.keys(sent?.body ?? {}).sort()).toEqual(
      ['max_tokens', 'messages', 'model', 'stream', 'stream_options', 'temperature'].sort(),
    );
    expect(sent?.headers).not.toHaveProperty('authorization');
  });

  test('behind a gateway a model keeps the rules of its own vendor', async () => {
    const { body } = (await sentFor(QUESTION, 'openai/gpt-5-mini', COMPATIBLE)) ?? {};
    expect(body).toMatchObject({ model: 'openai/gpt-5-mini', reasoning_effort: 'minimal' });
    expect(body).toHaveProperty('max_completion_tokens');
    expect(body).not.toHaveProperty('temperature');
  });

  test('a model that takes no tools in this interface is not asked with them', async () => {
    const { provider, sent } = OPENAI.open(OK);
    const events = await eventsOf(provider, WITH_TOOLS, { model: 'gpt-6-astra' });
    expect(events).toMatchObject([{ kind: 'failed', failure: { reason: 'bad_request', next: 'fallback' } }]);
    expect(sent).toEqual([]);
  });
});

describe('what OpenAI answers', () => {
  test('tool calls come whole and in their order, however their pieces were mixed, after the text', async () => {
    const { provider } = OPENAI.open({
      pieces: [
        event({ content: 'One moment.' }),
        event({
          tool_calls: [
            { index: 0, id: 'call_a', type: 'function', function: { name: 'order_status', arguments: '' } },
          ],
        }),
        event({ tool_calls: [{ index: 0, function: { arguments: '{"order"' } }] }),
        event({ tool_calls: [{ index: 1, id: 'call_b', function: { name: 'refund', arguments: '{' } }] }),
        event({
          tool_calls: [
            { index: 0, function: { arguments: ':"7"}' } },
            { index: 1, function: { arguments: '}' } },
          ],
        }),
        event({}, 'tool_calls'),
        DONE,
      ],
    });
    const events = await eventsOf(provider, WITH_TOOLS);
    expect(events.slice(1)).toEqual([
      { kind: 'text', text: 'One moment.' },
      { kind: 'tool-call', call: { id: 'call_a', name: 'order_status', input: '{"order":"7"}' } },
      { kind: 'tool-call', call: { id: 'call_b', name: 'refund', input: '{}' } },
      { kind: 'end', stop: 'tools' },
    ]);
  });

  test('no tool call of a cut answer is handed on, so that none can be run twice', async () => {
    const call = { index: 0, id: 'call_a', function: { name: 'order_status', arguments: '{"order":"7"}' } };
    for (const last of [[], [event({}, 'length'), DONE]]) {
      const { provider } = OPENAI.open({ pieces: [event({ tool_calls: [call] }), ...last] });
      const events = await eventsOf(provider, WITH_TOOLS);
      expect(events.some(({ kind }) => kind === 'tool-call')).toBe(false);
      expect(['incomplete', 'length']).toContain(endOf(events));
    }
  });

  test('an input that is not JSON is handed on as it is; a call without an id gets one that no other has', async () => {
    const calls = [
      { function: { name: 'order_status', arguments: '{"order"' } },
      { function: { name: 'refund', arguments: '' } },
    ];
    const { provider } = COMPATIBLE.open({ pieces: [event({ tool_calls: calls }, 'stop'), DONE] });
    const messages: LlmRequest['messages'] = [
      { role: 'user', text: 'Hi' },
      { role: 'assistant', text: '', toolCalls: [{ id: 'call_0', name: 'refund', input: '{}' }] },
      { role: 'tool', callId: 'call_0', text: 'done' },
    ];
    const events = await eventsOf(provider, { ...WITH_TOOLS, messages });
    expect(events.slice(1)).toEqual([
      { kind: 'tool-call', call: { id: 'call_1', name: 'order_status', input: '{"order"' } },
      { kind: 'tool-call', call: { id: 'call_2', name: 'refund', input: '{}' } },
      { kind: 'end', stop: 'tools' },
    ]);
  });

  test.each([
    [
      'a larger input than any tool takes',
      [
        event({
          tool_calls: [
            {
              index: 0,
              id: 'a',
              function: { name: 'x', arguments: 'y'.repeat(PROVIDER_LIMITS.toolInputChars + 1) },
            },
          ],
        }),
      ],
    ],
    [
      'more calls than any answer needs',
      Array.from({ length: PROVIDER_LIMITS.toolCalls + 1 }, (_, index) =>
        event({ tool_calls: [{ index, id: `c${index}`, function: { name: 'x', arguments: '{}' } }] }),
      ),
    ],
    [
      'a call without a name',
      [
        event({ tool_calls: [{ index: 0, id: 'a', function: { arguments: '{}' } }] }),
        event({}, 'tool_calls'),
      ],
    ],
    ['an answer that a gateway says broke off', [event({ content: 'Hel' }), event({}, 'error')]],
  ])('%s is refused', async (_, pieces) => {
    const { provider } = OPENAI.open({ pieces: [...pieces, DONE] });
    const events = await eventsOf(provider, WITH_TOOLS);
    expect(endOf(events)).toBe('bad_response');
    expect(events.some(({ kind }) => kind === 'tool-call')).toBe(false);
  });

  test.each([
    ['length', 'length'],
    ['content_filter', 'refused'],
    ['stop', 'complete'],
    ['eos', 'complete'],
  ])('an answer that stopped for %s ended as %s', async (finish, stop) => {
    const { provider } = OPENAI.open({ pieces: chatEvents(['Hi'], finish) });
    expect(endOf(await eventsOf(provider))).toBe(stop);
  });

  test('wrong figures of usage do not cost the answer', async () => {
    for (const usage of [{}, { prompt_tokens: 'many' }, { prompt_tokens: -1, completion_tokens: 1.5 }, 7]) {
      const { provider } = COMPATIBLE.open({
        pieces: [
          event({ content: 'Hi' }),
          event({}, 'stop'),
          `data: ${JSON.stringify({ choices: [], usage })}\n\n`,
          DONE,
        ],
      });
      const events = await eventsOf(provider);
      expect([textOf(events), endOf(events), events.some(({ kind }) => kind === 'usage')]).toEqual([
        'Hi',
        'complete',
        false,
      ]);
    }
  });

  test('a refusal in its own field is no text, and the answer ended as refused', async () => {
    const { provider } = OPENAI.open({ pieces: [event({ refusal: 'I cannot' }), event({}, 'stop'), DONE] });
    const events = await eventsOf(provider);
    expect([textOf(events), endOf(events)]).toEqual(['', 'refused']);
  });

  test('what the model thinks is never text', async () => {
    const { provider } = COMPATIBLE.open({
      pieces: [
        event({ reasoning_content: 'secret', content: null }),
        event({ reasoning: 'secret' }),
        ...['<thi', 'nk>sec', 'ret</th', 'ink>\n\nHello', ' <think> is a word'].map((content) =>
          event({ content }),
        ),
        event({}, 'stop'),
        DONE,
      ],
    });
    expect(textOf(await eventsOf(provider))).toBe('Hello <think> is a word');
  });

  test.each(['<', ' <thi', '<<sure>> Yes', '<b>Hi</b>'])(
    'text that only begins like a thought is text: %j',
    async (text) => {
      for (const pieces of [[text], [...text]]) {
        const { provider } = COMPATIBLE.open({ pieces: chatEvents(pieces) });
        expect(textOf(await eventsOf(provider))).toBe(text);
      }
    },
  );

  test('a thought that never ends is no answer', async () => {
    const { provider } = COMPATIBLE.open({
      pieces: chatEvents(['<think>', 'secret'.repeat(1_000), '</thin']),
    });
    expect(textOf(await eventsOf(provider))).toBe('');
  });

  test('an error inside the stream is told by its code, after the text that came before', async () => {
    const error = {
      error: { message: 'words of the customer', type: 'server_error', code: 'server_is_overloaded' },
    };
    const { provider } = OPENAI.open({
      pieces: [event({ content: 'Hel' }), `data: ${JSON.stringify(error)}\n\n`],
    });
    const events = await eventsOf(provider);
    expect(events.slice(1)).toEqual([
      { kind: 'text', text: 'Hel' },
      {
        kind: 'failed',
        failure: {
          reason: 'overloaded',
          next: 'retry',
          retryAfterMs: null,
          detail: 'error in the stream, server_is_overloaded, server_error',
        },
      },
    ]);
  });

  test('a character that comes in two halves, each escaped in an event of its own, is whole', async () => {
    const halves = [
      '{"choices":[{"index":0,"delta":{"content":"a\\ud83d"}}]}',
      '{"choices":[{"index":0,"delta":{"content":"\\ude9ab"}}]}',
    ];
    const { provider } = OPENAI.open({
      pieces: [...halves.map((data) => `data: ${data}\n\n`), event({}, 'stop'), DONE],
    });
    expect(textOf(await eventsOf(provider))).toBe('a🚚b'.replace('🚚', '\u{1f69a}'));
  });

  test('the model’s event comes once, and nothing before it', async () => {
    const { provider } = OPENAI.open(new TypeError('fetch failed'));
    expect(await eventsOf(provider)).toMatchObject([{ kind: 'failed', failure: { reason: 'unavailable' } }]);
    const refused = OPENAI.open({
      status: 429,
      headers: { 'retry-after': '1' },
      pieces: ['{"error":{"type":"rate_limit_error"}}'],
    });
    expect(await eventsOf(refused.provider)).toMatchObject([
      { kind: 'failed', failure: { reason: 'rate_limited', next: 'retry', retryAfterMs: 1_000 } },
    ]);
    expect(refused.sent).toHaveLength(1);
  });
});
