import { checkOpenAiBody, type OpenAiBody, openAiBody, openAiProblem } from './openai-check.ts';
import type { Fault } from './script.ts';
import { type Answer, type Asked, type Problem, tokensOf, type Usage, type Vendor } from './vendor.ts';

/** Prompts below this many tokens are not cached, and what is cached comes in steps of so many. */
const CACHE_MIN_TOKENS = 1_024;
const CACHE_STEP_TOKENS = 128;
/** Prompts that the stand-in's cache remembers. */
const REMEMBERED = 64;
/** Seconds since 1970 at which every answer was made: the same in every run. */
const CREATED = 1_795_000_000;

const FAULTS: Partial<Record<Fault['kind'], Problem>> = {
  quota: openAiProblem(429, {
    message: 'You exceeded your current quota, please check your plan and billing details.',
    type: 'insufficient_quota',
    code: 'insufficient_quota',
  }),
  'spend-limit': openAiProblem(429, {
    message: 'Your project has reached its spend limit.',
    type: 'insufficient_quota',
    code: 'project_spend_limit_exceeded',
  }),
  overloaded: openAiProblem(503, {
    message: 'The server is currently overloaded with other requests.',
    type: 'service_unavailable_error',
    code: 'server_is_overloaded',
  }),
  'server-error': openAiProblem(500, {
    message: 'The server had an error while processing your request.',
    type: 'server_error',
  }),
  timeout: openAiProblem(504, { message: 'The request timed out.', type: 'server_error', code: 'timeout' }),
  gateway: { status: 502, body: '<html><head><title>502 Bad Gateway</title></head></html>' },
  unauthorized: openAiProblem(401, {
    message: 'Incorrect API key provided: sk-wrong.',
    code: 'invalid_api_key',
  }),
  region: openAiProblem(403, {
    message: 'Country, region, or territory not supported',
    type: 'request_forbidden',
    code: 'unsupported_country_region_territory',
  }),
  'too-long': openAiProblem(400, {
    message:
      "This model's maximum context length is 128000 tokens. However, your messages resulted in 190000 tokens. Please reduce the length of the messages.",
    param: 'messages',
    code: 'context_length_exceeded',
  }),
};

/** OpenAI's chat completions, as the stand-in speaks them. Keeps what its prompt cache has seen. */
export function openAiVendor(): Vendor {
  const seen: string[] = [];
  let made = 0;
  const id = () => `chatcmpl-standin${made}`;
  return {
    name: 'openai',
    path: '/v1/chat/completions',
    defaultKey: 'sk-stand-in',
    check: ({ headers, body, key, models }) => {
      if (headers.authorization !== `Bearer ${key}`) return wrongKey(headers.authorization);
      const bad = checkOpenAiBody(body);
      if (bad) return bad;
      const { model } = openAiBody.parse(body);
      return models.includes(model) ? null : unknownModel(model);
    },
    read,
    count: (body) => count(openAiBody.parse(body), seen),
    frames: (answer, asked) => {
      made += 1;
      return frames(answer, asked, id());
    },
    endFrames: ({ wantsUsage }) => (wantsUsage ? 3 : 2),
    whole: (answer, asked) => {
      made += 1;
      return whole(answer, asked, id());
    },
    problem: (fault, { model }) => {
      if (fault.kind === 'unknown-model') return unknownModel(model);
      if (fault.kind !== 'rate-limit') return FAULTS[fault.kind] ?? null;
      return openAiProblem(
        429,
        {
          message: 'Rate limit reached for requests per min. Please try again.',
          type: 'requests',
          code: 'rate_limit_exceeded',
        },
        {
          ...(fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }),
          ...(fault.retryAfterMs === undefined ? {} : { 'retry-after-ms': fault.retryAfterMs }),
        },
      );
    },
    errorFrame: (type = 'server_error') =>
      frame({
        error: {
          message: 'The server had an error while processing your request.',
          type,
          param: null,
          code: null,
        },
      }),
    garbageFrame: 'data: {"id":"chatcmpl-standin","choices":[{"delta":{"content":"\u0001\n\n',
    notFound: (path) => openAiProblem(404, { message: `Invalid URL (POST ${path})` }),
    headers: () => ({ 'x-request-id': `req_standin${made}`, 'openai-version': '2020-10-01' }),
    model: (name, models) =>
      models.includes(name)
        ? { body: { id: name, object: 'model', created: CREATED, owned_by: 'stand-in' } }
        : unknownModel(name),
  };
}

function wrongKey(given: string | undefined): Problem {
  const key = given?.replace(/^Bearer /, '') ?? '';
  if (key === '') return openAiProblem(401, { message: "You didn't provide an API key." });
  return openAiProblem(401, {
    message: `Incorrect API key provided: ${key.slice(0, 3)}***. You can find your API key at https://platform.openai.com/account/api-keys.`,
    code: 'invalid_api_key',
  });
}

function unknownModel(model: string): Problem {
  return openAiProblem(404, {
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
    code: 'model_not_found',
  });
}

