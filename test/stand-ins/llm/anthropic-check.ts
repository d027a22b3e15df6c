import * as z from 'zod';
import { takesBeginning, takesTemperature } from './models.ts';
import type { Problem } from './vendor.ts';

/** Versions of the interface that are answered. The later one knows no temperature. */
const VERSIONS = ['2023-06-01', '2026-10-21'];
/** Marks of the prompt cache in one request. */
const CACHE_MARKS_MAX = 4;

const cacheControl = z
  .strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() })
  .nullish();
const textBlock = z.strictObject({ type: z.literal('text'), text: z.string(), cache_control: cacheControl });
const toolUse = z.strictObject({
  type: z.literal('tool_use'),
  id: z.string().regex(/^[a-zA-Z0-9_-]+$/),
  name: z.string().min(1),
  input: z.record(z.string(), z.unknown()),
  cache_control: cacheControl,
});
const toolResult = z.strictObject({
  type: z.literal('tool_result'),
  tool_use_id: z.string(),
  content: z.union([z.string(), z.array(textBlock)]).optional(),
  is_error: z.boolean().optional(),
  cache_control: cacheControl,
});
const block = z.discriminatedUnion('type', [textBlock, toolUse, toolResult]);
const schema = z.record(z.string(), z.unknown());

/** The parameters of `POST /v1/messages` that a text conversation may use; the service permits no others. */
export const anthropicBody = z.strictObject({
  model: z.string(),
  max_tokens: z.int().min(1),
  messages: z
    .array(
      z.strictObject({
        role: z.enum(['user', 'assistant']),
        content: z.union([z.string(), z.array(block)]),
      }),
    )
    .min(1),
  system: z.union([z.string(), z.array(textBlock)]).optional(),
  tools: z
    .array(
      z.strictObject({
        type: z.literal('custom').optional(),
        name: z.string().regex(/^[a-zA-Z0-9_-]{1,128}$/),
        description: z.string().optional(),
        input_schema: z.looseObject({ type: z.literal('object') }),
        strict: z.boolean().optional(),
        cache_control: cacheControl,
      }),
    )
    .optional(),
  tool_choice: z
    .strictObject({
      type: z.enum(['auto', 'any', 'tool', 'none']),
      name: z.string().optional(),
      disable_parallel_tool_use: z.boolean().optional(),
    })
    .optional(),
  output_config: z
    .strictObject({
      effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish(),
      format: z.strictObject({ type: z.literal('json_schema'), schema }).nullish(),
    })
    .optional(),
  thinking: z.looseObject({ type: z.enum(['enabled', 'disabled', 'adaptive', 'between_tools']) }).optional(),
  metadata: z.strictObject({ user_id: z.string().nullish() }).optional(),
  cache_control: cacheControl,
  stop_sequences: z.array(z.string()).optional(),
  stream: z.boolean().optional(),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().optional(),
  top_k: z.number().optional(),
});
export type AnthropicBody = z.infer<typeof anthropicBody>;
type Block = z.infer<typeof block>;

/** An error as Anthropic writes it. */
export function anthropicProblem(
  status: number,
  type: string,
  message: string,
  headers: Record<string, string> = {},
): Problem {
  return {
    status,
    headers,
    body: { type: 'error', error: { type, message }, request_id: 'req_standin' },
  };
}

function invalid(message: string): Problem {
  return anthropicProblem(400, 'invalid_request_error', message);
}

/** Why the service would refuse this body at this version of the interface; null where it would not. */
export function checkAnthropicBody(body: unknown, version: string | string[] | undefined): Problem | null {
  if (version === undefined) return invalid('anthropic-version: header is required');
  if (typeof version !== 'string' || !VERSIONS.includes(version))
    return invalid(`anthropic-version: "${version}" is not a valid version`);
  const parsed = anthropicBody.safeParse(body);
  if (!parsed.success) return malformed(parsed.error);
  const request = parsed.data;
  const { messages } = request;
  return (
    refusedSampling(request, version) ??
    emptyText(request) ??
    unpairedTools(messages) ??
    wrongTurns(request) ??
    wrongCache(request) ??
    openSchema(request)
  );
}

function malformed(error: z.ZodError): Problem {
  const [issue] = error.issues;
  const path = issue?.path.join('.') ?? '';
  if (issue?.code === 'unrecognized_keys')
    return invalid(`${[...issue.path, issue.keys[0]].join('.')}: Extra inputs are not permitted`);
  if (issue?.code === 'invalid_type' && issue.message.includes('received undefined'))
    return invalid(`${path}: Field required`);
  return invalid(`${path}: ${issue?.message ?? 'Input should be valid'}`);
}

