import { createHash } from 'node:crypto';
import {
  type AnthropicBody,
  anthropicBody,
  anthropicProblem,
  blocksOf,
  checkAnthropicBody,
} from './anthropic-check.ts';
import { splitArguments } from './openai-vendor.ts';
import type { Fault } from './script.ts';
import { type Answer, type Asked, type Problem, tokensOf, type Usage, type Vendor } from './vendor.ts';

/** Prompts below this many tokens are not cached, whatever they are marked with. */
const CACHE_MIN_TOKENS = 1_024;

const FAULTS: Partial<Record<Fault['kind'], Problem>> = {
  quota: anthropicProblem(
    402,
    'billing_error',
    'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
  ),
  'spend-limit': anthropicProblem(
    400,
    'invalid_request_error',
    'You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.',
  ),
  overloaded: anthropicProblem(529, 'overloaded_error', 'Overloaded'),
  'server-error': anthropicProblem(500, 'api_error', 'Internal server error'),
  timeout: anthropicProblem(504, 'timeout_error', 'The request timed out.'),
  gateway: { status: 502, body: '<html><head><title>502 Bad Gateway</title></head></html>' },
  unauthorized: anthropicProblem(401, 'authentication_error', 'invalid x-api-key'),
  region: { status: 403, body: { error: { type: 'forbidden', message: 'Request not allowed' } } },
  'too-long': anthropicProblem(
    400,
    'invalid_request_error',
    'prompt is too long: 210000 tokens > 200000 maximum',
  ),
};

/** Anthropic's messages, as the stand-in speaks them. Keeps what its prompt cache has seen. */
export function anthropicVendor(): Vendor {
  const seen = new Set<string>();
  let made = 0;
  const id = () => `msg_standin${made}`;
  return {
    name: 'anthropic',
    path: '/v1/messages',
    defaultKey: 'sk-ant-stand-in',
    check: ({ headers, body, key, models }) => {
      // The official client sends its key as a bearer token since its version 1.
      const given = headers['x-api-key'] ?? headers.authorization?.replace(/^Bearer /, '');
      if (given === undefined)
        return anthropicProblem(401, 'authentication_error', 'x-api-key header is required');
      if (given !== key) return anthropicProblem(401, 'authentication_error', 'invalid x-api-key');
      const bad = checkAnthropicBody(body, headers['anthropic-version']);
      if (bad) return bad;
      const { model } = anthropicBody.parse(body);
      return models.includes(model) ? null : unknownModel(model);
    },
    read,
    count: (body) => count(anthropicBody.parse(body), seen),
    frames: (answer, asked) => {
      made += 1;
      return frames(answer, asked, id());
    },
    endFrames: () => 2,
    whole: (answer, asked) => {
      made += 1;
      return whole(answer, asked, id());
    },
    problem: (fault, { model }) => {
      if (fault.kind === 'unknown-model') return unknownModel(model);
      if (fault.kind !== 'rate-limit') return FAULTS[fault.kind] ?? null;
      return anthropicProblem(
        429,
        'rate_limit_error',
        'This request would exceed your organization’s rate limit of 50 requests per minute.',
        {
          ...(fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }),
          ...(fault.retryAfterMs === undefined ? {} : { 'retry-after-ms': fault.retryAfterMs }),
        },
      );
    },
    errorFrame: (type = 'overloaded_error') =>
      event('error', { error: { type, message: 'Overloaded' }, request_id: 'req_standin' }),
    garbageFrame:
      'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"ty\n\n',
    notFound: () => anthropicProblem(404, 'not_found_error', 'Not Found'),
    headers: () => ({ 'request-id': `req_standin${made}` }),
    model: (name, models) =>
      models.includes(name)
        ? {
            body: {
              type: 'model',
              id: name,
              display_name: name,
              created_at: '2026-01-01T00:00:00Z',
            },
          }
        : unknownModel(name),
  };
}

function unknownModel(model: string): Problem {
  return anthropicProblem(404, 'not_found_error', `model: ${model}`);
}

function read(body: unknown): Asked {
  const request = anthropicBody.parse(body);
  const messages = request.messages.flatMap(({ role, content }) => {
    const blocks = blocksOf(content);
    const results = blocks.flatMap((one) =>
      one.type === 'tool_result' ? [{ role: 'tool' as const, text: resultText(one.content), calls: [] }] : [],
    );
    const text = blocks.flatMap((one) => (one.type === 'text' ? [one.text] : [])).join('\n');
    const calls = blocks.flatMap((one) => (one.type === 'tool_use' ? [one.name] : []));
    return text === '' && calls.length === 0 ? results : [...results, { role, text, calls }];
  });
  const last = messages.at(-1);
  return {
    model: request.model,
    stream: request.stream === true,
    system:
      typeof request.system === 'string'
        ? request.system
        : (request.system ?? []).map(({ text }) => text).join('\n\n'),
    messages,
    tools: (request.tools ?? []).map(({ name, description = '', input_schema }) => ({
      name,
      description,
      properties: Object.keys((input_schema.properties as object | undefined) ?? {}),
    })),
    schema: request.output_config?.format?.schema ?? null,
    maxTokens: request.max_tokens,
    begun: last?.role === 'assistant' ? last.text : '',
    wantsUsage: true,
  };
}

