import * as z from 'zod';
import { type Answer, type Stop, UnreadableAnswer } from './answer.ts';

const tokens = z.int().nonnegative();

const usage = z.object({
  prompt_tokens: tokens,
  completion_tokens: tokens,
  prompt_tokens_details: z
    .object({ cached_tokens: tokens.nullish(), cache_write_tokens: tokens.nullish() })
    .nullish(),
});

const toolCall = z.object({
  index: z.int().nonnegative().nullish(),
  id: z.string().nullish(),
  function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
});

/** What is used of `chat.completion.chunk`. What a model thinks (`reasoning`, `reasoning_content`) is not among it, on purpose. */
const chunk = z.object({
  choices: z
    .array(
      z.object({
        index: z.int().nullish(),
        delta: z
          .object({
            content: z.string().nullish(),
            refusal: z.string().nullish(),
            tool_calls: z.array(toolCall).nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  // Wrong figures are no reason to lose an answer.
  usage: usage.nullish().catch(null),
});

/** Reads one event of OpenAI's chat completions, or of a server that speaks the format, into an answer. `text`: where text goes. */
export function readChatChunk(event: unknown, answer: Answer, text: (piece: string) => void): void {
  const parsed = chunk.safeParse(event);
  if (!parsed.success) throw new UnreadableAnswer('an event that is no chat completion chunk');
  const { choices, usage: used } = parsed.data;
  if (used) {
    const cached = used.prompt_tokens_details?.cached_tokens ?? 0;
    const written = used.prompt_tokens_details?.cache_write_tokens ?? 0;
    answer.used({
      inputTokens: Math.max(0, used.prompt_tokens - cached - written),
      cachedInputTokens: cached,
      cacheWriteTokens: written,
      outputTokens: used.completion_tokens,
    });
  }
  const choice = choices?.find(({ index }) => (index ?? 0) === 0);
  if (!choice) return;
  const { content, refusal, tool_calls: calls } = choice.delta ?? {};
  if (content) text(content);
  calls?.forEach((call, place) => {
    const at = call.index ?? place;
    // Some servers repeat the head of a call with every piece.
    answer.tool(at, call.id ?? '', call.function?.name ?? '');
    answer.toolInput(at, call.function?.arguments ?? '');
  });
  if (refusal) answer.refused = true;
  if (choice.finish_reason) answer.stop = stopOf(choice.finish_reason, answer.refused);
}

function stopOf(reason: string, refused: boolean): Stop {
  switch (reason) {
    case 'content_filter':
      return 'refused';
    case 'length':
      return 'length';
    case 'tool_calls':
    case 'function_call':
      return 'tools';
    // Words of gateways for an answer that broke off behind them.
    case 'error':
    case 'abort':
      throw new UnreadableAnswer('an answer that broke off at the provider');
    default:
      return refused ? 'refused' : 'complete';
  }
}