function refusedSampling(request: AnthropicBody, version: string): Problem | null {
  for (const name of ['temperature', 'top_p', 'top_k'] as const) {
    if (request[name] === undefined) continue;
    if (version !== '2023-06-01') return invalid(`${name}: Extra inputs are not permitted`);
    if (!takesTemperature(request.model)) return invalid(`\`${name}\` is deprecated for this model.`);
  }
  return null;
}

function emptyText({ system, messages }: AnthropicBody): Problem | null {
  if (Array.isArray(system) && system.some(({ text }) => text === ''))
    return invalid('system: text content blocks must be non-empty');
  for (const [at, { role, content }] of messages.entries()) {
    if (content.length === 0) return invalid(`messages.${at}: ${role} messages must have non-empty content`);
    const texts = blocksOf(content).flatMap((one) => (one.type === 'text' ? [one.text] : []));
    if (texts.some((text) => text === '')) return invalid('messages: text content blocks must be non-empty');
    if (texts.some((text) => text.trim() === ''))
      return invalid('messages: text content blocks must contain non-whitespace text');
  }
  return null;
}

/** Each `tool_use` has its `tool_result` at the beginning of the next message, and no result is without a use. */
function unpairedTools(messages: AnthropicBody['messages']): Problem | null {
  for (const [at, { role, content }] of messages.entries()) {
    const blocks = blocksOf(content);
    const before = blocksOf(messages[at - 1]?.content ?? []).flatMap((one) =>
      one.type === 'tool_use' ? [one.id] : [],
    );
    const results = blocks.flatMap((one) => (one.type === 'tool_result' ? [one.tool_use_id] : []));
    const stray = results.find((id) => !before.includes(id));
    if (stray !== undefined)
      return invalid(
        `messages.${at}.content.0: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${stray}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
      );
    const leading = blocks.slice(0, results.length).every((one) => one.type === 'tool_result');
    const missing = leading ? before.filter((id) => !results.includes(id)) : before;
    if (missing.length > 0) return unanswered(at - 1, missing);
    const uses = blocks.flatMap((one) => (one.type === 'tool_use' ? [one.id] : []));
    if (uses.length > 0 && role === 'user')
      return invalid(`messages.${at}: \`tool_use\` blocks can only be in \`assistant\` messages`);
    if (uses.length > 0 && at === messages.length - 1) return unanswered(at, uses);
    if (new Set(uses).size < uses.length) return invalid('messages: `tool_use` ids must be unique');
  }
  return null;
}

function unanswered(at: number, ids: string[]): Problem {
  return invalid(
    `messages.${at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${ids.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
  );
}

function wrongTurns({ messages, model, tools = [] }: AnthropicBody): Problem | null {
  if (messages[0]?.role !== 'user') return invalid('messages: first message must use the "user" role');
  if (new Set(tools.map(({ name }) => name)).size < tools.length)
    return invalid('tools: Tool names must be unique.');
  const last = messages.at(-1);
  if (last?.role !== 'assistant') return null;
  if (!takesBeginning(model))
    return invalid(
      'This model does not support assistant message prefill. The conversation must end with a user message.',
    );
  const text = blocksOf(last.content).at(-1);
  return text?.type === 'text' && /\s$/.test(text.text)
    ? invalid('messages: final assistant content cannot end with trailing whitespace')
    : null;
}

function wrongCache(request: AnthropicBody): Problem | null {
  const { system, tools = [], messages } = request;
  const blocks = [
    ...tools,
    ...(Array.isArray(system) ? system : []),
    ...messages.flatMap(({ content }) => blocksOf(content)),
  ];
  const marks = blocks.filter((one) => one.cache_control).length + (request.cache_control ? 1 : 0);
  return marks > CACHE_MARKS_MAX
    ? invalid(`A maximum of ${CACHE_MARKS_MAX} blocks with cache_control may be provided. Found ${marks}.`)
    : null;
}

function openSchema({ output_config }: AnthropicBody): Problem | null {
  const wanted = output_config?.format?.schema;
  return wanted && !isClosed(wanted)
    ? invalid(
        "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false",
      )
    : null;
}

function isClosed(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isClosed);
  if (typeof schema !== 'object' || schema === null) return true;
  if ('type' in schema && schema.type === 'object') {
    if (!('additionalProperties' in schema) || schema.additionalProperties !== false) return false;
  }
  return Object.values(schema).every(isClosed);
}

/** A message's content as blocks. */
export function blocksOf(content: string | Block[]): Block[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}