function resultText(content: string | { text: string }[] | undefined): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map(({ text }) => text).join('\n');
}

/** Tools, system, messages, in that order; what stands up to a mark and was there before is read from the cache. */
function count(request: AnthropicBody, seen: Set<string>): Omit<Usage, 'output'> {
  const { tools = [], system, messages } = request;
  const parts = [
    ...tools,
    ...(typeof system === 'string' ? [{ text: system, cache_control: null }] : (system ?? [])),
    ...messages.flatMap(({ role, content }) => blocksOf(content).map((one) => ({ ...one, role }))),
  ];
  let prefix = '';
  let [cached, marked] = [0, 0];
  for (const [at, part] of parts.entries()) {
    const { cache_control, ...rest } = part;
    prefix += JSON.stringify(rest);
    if (!cache_control && !(request.cache_control && at === parts.length - 1)) continue;
    if (tokensOf(prefix) < CACHE_MIN_TOKENS) continue;
    marked = tokensOf(prefix);
    const key = createHash('sha256').update(request.model).update(prefix).digest('hex');
    if (seen.has(key)) cached = marked;
    seen.add(key);
  }
  return { input: tokensOf(prefix) - marked, cached, cacheWrite: marked - cached };
}

function event(type: string, data: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
}

const STOP = { complete: 'end_turn', length: 'max_tokens', tools: 'tool_use', refused: 'refusal' } as const;

function usageOf(usage: Usage | null): object {
  const { input = 0, cached = 0, cacheWrite = 0, output = 0 } = usage ?? {};
  return {
    input_tokens: input,
    cache_creation_input_tokens: cacheWrite,
    cache_read_input_tokens: cached,
    output_tokens: output,
    output_tokens_details: null,
    server_tool_use: null,
  };
}

function messageOf(answer: Answer, asked: Asked, id: string) {
  return {
    id,
    type: 'message',
    role: 'assistant',
    model: asked.model,
    container: null,
    diagnostics: null,
    stop_details: null,
    stop_sequence: null,
    usage: {
      ...usageOf(answer.usage && { ...answer.usage, output: 1 }),
      cache_creation: {
        ephemeral_5m_input_tokens: answer.usage?.cacheWrite ?? 0,
        ephemeral_1h_input_tokens: 0,
      },
      service_tier: 'standard',
      inference_geo: null,
      speed: null,
    },
  };
}

function frames(answer: Answer, asked: Asked, id: string): string[] {
  const message = { ...messageOf(answer, asked, id), content: [], stop_reason: null };
  const events = [event('message_start', { message })];
  let index = 0;
  if (answer.pieces.length > 0) {
    events.push(
      event('content_block_start', { index, content_block: { type: 'text', text: '', citations: null } }),
      event('ping', {}),
      ...answer.pieces.map((text) =>
        event('content_block_delta', { index, delta: { type: 'text_delta', text } }),
      ),
      event('content_block_stop', { index }),
    );
    index += 1;
  }
  for (const { id: callId, name, input } of answer.toolCalls) {
    const block = { type: 'tool_use', id: callId, name, input: {}, caller: { type: 'direct' } };
    events.push(
      event('content_block_start', { index, content_block: block }),
      ...['', ...splitArguments(input)].map((partial_json) =>
        event('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json } }),
      ),
      event('content_block_stop', { index }),
    );
    index += 1;
  }
  const delta = { stop_reason: STOP[answer.stop], stop_sequence: null, stop_details: null, container: null };
  return [
    ...events,
    event('message_delta', { delta, usage: usageOf(answer.usage) }),
    event('message_stop', {}),
  ];
}

function whole(answer: Answer, asked: Asked, id: string): unknown {
  const text = answer.pieces.join('');
  const message = messageOf(answer, asked, id);
  return {
    ...message,
    content: [
      ...(text === '' ? [] : [{ type: 'text', text, citations: null }]),
      ...answer.toolCalls.map((call) => ({
        type: 'tool_use',
        id: call.id,
        name: call.name,
        input: parsedInput(call.input),
        caller: { type: 'direct' },
      })),
    ],
    stop_reason: STOP[answer.stop],
    usage: { ...message.usage, output_tokens: answer.usage?.output ?? 0 },
  };
}

function parsedInput(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return {};
  }
}
