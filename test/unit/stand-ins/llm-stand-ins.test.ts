import Anthropic, { APIError as AnthropicError } from '@anthropic-ai/sdk';
import OpenAI, { APIError as OpenAiError } from 'openai';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunningStandIn } from '../../stand-ins/llm/llm-stand-in.ts';
import type { Script } from '../../stand-ins/llm/script.ts';
import { startAnthropic } from '../../stand-ins/llm/start-anthropic.ts';
import { startOpenAi } from '../../stand-ins/llm/start-openai.ts';

const PROMPT = `<passages>
<passage n="1" title="Returns" section="">
You can return any item within 30 days of delivery. Use the label in the parcel.
</passage>
<passage n="2" title="Shipping" section="">
Parcels arrive within three working days. Islands take longer.
</passage>
</passages>
<customer_message>
How many days do I have to return an item?
</customer_message>`;
const WEATHER = PROMPT.replace(/How many.*/, 'Will it rain in Lisbon tomorrow?');

const TOOL = {
  name: 'order_status',
  description: 'Status of an order',
  schema: { type: 'object' as const, properties: { order_number: { type: 'string' } } },
};

let openAi: RunningStandIn;
let anthropic: RunningStandIn;

beforeEach(async () => {
  [openAi, anthropic] = await Promise.all([startOpenAi(), startAnthropic()]);
});

afterEach(async () => {
  await Promise.all([openAi.stop(), anthropic.stop()]);
});

/** What a client of either vendor ends up with. */
interface Heard {
  text: string;
  calls: { name: string; input: string }[];
  stop: string | null;
  tokens: { input: number; cached: number; output: number } | null;
  frames: number;
}

interface Talk {
  text?: string;
  model?: string;
  key?: string;
  tools?: boolean;
  system?: string;
  maxTokens?: number;
}

async function askOpenAi(talk: Talk = {}): Promise<Heard> {
  const client = new OpenAI({
    apiKey: talk.key ?? openAi.key,
    baseURL: openAi.baseUrl,
    maxRetries: 0,
    logLevel: 'off',
  });
  const stream = await client.chat.completions.create({
    model: talk.model ?? 'gpt-5-mini',
    messages: [
      { role: 'system', content: talk.system ?? 'Answer.' },
      { role: 'user', content: talk.text ?? PROMPT },
    ],
    max_completion_tokens: talk.maxTokens ?? 1_000,
    stream: true,
    stream_options: { include_usage: true },
    ...(talk.tools
      ? { tools: [{ type: 'function', function: { name: TOOL.name, parameters: TOOL.schema } }] }
      : {}),
  });
  const heard: Heard = { text: '', calls: [], stop: null, tokens: null, frames: 0 };
  for await (const { choices, usage } of stream) {
    heard.frames += 1;
    const [choice] = choices;
    heard.text += choice?.delta.content ?? choice?.delta.refusal ?? '';
    for (const { index, function: part } of choice?.delta.tool_calls ?? []) {
      const call = heard.calls[index] ?? { name: '', input: '' };
      heard.calls[index] = {
        name: call.name + (part?.name ?? ''),
        input: call.input + (part?.arguments ?? ''),
      };
    }
    heard.stop = choice?.finish_reason ?? heard.stop;
    if (usage) {
      const cached = usage.prompt_tokens_details?.cached_tokens ?? 0;
      heard.tokens = { input: usage.prompt_tokens - cached, cached, output: usage.completion_tokens };
    }
  }
  return heard;
}

async function askAnthropic(talk: Talk = {}): Promise<Heard> {
  const client = new Anthropic({
    apiKey: talk.key ?? anthropic.key,
    baseURL: anthropic.baseUrl,
    maxRetries: 0,
    logLevel: 'off',
  });
  const stream = await client.messages.create({
    model: talk.model ?? 'claude-haiku-4-5',
    max_tokens: talk.maxTokens ?? 1_000,
    system: [{ type: 'text', text: talk.system ?? 'Answer.', cache_control: { type: 'ephemeral' } }],
    messages: [{ role: 'user', content: talk.text ?? PROMPT }],
    stream: true,
    ...(talk.tools
      ? { tools: [{ name: TOOL.name, description: TOOL.description, input_schema: TOOL.schema }] }
      : {}),
  });
  const heard: Heard = { text: '', calls: [], stop: null, tokens: null, frames: 0 };
  for await (const event of stream) {
    heard.frames += 1;
    if (event.type === 'content_block_start' && event.content_block.type === 'tool_use')
      heard.calls.push({ name: event.content_block.name, input: '' });
    if (event.type === 'content_block_delta') {
      if (event.delta.type === 'text_delta') heard.text += event.delta.text;
      const call = heard.calls.at(-1);
      if (event.delta.type === 'input_json_delta' && call) call.input += event.delta.partial_json;
    }
    if (event.type === 'message_delta') {
      heard.stop = event.delta.stop_reason;
      const { input_tokens, cache_read_input_tokens, output_tokens } = event.usage;
      heard.tokens = {
        input: input_tokens ?? 0,
        cached: cache_read_input_tokens ?? 0,
        output: output_tokens,
      };
    }
  }
  return heard;
}

