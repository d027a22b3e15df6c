import * as z from 'zod';
import { type Answer, type Stop, UnreadableAnswer } from './answer.ts';

const tokens = z.int().nonnegative();

/** Cumulative: what comes later replaces what came before. Wrong figures are no reason to lose an answer. */
const usage = z
  .object({
    input_tokens: tokens.nullish(),
    cache_read_input_tokens: tokens.nullish(),
    cache_creation_input_tokens: tokens.nullish(),
    output_tokens: tokens.nullish(),
  })
  .nullish()
  .catch(null);

const index = z.int().nonnegative();

const start = z.object({ type: z.literal('message_start'), message: z.object({ usage }) });
const blockStart = z.object({
  type: z.literal('content_block_start'),
  index,
  content_block: z.union([
    z.object({ type: z.literal('text'), text: z.string() }),
    z.object({ type: z.literal('tool_use'), id: z.string(), name: z.string() }),
    z.object({ type: z.string() }),
  ]),
});
const blockDelta = z.object({
  type: z.literal('content_block_delta'),
  index,
  delta: z.union([
    z.object({ type: z.literal('text_delta'), text: z.string() }),
    z.object({ type: z.literal('input_json_delta'), partial_json: z.string() }),
    z.object({ type: z.string() }),
  ]),
});
const delta = z.object({
  type: z.literal('message_delta'),
  delta: z.object({ stop_reason: z.string().nullish() }),
  usage,
});

/** Reads one event of Anthropic's Messages into an answer. What a model thinks is not text; events that are not known are skipped. */
export function readMessageEvent(event: unknown, answer: Answer): void {
  switch (typeOf(event)) {
    case 'message_start':
      note(parse(start, event).message.usage, answer);
      return;
    case 'content_block_start': {
      const { index: at, content_block: block } = parse(blockStart, event);
      if ('text' in block) answer.text(block.text);
      else if ('name' in block) answer.tool(at, block.id, block.name);
      else known(block.type, ['text', 'tool_use']);
      return;
    }
    case 'content_block_delta': {
      const { index: at, delta: piece } = parse(blockDelta, event);
      if ('text' in piece) answer.text(piece.text);
      else if ('partial_json' in piece) answer.toolInput(at, piece.partial_json);
      else known(piece.type, ['text_delta', 'input_json_delta']);
      return;
    }
    case 'message_delta': {
      const { delta: last, usage: used } = parse(delta, event);
      note(used, answer);
      if (last.stop_reason) answer.stop = stopOf(last.stop_reason);
    }
  }
}

function stopOf(reason: string): Stop {
  switch (reason) {
    case 'refusal':
      return 'refused';
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length';
    case 'tool_use':
      return 'tools';
    default:
      return 'complete';
  }
}

function note(used: z.infer<typeof usage>, answer: Answer): void {
  if (!used) return;
  const { input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens } = used;
  answer.used({
    ...(typeof input_tokens === 'number' ? { inputTokens: input_tokens } : {}),
    ...(typeof cache_read_input_tokens === 'number' ? { cachedInputTokens: cache_read_input_tokens } : {}),
    ...(typeof cache_creation_input_tokens === 'number'
      ? { cacheWriteTokens: cache_creation_input_tokens }
      : {}),
    ...(typeof output_tokens === 'number' ? { outputTokens: output_tokens } : {}),
  });
}

function typeOf(event: unknown): string {
  if (typeof event === 'object' && event !== null && 'type' in event && typeof event.type === 'string')
    return event.type;
  throw new UnreadableAnswer('an event without a type');
}

function parse<T>(schema: z.ZodType<T>, event: unknown): T {
  const parsed = schema.safeParse(event);
  if (!parsed.success) throw new UnreadableAnswer('an event that is no part of a message');
  return parsed.data;
}

/** A kind that we read must have come in its form; other kinds are none of ours. */
function known(type: string, ours: readonly string[]): void {
  if (ours.includes(type)) throw new UnreadableAnswer('an event that is no part of a message');
}
