import * as z from 'zod';
import { LLM_CALL_TASKS, LLM_FAILURES } from '../domain/llm.ts';

/** How a call can end: the ways in which it gave an answer, our own end in its middle, then the failures. */
export const LLM_OUTCOMES = [
  'complete',
  'length',
  'tools',
  'refused',
  'interrupted',
  ...LLM_FAILURES,
] as const;

const count = z.number().int().nonnegative();

/** One call of a model as it crosses the queue. A `LlmCall` of the domain is one. */
export const llmCallSchema = z.object({
  id: z.string().min(1).max(100),
  task: z.enum(LLM_CALL_TASKS),
  prompt: z.string().max(100).exactOptional(),
  model: z.string().min(1).max(200),
  usage: z.object({
    inputTokens: count,
    cachedInputTokens: count,
    cacheWriteTokens: count,
    outputTokens: count,
  }),
  estimated: z.boolean(),
  costMicros: count,
  priced: z.boolean(),
  startedAt: z.iso.datetime(),
  firstMs: z.number().nonnegative().nullable(),
  totalMs: z.number().nonnegative(),
  outcome: z.enum(LLM_OUTCOMES),
});

export type LlmOutcome = (typeof LLM_OUTCOMES)[number];
export type WireLlmCall = z.infer<typeof llmCallSchema>;