function read(body: unknown): Asked {
  const request = openAiBody.parse(body);
  const texts = request.messages.map((one) => ({ ...one, text: textOf(one.content) }));
  const system = texts.filter(({ role }) => role === 'system' || role === 'developer');
  const messages = texts.flatMap(({ role, text, ...one }) => {
    if (role === 'system' || role === 'developer') return [];
    const calls = 'tool_calls' in one ? (one.tool_calls ?? []).map((call) => call.function.name) : [];
    return [{ role, text, calls }];
  });
  const last = messages.at(-1);
  const format = request.response_format;
  return {
    model: request.model,
    stream: request.stream === true,
    system: system.map(({ text }) => text).join('\n\n'),
    messages,
    tools: (request.tools ?? []).map(({ function: { name, description = '', parameters } }) => ({
      name,
      description,
      properties: Object.keys((parameters?.properties as object | undefined) ?? {}),
    })),
    schema:
      format?.type === 'json_schema'
        ? (format.json_schema.schema ?? {})
        : format?.type === 'json_object'
          ? { type: 'object' }
          : null,
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? null,
    // OpenAI does not continue a message. Its models see the last one, and go on where they are told to.
    begun: last?.role === 'assistant' ? last.text : '',
    wantsUsage: request.stream_options?.include_usage === true,
  };
}

function textOf(content: string | { text: string }[] | null | undefined): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map(({ text }) => text).join('\n');
}

/**
 * Without marks the cache is automatic: the longest beginning that an earlier prompt had, in whole steps. With marks (`explicit`) it
 * holds what stands up to the last mark, to the letter, and writing to it is said.
 */
function count(request: OpenAiBody, seen: string[]): Omit<Usage, 'output'> {
  const prompt = JSON.stringify({ tools: request.tools, messages: request.messages });
  const total = tokensOf(prompt);
  const explicit = request.prompt_cache_options?.mode === 'explicit';
  const marked = explicit ? prompt.lastIndexOf('"prompt_cache_breakpoint"') : prompt.length;
  const shared = Math.max(0, ...seen.map((earlier) => Math.min(sharedStart(earlier, prompt), marked)));
  seen.push(prompt);
  if (seen.length > REMEMBERED) seen.shift();
  const hit = tokensOf(prompt.slice(0, shared));
  const whole = explicit
    ? shared === marked
      ? hit
      : 0
    : Math.floor(hit / CACHE_STEP_TOKENS) * CACHE_STEP_TOKENS;
  const cached = whole >= CACHE_MIN_TOKENS ? Math.min(whole, total) : 0;
  const written = explicit && cached === 0 && marked > 0 ? tokensOf(prompt.slice(0, marked)) : 0;
  const cacheWrite = written >= CACHE_MIN_TOKENS ? written : 0;
  return { input: total - cached - cacheWrite, cached, cacheWrite };
}

function sharedStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at;
}

function frame(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

const FINISH = {
  complete: 'stop',
  length: 'length',
  tools: 'tool_calls',
  refused: 'content_filter',
} as const;

function frames(answer: Answer, asked: Asked, id: string): string[] {
  const base = {
    id,
    object: 'chat.completion.chunk',
    created: CREATED,
    model: asked.model,
    service_tier: 'default',
    system_fingerprint: 'fp_standin',
  };
  const usage = asked.wantsUsage ? { usage: null } : {};
  const chunk = (delta: object, finish: string | null = null) =>
    frame({ ...base, choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }], ...usage });
  const refused = answer.stop === 'refused';
  return [
    chunk({ role: 'assistant', content: answer.toolCalls.length > 0 ? null : '', refusal: null }),
    ...answer.pieces.map((text) => chunk(refused ? { refusal: text } : { content: text })),
    ...answer.toolCalls.flatMap((call, index) => [
      chunk({
        tool_calls: [{ index, id: call.id, type: 'function', function: { name: call.name, arguments: '' } }],
      }),
      ...splitArguments(call.input).map((part) =>
        chunk({ tool_calls: [{ index, function: { arguments: part } }] }),
      ),
    ]),
    chunk({}, FINISH[answer.stop]),
    ...(asked.wantsUsage ? [frame({ ...base, choices: [], usage: usageOf(answer.usage) })] : []),
    'data: [DONE]\n\n',
  ];
}

/** Arguments come in parts that respect no token of JSON. */
export function splitArguments(input: string): string[] {
  return input.match(/[\s\S]{1,7}/g) ?? [];
}

function usageOf(usage: Usage | null): object | null {
  if (usage === null) return null;
  const prompt = usage.input + usage.cached + usage.cacheWrite;
  return {
    prompt_tokens: prompt,
    completion_tokens: usage.output,
    total_tokens: prompt + usage.output,
    prompt_tokens_details: {
      cached_tokens: usage.cached,
      cache_write_tokens: usage.cacheWrite,
      audio_tokens: 0,
    },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

function whole(answer: Answer, asked: Asked, id: string): unknown {
  const text = answer.pieces.join('');
  const refused = answer.stop === 'refused';
  const calls = answer.toolCalls.map((call) => ({
    id: call.id,
    type: 'function',
    function: { name: call.name, arguments: call.input },
  }));
  return {
    id,
    object: 'chat.completion',
    created: CREATED,
    model: asked.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: refused || text === '' ? null : text,
          refusal: refused ? text : null,
          annotations: [],
          ...(calls.length > 0 ? { tool_calls: calls } : {}),
        },
        logprobs: null,
        finish_reason: FINISH[answer.stop],
      },
    ],
    ...(answer.usage ? { usage: usageOf(answer.usage) } : {}),
    service_tier: 'default',
    system_fingerprint: 'fp_standin',
  };
}
