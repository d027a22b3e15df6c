import * as z from 'zod';
import { type Answer, UnreadableAnswer } from './answer.ts';
import { readChatChunk } from './read-chat-chunk.ts';

const tokens = z.int().nonnegative();

/** The older models' events. Tool calls come whole, in one event. Numbers may come as themselves. */
const event = z.object({
  response: z.union([z.string(), z.number(), z.null()]).optional(),
  tool_calls: z
    .array(z.object({ id: z.string().nullish(), name: z.string(), arguments: z.unknown() }))
    .nullish(),
  // Wrong figures are no reason to lose an answer.
  usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish().catch(null),
});

const refusal = z.object({ error: z.union([z.string(), z.object({})]) });

/**
 * Reads the data of one event of Workers AI into an answer. Newer models (gpt-oss, GLM, Gemma) speak OpenAI's chunks, older ones
 * `{"response": "..."}`: they say nothing of why they stop, so `[DONE]` is their end. Throws a `SyntaxError` for what is no JSON.
 */
export function readWorkersAiEvent(data: string, answer: Answer, text: (piece: string) => void): void {
  if (data === '[DONE]') {
    answer.stop ??= 'complete';
    return;
  }
  const chunk: unknown = JSON.parse(data);
  if (typeof chunk !== 'object' || chunk === null) throw new UnreadableAnswer('an event that is no object');
  if ('choices' in chunk && chunk.choices) {
    readChatChunk(chunk, answer, text);
    return;
  }
  if (refusal.safeParse(chunk).success) throw new UnreadableAnswer('an error inside the stream');
  const parsed = event.safeParse(chunk);
  if (!parsed.success) throw new UnreadableAnswer('an event that is no part of an answer');
  const { response, tool_calls: calls, usage } = parsed.data;
  if (response !== undefined && response !== null) text(String(response));
  calls?.forEach((call, at) => {
    answer.tool(at, call.id ?? '', call.name);
    answer.toolInput(
      at,
      typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments ?? {}),
    );
  });
  if (usage) answer.used({ inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens });
}
