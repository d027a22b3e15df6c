import * as z from 'zod';
import { LLM_CALL_TASKS } from '../../domain/llm.ts';
import { LLM_OUTCOMES } from '../llm-call.ts';

/** What sums of calls can be told apart by. */
export const LLM_DIMENSIONS = ['day', 'model', 'task', 'outcome'] as const;
export type LlmDimension = (typeof LLM_DIMENSIONS)[number];

/** Days of one answer: a leap year. */
export const USAGE_DAYS_MAX = 366;
/** A table has rows and columns; more is for a spreadsheet. */
const DIMENSIONS_MAX = 2;

const BY = `must be one or two of ${LLM_DIMENSIONS.join(', ')}, such as day,model`;
const bySchema = z
  .string()
  .max(40)
  .refine(isBy, BY)
  .transform((text): LlmDimension[] => LLM_DIMENSIONS.filter((one) => text.split(',').includes(one)));

function isBy(text: string): boolean {
  const parts = text.split(',');
  const known: readonly string[] = LLM_DIMENSIONS;
  const isSet = new Set(parts).size === parts.length && parts.length <= DIMENSIONS_MAX;
  return isSet && parts.every((part) => known.includes(part));
}

const daySchema = z.iso.date('must be a day such as 2026-11-22');

/** Both days are included, in UTC; without them the last 30 days. */
export const llmUsageQuerySchema = z.object({
  from: daySchema.optional(),
  to: daySchema.optional(),
  by: bySchema.optional().meta({ type: 'string', default: 'day', examples: ['model', 'day,model'] }),
});

/** Of the four kinds, input kinds do not overlap: their sum is what the models have read. */
const tokensSchema = z.object({
  input: z.number().int(),
  cachedInput: z.number().int(),
  cacheWrite: z.number().int(),
  output: z.number().int(),
});

const sumsSchema = z.object({
  calls: z.number().int(),
  /** Calls that a provider did not answer, or not to the end; those that were cancelled here are not among them. */
  failedCalls: z.number().int(),
  tokens: tokensSchema,
  /** Tokens of so many calls were estimated: their provider did not tell. */
  estimatedCalls: z.number().int(),
  /** US dollars. */
  costUsd: z.number(),
  /** Calls of models without a known price: they are in `costUsd` as 0. */
  unpricedCalls: z.number().int(),
  /**
   * Milliseconds to the first token, within a tenth; null where no call gave one, where outcomes are told apart, and in rows of
   * two dimensions.
   */
  firstMs: z.object({ p50: z.number(), p95: z.number() }).nullable(),
});

/** Sums of calls of language models in a span of days. */
export const llmUsageSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    by: z.array(z.enum(LLM_DIMENSIONS)),
    /** One row for each combination that occurred, in the order of `by`. */
    data: z.array(
      sumsSchema.extend({
        day: z.string().exactOptional(),
        model: z.string().exactOptional(),
        task: z.enum(LLM_CALL_TASKS).exactOptional(),
        outcome: z.enum(LLM_OUTCOMES).exactOptional(),
      }),
    ),
    total: sumsSchema,
  })
  .meta({ id: 'LlmUsage' });

/** One call of a model in a conversation. */
export const conversationCallSchema = z
  .object({
    id: z.string(),
    /** The customer's message that it was made for. */
    messageSeq: z.number().int().positive(),
    task: z.enum(LLM_CALL_TASKS),
    /** Name and version of the prompt; null where the call was made before they were kept. */
    prompt: z.string().nullable(),
    model: z.string(),
    tokens: tokensSchema,
    estimated: z.boolean(),
    /** US dollars; null where the model's price is not known. */
    costUsd: z.number().nullable(),
    outcome: z.enum(LLM_OUTCOMES),
    startedAt: z.iso.datetime(),
    firstMs: z.number().int().nullable(),
    totalMs: z.number().int(),
  })
  .meta({ id: 'ConversationCall' });

/** What models cost in one conversation, as far as it is archived: some seconds behind. */
export const conversationCostSchema = z
  .object({ usd: z.number(), calls: z.number().int(), tokens: z.number().int() })
  .meta({ id: 'ConversationCost' });

export type LlmUsageView = z.infer<typeof llmUsageSchema>;
export type LlmSumsView = z.infer<typeof sumsSchema>;
export type ConversationCostView = z.infer<typeof conversationCostSchema>;