const VENDORS = {
  OpenAI: {
    of: () => openAi,
    ask: askOpenAi,
    errorClass: OpenAiError,
    ends: { complete: 'stop', length: 'length', tools: 'tool_calls', refused: 'content_filter' },
    refusals: { 'rate-limit': 429, quota: 429, overloaded: 503, region: 403, 'too-long': 400, gateway: 502 },
  },
  Anthropic: {
    of: () => anthropic,
    ask: askAnthropic,
    errorClass: AnthropicError,
    ends: { complete: 'end_turn', length: 'max_tokens', tools: 'tool_use', refused: 'refusal' },
    refusals: { 'rate-limit': 429, quota: 402, overloaded: 529, region: 403, 'too-long': 400, gateway: 502 },
  },
} as const;

describe.each(Object.entries(VENDORS))("%s's own client", (_, { of, ask, errorClass, ends, refusals }) => {
  test('hears an answer made of the passage that the question is about, with its number', async () => {
    const heard = await ask();
    expect(heard.text).toMatch(/^<<sure>>\n/);
    expect(heard.text).toContain('within 30 days of delivery [1].');
    expect(heard.text).not.toContain('[2]');
    expect(heard.stop).toBe(ends.complete);
    expect(heard.tokens?.input).toBeGreaterThan(50);
    expect(heard.tokens?.output).toBeGreaterThan(5);
  });

  test('hears that nothing was found where no passage is about the question', async () => {
    expect((await ask({ text: WEATHER })).text).toMatch(/^<<unknown>>\n/);
  });

  test('hears the same answer to the same prompt', async () => {
    expect((await ask()).text).toBe((await ask()).text);
  });

  test('hears a tool call whose arguments come in parts, where the message wants what the tool does', async () => {
    const heard = await ask({ tools: true, text: 'Where is my order #48213?' });
    expect(heard.calls).toEqual([{ name: 'order_status', input: '{"order_number":"48213"}' }]);
    expect(heard.stop).toBe(ends.tools);
  });

  test('pays less for a long beginning of a prompt that it has sent before', async () => {
    const system = 'Observe this rule. '.repeat(400);
    const first = await ask({ system });
    const second = await ask({ system });
    expect(first.tokens?.cached).toBe(0);
    expect(second.tokens?.cached).toBeGreaterThan(1_000);
  });

  test('is let in with the right key alone, and told which model there is not', async () => {
    await expect(ask({ key: 'sk-wrong' })).rejects.toMatchObject({ status: 401 });
    await expect(ask({ model: 'no-such-model' })).rejects.toMatchObject({ status: 404 });
    expect(of().requests.map(({ status }) => status)).toEqual([401, 404]);
  });

  test.each(Object.entries(refusals))(
    'is refused with %s as the vendor refuses: %i',
    async (kind, status) => {
      of().script({ fault: { kind } as Script['fault'] });
      const refused = await ask().catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(errorClass);
      expect(refused).toMatchObject({ status });
    },
  );

  test('loses the connection at every frame that it is cut at, with all that came before', async () => {
    const whole = await ask();
    const planned = of().requests.at(-1)?.framesPlanned ?? 0;
    expect(planned).toBeGreaterThan(10);
    for (let after = 0; after < planned; after += 1) {
      of().script({ fault: { kind: 'cut', after, bytes: after % 3 } });
      let text = '';
      await ask()
        .then((heard) => {
          text = heard.text;
        })
        .catch((error: unknown) => error);
      expect(of().requests.at(-1)).toMatchObject({ frames: after, fault: 'cut' });
      expect(whole.text.startsWith(text)).toBe(true);
    }
  });

  test('hears an error after the answer began', async () => {
    of().script({ fault: { kind: 'error-event', after: 4 } });
    await expect(ask()).rejects.toBeInstanceOf(errorClass);
    expect(of().requests[0]).toMatchObject({ status: 200, frames: 4 });
  });

  test('hears the end of a stream whose last events are missing', async () => {
    of().script({ fault: { kind: 'no-end' } });
    expect(await ask()).toMatchObject({ stop: null, tokens: null });
  });

  test('meets what is not JSON, an answer of a megabyte, broken arguments and a refusal', async () => {
    of().script(
      { fault: { kind: 'garbage', after: 3 } },
      { fault: { kind: 'huge', characters: 1_000_000 } },
      { fault: { kind: 'bad-tool-json' } },
      { fault: { kind: 'refusal' } },
    );
    await expect(ask()).rejects.toThrow();
    expect((await ask()).text).toHaveLength(1_000_000);
    const [call] = (await ask({ tools: true, text: 'Where is my order #48213?' })).calls;
    expect(() => JSON.parse(call?.input ?? '')).toThrow();
    expect((await ask()).stop).toBe(ends.refused);
  });

  test('is cut short by its own limit of tokens', async () => {
    const heard = await ask({ maxTokens: 5 });
    expect(heard.stop).toBe(ends.length);
    expect(heard.tokens?.output).toBeLessThanOrEqual(5);
  });

  test('hears what a script says, in its pieces, and then the stand-in again', async () => {
    of().script({ chunks: ['Sc', 'ripted'], usage: { input: 7, cached: 3, output: 2 } });
    expect(await ask()).toMatchObject({ text: 'Scripted', tokens: { input: 7, cached: 3, output: 2 } });
    expect((await ask()).text).toMatch(/^<<sure>>/);
  });

  test('is told nothing while the stand-in is down, and served again when it is up', async () => {
    await of().down();
    await expect(ask()).rejects.toThrow();
    await of().up();
    expect((await ask()).text).toMatch(/^<<sure>>/);
    expect(of().requests).toHaveLength(1);
  });

  test('going away in the middle is seen', async () => {
    of().script({ chunkMs: 20 });
    const url = `${of().url}/control/requests`;
    const aborted = new AbortController();
    const answer = await fetch(`${of().url}${of() === openAi ? '/v1/chat/completions' : '/v1/messages'}`, {
      method: 'POST',
      signal: aborted.signal,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${of().key}`,
        'x-api-key': of().key,
        'anthropic-version': '2023-06-01',
      },
      body: JSON.stringify({
        model: of() === openAi ? 'gpt-5-mini' : 'claude-haiku-4-5',
        ...(of() === openAi ? {} : { max_tokens: 100 }),
        messages: [{ role: 'user', content: PROMPT }],
        stream: true,
      }),
    });
    expect(answer.headers.get('x-stand-in')).toContain('stand-in');
    await answer.body?.getReader().read();
    aborted.abort();
    await expect.poll(async () => (await fetch(url)).text()).toContain('"aborted":true');
  });
});

test('both clients are told which models there are', async () => {
  const one = new OpenAI({ apiKey: openAi.key, baseURL: openAi.baseUrl, maxRetries: 0 });
  const other = new Anthropic({ apiKey: anthropic.key, baseURL: anthropic.baseUrl, maxRetries: 0 });
  expect((await one.models.retrieve('gpt-6-luna')).id).toBe('gpt-6-luna');
  expect((await other.models.retrieve('claude-haiku-5-5')).id).toBe('claude-haiku-5-5');
  await expect(one.models.retrieve('gpt-9')).rejects.toMatchObject({ status: 404 });
  await expect(other.models.retrieve('claude-9')).rejects.toMatchObject({ status: 404 });
});

test('another process scripts, looks and clears over HTTP', async () => {
  const control = (path: string, init?: RequestInit) => fetch(`${anthropic.url}/control${path}`, init);
  const wrong = await control('/script', { method: 'POST', body: '{"txet":"x"}' });
  expect(wrong.status).toBe(400);
  const script = { text: 'From afar.', match: 'return an item' };
  expect((await control('/script', { method: 'POST', body: JSON.stringify(script) })).status).toBe(201);
  expect((await askAnthropic({ text: WEATHER })).text).toMatch(/^<<unknown>>/);
  expect((await askAnthropic()).text).toBe('From afar.');
  const { requests } = (await (await control('/requests')).json()) as { requests: unknown[] };
  expect(requests).toHaveLength(2);
  await control('', { method: 'DELETE' });
  expect(anthropic.requests).toHaveLength(0);
});
