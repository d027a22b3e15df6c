import { describe, expect, test } from 'vitest';
import type { LlmRequest } from '../../../../src/domain/llm.ts';
import { ANTHROPIC } from './providers-kit.ts';
import {
  endOf,
  eventsOf,
  MESSAGE_START,
  messageEnd,
  messageEvent,
  messageEvents,
  QUESTION,
  textOf,
  USAGE,
  WITH_TOOLS,
} from './wire-samples.ts';

async function sentFor(request: LlmRequest, model = 'claude-haiku-5-5') {
  const { provider, sent } = ANTHROPIC.open({ pieces: messageEvents(['Hello']) });
  expect(endOf(await eventsOf(provider, request, { model }))).toBe('complete');
  return sent[0];
}

const CONTINUED: LlmRequest['messages'] = [
  { role: 'user', text: 'Hi' },
  { role: 'assistant', text: 'Your order is ', toolCalls: [] },
];

describe('what Anthropic is sent', () => {
  test('is one streamed message that does not think first, with the ends of stable prefixes marked', async () => {
    const sent = await sentFor(QUESTION);
    expect(sent?.url).toBe('https://api.anthropic.com/v1/messages');
    expect(sent?.body).toEqual({
      model: 'claude-haiku-5-5',
      stream: true,
      max_tokens: 500,
      system: [
        { type: 'text', text: 'You help customers of a shop.', cache_control: { type: 'ephemeral' } },
        { type: 'text', text: 'Today is Sunday.' },
      ],
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Where is my order?' }] }],
      thinking: { type: 'disabled' },
    });
  });

  test('has at most four ends marked, the last ones, and no empty text', async () => {
    const system = Array.from({ length: 6 }, (_, at) => ({
      text: at === 3 ? ' ' : `part ${at}`,
      cache: true,
    }));
    const sent = await sentFor({ ...QUESTION, system });
    expect(sent?.body.system).toEqual([
      { type: 'text', text: 'part 0' },
      ...['part 1', 'part 2', 'part 4', 'part 5'].map((text) => ({
        type: 'text',
        text,
        cache_control: { type: 'ephemeral' },
      })),
    ]);
  });

  test('says of thinking and temperature what the model takes', async () => {
    expect((await sentFor(QUESTION, 'claude-sonnet-5-5'))?.body.thinking).toEqual({ type: 'between_tools' });
    const always = (await sentFor(QUESTION, 'claude-opus-5-5'))?.body;
    expect(always).not.toHaveProperty('thinking');
    expect(always?.output_config).toEqual({ effort: 'low' });
    expect(always?.max_tokens).toBeGreaterThan(500);
    expect((await sentFor(QUESTION, 'claude-haiku-4-5-20251001'))?.body).not.toHaveProperty('temperature');
    const unknown = (await sentFor(QUESTION, 'claude-of-next-year'))?.body;
    expect(Object.keys(unknown ?? {}).sort()).toEqual([
      'max_tokens',
      'messages',
      'model',
      'stream',
      'system',
    ]);
  });

  test('an answer to be continued stands last where the model takes that, without white space at its end', async () => {
    const messages = (await sentFor({ ...QUESTION, messages: CONTINUED }, 'claude-haiku-4-5'))?.body.messages;
    expect(messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
      { role: 'assistant', content: [{ type: 'text', text: 'Your order is' }] },
    ]);
  });

  test('where the model refuses that, the instruction to continue stands last', async () => {
    const messages = (await sentFor({ ...QUESTION, messages: CONTINUED }))?.body.messages;
    expect(messages).toEqual([
      expect.anything(),
      { role: 'assistant', content: [{ type: 'text', text: 'Your order is ' }] },
      {
        role: 'user',
        content: [{ type: 'text', text: expect.stringContaining('after its last character') }],
      },
    ]);
  });

  test('tools, past calls and their results are in its words: one message for all results, another vendor’s ids made fit', async () => {
    const messages: LlmRequest['messages'] = [
      { role: 'user', text: 'Where is 7?' },
      {
        role: 'assistant',
        text: '',
        toolCalls: [
          { id: 'call:1', name: 'order_status', input: '{"order":"7"}' },
          { id: 'toolu_2', name: 'order_status', input: '[1]' },
        ],
      },
      { role: 'tool', callId: 'call:1', text: 'sent' },
      { role: 'tool', callId: 'toolu_2', text: 'not understood' },
      { role: 'user', text: 'Well?' },
    ];
    const body = (await sentFor({ ...WITH_TOOLS, messages }))?.body;
    expect(body?.messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'Where is 7?' }] },
      {
        role: 'assistant',
        content: [
          { type: 'tool_use', id: 'call_1', name: 'order_status', input: { order: '7' } },
          { type: 'tool_use', id: 'toolu_2', name: 'order_status', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'call_1', content: 'sent' },
          { type: 'tool_result', tool_use_id: 'toolu_2', content: 'not understood' },
          { type: 'text', text: 'Well?' },
        ],
      },
    ]);
    const { name, description, input } = WITH_TOOLS.tools[0] ?? {};
    expect(body?.tools).toEqual([{ name, description, input_schema: input }]);
  });

  test('JSON is enforced where its schema is closed', async () => {
    const schema = { type: 'object', properties: {}, required: [], additionalProperties: false };
    const body = (await sentFor({ ...QUESTION, json: { name: 'out', schema } }))?.body;
    expect(body?.output_config).toEqual({ format: { type: 'json_schema', schema } });
  });
});

