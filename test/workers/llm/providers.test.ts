import { describe, expect, test, vi } from 'vitest';
import type { LlmEvent } from '../../../src/domain/llm.ts';
import { AnthropicProvider } from '../../../src/llm/providers/anthropic-provider.ts';
import { OpenAiProvider } from '../../../src/llm/providers/openai-provider.ts';
import type { LlmProvider } from '../../../src/llm/providers/provider.ts';
import { WorkersAiProvider } from '../../../src/llm/providers/workers-ai-provider.ts';
import {
  chatEvents,
  endOf,
  eventsOf,
  messageEvents,
  QUESTION,
  textOf,
} from '../../unit/llm/providers/wire-samples.ts';

/** An answer that is written by hand, while it is read. */
class Written {
  cancelled = false;
  private control: ReadableStreamDefaultController<Uint8Array> | null = null;
  readonly body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      this.control = controller;
    },
    cancel: () => {
      this.cancelled = true;
    },
  });

  write(text: string): void {
    this.control?.enqueue(new TextEncoder().encode(text));
  }

  end(): void {
    this.control?.close();
  }
}

const clock = () => Date.now();
const answered = (written: Written) => async () =>
  new Response(written.body, { headers: { 'content-type': 'text/event-stream' } });

const VENDORS: [string, (written: Written) => LlmProvider, (texts: string[]) => string[]][] = [
  [
    'OpenAI',
    (written) =>
      new OpenAiProvider(
        'openai',
        { apiKey: 'sk-test', baseUrl: 'https://api.openai.com/v1' },
        { fetch: answered(written), clock },
      ),
    (texts) => chatEvents(texts),
  ],
  [
    'Anthropic',
    (written) =>
      new AnthropicProvider(
        { apiKey: 'sk-test', baseUrl: 'https://api.anthropic.com' },
        { fetch: answered(written), clock },
      ),
    (texts) => messageEvents(texts),
  ],
  [
    'Workers AI',
    (written) => new WorkersAiProvider({ run: async () => written.body }, { clock }),
    (texts) => [...texts.map((response) => `data: ${JSON.stringify({ response })}\n\n`), 'data: [DONE]\n\n'],
  ],
];

describe.each(VENDORS)('in the Workers runtime, %s', (_, open, wire) => {
  test('is heard while it still speaks', async () => {
    const written = new Written();
    const events = open(written).stream('a-model', QUESTION, new AbortController().signal);
    const heard = events[Symbol.asyncIterator]();
    expect((await heard.next()).value).toMatchObject({ kind: 'model' });
    for (const piece of wire(['Grüße 🚚', ' from 東京'])) written.write(piece);
    const seen: LlmEvent[] = [];
    while (textOf(seen) !== 'Grüße 🚚 from 東京') {
      const { value, done } = await heard.next();
      if (done) break;
      seen.push(value);
    }
    // The connection is still open: what was said was not kept back until its end.
    written.end();
    for (let next = await heard.next(); !next.done; next = await heard.next()) seen.push(next.value);
    expect([textOf(seen), endOf(seen)]).toEqual(['Grüße 🚚 from 東京', 'complete']);
  });

  test('stops when it is told to, and gives its connection back', async () => {
    const written = new Written();
    const control = new AbortController();
    const events = eventsOf(open(written), QUESTION, { signal: control.signal });
    for (const piece of wire(['Hello']).slice(0, 3)) written.write(piece);
    await vi.waitFor(() => expect(written.body.locked).toBe(true));
    control.abort();
    expect(endOf(await events)).toBe('aborted');
    await vi.waitFor(() => expect(written.cancelled).toBe(true));
  });

  test('that breaks off is told as such', async () => {
    const written = new Written();
    const events = eventsOf(open(written));
    for (const piece of wire(['Hello']).slice(0, 1)) written.write(piece);
    written.write('data: {"hal');
    written.end();
    expect(endOf(await events)).toBe('incomplete');
  });
});

test('in the Workers runtime a redirect is not followed', async () => {
  const seen: (string | undefined)[] = [];
  const provider = new OpenAiProvider(
    'openai',
    { apiKey: 'sk-test', baseUrl: 'https://api.openai.com/v1' },
    {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        seen.push(request.url, request.redirect);
        return new Response(null, { status: 307, headers: { location: 'https://attacker.example/' } });
      },
      clock,
    },
  );
  expect(endOf(await eventsOf(provider))).toBe('bad_response');
  expect(seen).toEqual(['https://api.openai.com/v1/chat/completions', 'manual']);
});
