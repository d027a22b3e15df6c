import * as z from 'zod';

const sideSchema = z
  .object({
    articleId: z.string(),
    version: z.number().int(),
    title: z.string(),
    url: z.string().nullable(),
    start: z.number().int(),
    end: z.number().int(),
    quote: z.string(),
  })
  .meta({
    id: 'ComparedSide',
    description: "`quote` is exactly the span `start` to `end` (UTF-16 units) of that version's text.",
  });

/** Two articles that say the same in nearly the same words. */
export const duplicateSchema = z
  .object({ similarity: z.number().min(0).max(1), sides: z.tuple([sideSchema, sideSchema]) })
  .meta({ id: 'DuplicateArticles' });

export const CONTRADICTION_REASONS = ['amount', 'negation', 'opposite'] as const;

/** Two statements that cannot both be true. `score`: the share of what they are about that both name. */
export const contradictionSchema = z
  .object({
    reason: z.enum(CONTRADICTION_REASONS),
    score: z.number().min(0).max(1),
    sides: z.tuple([sideSchema, sideSchema]),
  })
  .meta({ id: 'Contradiction' });