describe('what Anthropic answers', () => {
  const block = (index: number, content: object, deltas: object[]) => [
    messageEvent({ type: 'content_block_start', index, content_block: content }),
    ...deltas.map((delta) => messageEvent({ type: 'content_block_delta', index, delta })),
    messageEvent({ type: 'content_block_stop', index }),
  ];

  test('text and tool calls, but nothing of what it thought', async () => {
    const { provider } = ANTHROPIC.open({
      pieces: [
        MESSAGE_START,
        ...block(0, { type: 'thinking', thinking: 'secret', signature: '' }, [
          { type: 'thinking_delta', thinking: 'secret' },
          { type: 'signature_delta', signature: 'secret' },
        ]),
        ...block(1, { type: 'redacted_thinking', data: 'secret' }, []),
        ...block(2, { type: 'text', text: '' }, [{ type: 'text_delta', text: 'One moment.' }]),
        ...block(3, { type: 'tool_use', id: 'toolu_1', name: 'order_status', input: {} }, [
          { type: 'input_json_delta', partial_json: '' },
          { type: 'input_json_delta', partial_json: '{"order":' },
          { type: 'input_json_delta', partial_json: '"7"}' },
        ]),
        ...block(4, { type: 'tool_use', id: 'toolu_2', name: 'refund', input: {} }, []),
        messageEvent({ type: 'something_new' }),
        ...messageEnd('tool_use'),
      ],
    });
    expect(await eventsOf(provider, WITH_TOOLS)).toEqual([
      { kind: 'model', model: 'anthropic/a-model' },
      { kind: 'usage', usage: { ...USAGE, outputTokens: 1 } },
      { kind: 'text', text: 'One moment.' },
      { kind: 'usage', usage: USAGE },
      { kind: 'tool-call', call: { id: 'toolu_1', name: 'order_status', input: '{"order":"7"}' } },
      { kind: 'tool-call', call: { id: 'toolu_2', name: 'refund', input: '{}' } },
      { kind: 'usage', usage: USAGE },
      { kind: 'end', stop: 'tools' },
    ]);
  });

  test.each([
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['refusal', 'refused'],
    ['stop_sequence', 'complete'],
    ['pause_turn', 'complete'],
  ])('an answer that stopped for %s ended as %s', async (reason, stop) => {
    const { provider } = ANTHROPIC.open({ pieces: messageEvents(['Hi'], reason) });
    expect(endOf(await eventsOf(provider))).toBe(stop);
  });

  test('usage is cumulative: what comes later replaces what came before, and fields that are left out stay', async () => {
    const used = { input_tokens: null, cache_read_input_tokens: 900, output_tokens: 77 };
    const { provider } = ANTHROPIC.open({
      pieces: [
        ...messageEvents(['Hi'], null),
        messageEvent({ type: 'message_delta', delta: { stop_reason: null }, usage: { output_tokens: 20 } }),
        messageEvent({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: used }),
      ],
    });
    const usage = (await eventsOf(provider)).findLast(({ kind }) => kind === 'usage');
    expect(usage).toEqual({ kind: 'usage', usage: { ...USAGE, cachedInputTokens: 900, outputTokens: 77 } });
  });

  test('an overload after HTTP 200 is an overload, and what was used until then is known', async () => {
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    const { provider } = ANTHROPIC.open({ pieces: [...messageEvents(['Hel'], null), messageEvent(error)] });
    const events = await eventsOf(provider);
    expect(events).toContainEqual({ kind: 'usage', usage: { ...USAGE, outputTokens: 1 } });
    expect(textOf(events)).toBe('Hel');
    expect(events.at(-1)).toMatchObject({
      kind: 'failed',
      failure: { reason: 'overloaded', next: 'retry', detail: 'error in the stream, overloaded_error' },
    });
  });

  test.each([
    [
      'input of a call that never began',
      { type: 'content_block_delta', index: 9, delta: { type: 'input_json_delta', partial_json: '{}' } },
    ],
    ['text that is none', { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 7 } }],
    [
      'a call without a name',
      { type: 'content_block_start', index: 1, content_block: { type: 'tool_use', id: 'x' } },
    ],
    ['no index', { type: 'content_block_delta', delta: { type: 'text_delta', text: 'x' } }],
  ])('%s is refused', async (_, event) => {
    const { provider } = ANTHROPIC.open({
      pieces: [...messageEvents(['Hi'], null), messageEvent(event), ...messageEnd('end_turn')],
    });
    expect(endOf(await eventsOf(provider))).toBe('bad_response');
  });

  test('a refusal by status is told once: nothing is sent again behind our back', async () => {
    for (const [status, type, reason] of [
      [529, 'overloaded_error', 'overloaded'],
      [500, 'api_error', 'unavailable'],
      [401, 'authentication_error', 'unauthorized'],
      [400, 'invalid_request_error', 'bad_request'],
    ] as const) {
      const body = JSON.stringify({ type: 'error', error: { type, message: 'words' } });
      const { provider, sent } = ANTHROPIC.open({
        status,
        headers: { 'x-should-retry': 'true' },
        pieces: [body],
      });
      expect(await eventsOf(provider)).toMatchObject([{ kind: 'failed', failure: { reason } }]);
      expect(sent).toHaveLength(1);
    }
  });
});
