import type { LlmEvent, LlmRequest } from '../../../../src/domain/llm.ts';
import type { LlmProvider } from '../../../../src/llm/providers/provider.ts';

/** A question with nothing special about it. */
export const QUESTION: LlmRequest = {
  task: 'answer',
  system: [
    { text: 'You help customers of a shop.', cache: true },
    { text: 'Today is Sunday.', cache: false },
  ],
  messages: [{ role: 'user', text: 'Where is my order?' }],
  tools: [],
  maxOutputTokens: 500,
  temperature: 0.2,
  json: null,
};

export const WITH_TOOLS: LlmRequest = {
  ...QUESTION,
  tools: [
    {
      name: 'order_status',
      description: 'Where an order is.',
      input: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] },
    },
  ],
};

/** Events of `chat.completion.chunk`, as they are on the wire. */
export function chatEvents(texts: string[], finish: string | null = 'stop'): string[] {
  const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm-2026-01-01' };
  const events: unknown[] = [
    {
      ...head,
      choices: [{ index: 0, delta: { role: 'assistant', content: '', refusal: null }, finish_reason: null }],
    },
    ...texts.map((content) => ({
      ...head,
      choices: [{ index: 0, delta: { content }, finish_reason: null }],
    })),
  ];
  if (finish !== null)
    events.push(
      { ...head, choices: [{ index: 0, delta: {}, finish_reason: finish }] },
      { ...head, choices: [], usage: CHAT_USAGE },
    );
  return [
    ...events.map((event) => `data: ${JSON.stringify(event)}\n\n`),
    ...(finish === null ? [] : ['data: [DONE]\n\n']),
  ];
}

export const CHAT_USAGE = {
  prompt_tokens: 1_200,
  completion_tokens: 30,
  total_tokens: 1_230,
  prompt_tokens_details: { cached_tokens: 1_000, cache_write_tokens: 50 },
  completion_tokens_details: { reasoning_tokens: 0 },
};

/** Tokens of `CHAT_USAGE` and of `messageEvents`, as they are accounted for. */
export const USAGE = { inputTokens: 150, cachedInputTokens: 1_000, cacheWriteTokens: 50, outputTokens: 30 };

/** One event of Anthropic's Messages, as it is on the wire. */
export function messageEvent(data: { type: string } & Record<string, unknown>): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}

export const MESSAGE_START = messageEvent({
  type: 'message_start',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-haiku-5-5',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: {
      input_tokens: 150,
      cache_creation_input_tokens: 50,
      cache_read_input_tokens: 1_000,
      output_tokens: 1,
    },
  },
});

export function messageEnd(stop: string): string[] {
  return [
    messageEvent({
      type: 'message_delta',
      delta: { stop_reason: stop, stop_sequence: null },
      usage: { output_tokens: 30 },
    }),
    messageEvent({ type: 'message_stop' }),
  ];
}

/** A message of one text, as it is on the wire. */
export function messageEvents(texts: string[], stop: string | null = 'end_turn'): string[] {
  return [
    MESSAGE_START,
    messageEvent({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
    messageEvent({ type: 'ping' }),
    ...texts.map((text) =>
      messageEvent({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
    ),
    messageEvent({ type: 'content_block_stop', index: 0 }),
    ...(stop === null ? [] : messageEnd(stop)),
  ];
}

export async function eventsOf(
  provider: LlmProvider,
  request: LlmRequest = QUESTION,
  { model = 'a-model', signal = new AbortController().signal }: { model?: string; signal?: AbortSignal } = {},
): Promise<LlmEvent[]> {
  const events: LlmEvent[] = [];
  for await (const event of provider.stream(model, request, signal)) events.push(event);
  return events;
}

export function textOf(events: readonly LlmEvent[]): string {
  return events.map((event) => (event.kind === 'text' ? event.text : '')).join('');
}

/** Reason of the last event, or how the answer ended. */
export function endOf(events: readonly LlmEvent[]): string {
  const last = events.at(-1);
  if (last?.kind === 'failed') return last.failure.reason;
  return last?.kind === 'end' ? last.stop : 'no end';
}
