import * as z from 'zod';
import { onlyResponses, thinks } from './models.ts';
import type { Problem } from './vendor.ts';

const breakpoint = z.strictObject({ mode: z.literal('explicit'), ttl: z.enum(['30m', '12h']).optional() });
const textPart = z.strictObject({
  type: z.literal('text'),
  text: z.string(),
  prompt_cache_breakpoint: breakpoint.optional(),
});
const content = z.union([z.string(), z.array(textPart).min(1)]);
const toolCall = z.strictObject({
  id: z.string().min(1),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string(), arguments: z.string() }),
});
const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.enum(['system', 'developer', 'user']), content, name: z.string().optional() }),
  z.strictObject({
    role: z.literal('assistant'),
    content: content.nullish(),
    refusal: z.string().nullish(),
    name: z.string().optional(),
    tool_calls: z.array(toolCall).min(1).optional(),
  }),
  z.strictObject({ role: z.literal('tool'), content, tool_call_id: z.string() }),
]);
const name = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/);
const schema = z.record(z.string(), z.unknown());
const tokens = z.int().min(1).nullish();

/** The parameters of `POST /v1/chat/completions` that a text conversation may use; the service refuses others by name. */
export const openAiBody = z.strictObject({
  model: z.string(),
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z
    .strictObject({ include_usage: z.boolean().optional(), include_obfuscation: z.boolean().optional() })
    .nullish(),
  tools: z
    .array(
      z.strictObject({
        type: z.literal('function'),
        function: z.strictObject({
          name,
          description: z.string().optional(),
          parameters: schema.optional(),
          strict: z.boolean().nullish(),
        }),
      }),
    )
    .min(1)
    .optional(),
  tool_choice: z.unknown().optional(),
  parallel_tool_calls: z.boolean().optional(),
  response_format: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('text') }),
      z.strictObject({ type: z.literal('json_object') }),
      z.strictObject({
        type: z.literal('json_schema'),
        json_schema: z.strictObject({
          name,
          description: z.string().optional(),
          schema: schema.optional(),
          strict: z.boolean().nullish(),
        }),
      }),
    ])
    .optional(),
  max_completion_tokens: tokens,
  max_tokens: tokens,
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  n: z.literal(1).nullish(),
  stop: z.unknown().optional(),
  seed: z.number().nullish(),
  user: z.string().optional(),
  safety_identifier: z.string().optional(),
  prompt_cache_key: z.string().optional(),
  prompt_cache_options: z
    .strictObject({ mode: z.enum(['implicit', 'explicit']).optional(), ttl: z.literal('30m').optional() })
    .optional(),
  prompt_cache_retention: z.string().nullish(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']).nullish(),
  verbosity: z.enum(['low', 'medium', 'high']).nullish(),
  service_tier: z.string().nullish(),
  store: z.boolean().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});
export type OpenAiBody = z.infer<typeof openAiBody>;

/** An error as OpenAI writes it. */
export function openAiProblem(
  status: number,
  error: { message: string; type?: string; param?: string | null; code?: string | null },
  headers: Record<string, string> = {},
): Problem {
  const { message: text, type = 'invalid_request_error', param = null, code = null } = error;
  return { status, headers, body: { error: { message: text, type, param, code } } };
}

/** Why the service would refuse this body; null where it would not. */
export function checkOpenAiBody(body: unknown): Problem | null {
  const parsed = openAiBody.safeParse(body);
  if (!parsed.success) return malformed(parsed.error);
  const request = parsed.data;
  return refusedParameter(request) ?? unpairedTools(request.messages) ?? unstrictSchema(request);
}

function malformed(error: z.ZodError): Problem {
  const [issue] = error.issues;
  const path = issue?.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const param = path?.replace(/^\./, '') ?? null;
  if (issue?.code === 'unrecognized_keys' && issue.path.length === 0) {
    return openAiProblem(400, {
      message: `Unrecognized request argument supplied: ${issue.keys.join(', ')}`,
    });
  }
  return openAiProblem(400, {
    message: `Invalid value for '${param}': ${issue?.message ?? 'unknown'}.`,
    param,
    code: 'invalid_value',
  });
}

