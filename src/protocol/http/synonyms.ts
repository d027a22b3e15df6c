import * as z from 'zod';
import { SYNONYM_KINDS } from '../../domain/mined-synonyms.ts';

/** In lower case, as pairs are mined: a decision about `ZPB` is one about `zpb`. */
const nameSchema = z
  .string()
  .toLowerCase()
  .min(1)
  .max(200)
  .regex(/^[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*$/u, 'must be words with one space between them');

/** What an admin decides about a pair of names. */
export const synonymDecisionSchema = z.strictObject({
  short: nameSchema,
  long: nameSchema,
  use: z.boolean(),
});

/** `use` null: as it would be without a decision. */
export const decideSynonymSchema = synonymDecisionSchema.extend({ use: z.boolean().nullable() });

/** What became of a decision. One about a pair that no article says is kept, and holds once an article says it. */
export const decidedSynonymSchema = z
  .object({
    short: z.string(),
    long: z.string(),
    use: z.boolean().nullable(),
    /** Articles that say that both names mean the same; with none, search does not use the pair. */
    articles: z.number().int(),
    /** Whether search uses it now. */
    used: z.boolean(),
    /** Words of both names that no article holds, in lower case. */
    absent: z.array(z.string()),
  })
  .meta({ id: 'DecidedSynonym' });

/**
 * Two names that articles use for one thing. `abbreviation`: initials with their long form, used at once. `alias` and `spelling` are
 * suggestions: used when accepted.
 */
export const minedSynonymSchema = z
  .object({
    kind: z.enum(SYNONYM_KINDS),
    short: z.string(),
    long: z.string(),
    /** Articles that say so, and one of them. */
    articles: z.number().int(),
    articleId: z.string(),
    /** Whether search uses it now; `decided`: because somebody decided so. */
    used: z.boolean(),
    decided: z.boolean(),
  })
  .meta({ id: 'MinedSynonym' });