function refusedParameter(request: OpenAiBody): Problem | null {
  if (request.stream_options && !request.stream) {
    return openAiProblem(400, {
      message: "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
      param: 'stream_options',
    });
  }
  if (!thinks(request.model)) return null;
  if (typeof request.max_tokens === 'number') {
    return openAiProblem(400, {
      message:
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      param: 'max_tokens',
      code: 'unsupported_parameter',
    });
  }
  const { temperature } = request;
  if (typeof temperature === 'number' && temperature !== 1 && request.reasoning_effort !== 'none') {
    return openAiProblem(400, {
      message: `Unsupported value: 'temperature' does not support ${temperature} with this model. Only the default (1) value is supported.`,
      param: 'temperature',
      code: 'unsupported_value',
    });
  }
  return request.tools && request.reasoning_effort !== 'none' && onlyResponses(request.model)
    ? openAiProblem(400, {
        message: 'Function tools with reasoning are not supported for this model in /v1/chat/completions.',
        param: 'tools',
        code: 'unsupported_parameter',
      })
    : null;
}

/** Each call has its answer right behind it, and no answer is without a call. */
function unpairedTools(messages: OpenAiBody['messages']): Problem | null {
  let open = new Set<string>();
  for (const [at, one] of messages.entries()) {
    if (one.role === 'tool') {
      if (!open.delete(one.tool_call_id)) {
        return openAiProblem(400, {
          message:
            "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
          param: `messages.[${at}].role`,
        });
      }
      continue;
    }
    if (open.size > 0) return unanswered(open, at);
    if (one.role !== 'assistant') continue;
    if (one.content == null && !one.tool_calls) {
      return openAiProblem(400, {
        message: `Invalid value for 'content': expected a string, got null.`,
        param: `messages.[${at}].content`,
      });
    }
    open = new Set(one.tool_calls?.map(({ id }) => id));
  }
  return open.size > 0 ? unanswered(open, messages.length) : null;
}

function unanswered(open: ReadonlySet<string>, at: number): Problem {
  return openAiProblem(400, {
    message: `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...open].join(', ')}`,
    param: `messages.[${at}].role`,
  });
}

function unstrictSchema({ tools = [], response_format, messages }: OpenAiBody): Problem | null {
  for (const { function: one } of tools) {
    if (one.strict && one.parameters && !isStrict(one.parameters)) return strictProblem(one.name, 'function');
  }
  if (response_format?.type === 'json_object' && !/json/i.test(JSON.stringify(messages))) {
    return openAiProblem(400, {
      message:
        "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      param: 'messages',
    });
  }
  if (response_format?.type !== 'json_schema') return null;
  const { name: format, strict, schema: wanted } = response_format.json_schema;
  return strict && wanted && !isStrict(wanted) ? strictProblem(format, 'response_format') : null;
}

function strictProblem(what: string, where: string): Problem {
  return openAiProblem(400, {
    message: `Invalid schema for ${where} '${what}': In context=(), 'additionalProperties' is required to be supplied and to be false, and 'required' is required to include every key in properties.`,
    param: where === 'function' ? 'tools[0].function.parameters' : 'response_format',
    code: 'invalid_function_parameters',
  });
}

/** Strict schemas name every property as required and allow no others, at every depth. */
function isStrict(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isStrict);
  if (typeof schema !== 'object' || schema === null) return true;
  const { type, properties, required, additionalProperties } = schema as Record<string, unknown>;
  if (type === 'object') {
    const keys = Object.keys((properties as object | undefined) ?? {});
    const named = Array.isArray(required) ? required : [];
    if (additionalProperties !== false || keys.some((key) => !named.includes(key))) return false;
  }
  return Object.values(schema).every(isStrict);
}
