import * as z from 'zod';

/** A version of an article that answers may cite. It was served at no time outside of `servedFrom`..`servedUntil`. */
export const articleVersionSchema = z
  .object({
    articleId: z.string(),
    externalId: z.string(),
    version: z.number().int(),
    /** Rises when the same version is cleaned by other rules. */
    revision: z.number().int(),
    title: z.string(),
    url: z.string().nullable(),
    locale: z.string().nullable(),
    /** SHA-256 of the text in UTF-8, hex. */
    textHash: z.string(),
    servedFrom: z.string(),
    /** Null: it is served now, or about to be. */
    servedUntil: z.string().nullable(),
  })
  .meta({ id: 'ArticleVersion' });

/** `text`: what quotes are spans of, by UTF-16 offsets. */
export const articleVersionWithTextSchema = articleVersionSchema
  .extend({ text: z.string() })
  .meta({ id: 'ArticleVersionWithText' });

/** What became of an article since it was cited. */
export const SOURCE_STATES = ['current', 'changed', 'removed'] as const;

/**
 * A citation in its place: `before` + `quote` + `after` is the section of the stored version around the quote, byte for byte.
 * Both are empty, and `version` null, where no version was kept when the answer was given.
 */
export const citedSpanSchema = z
  .object({
    n: z.number().int(),
    articleId: z.string(),
    title: z.string(),
    url: z.string().nullable(),
    heading: z.string(),
    version: z.number().int().nullable(),
    servedFrom: z.string().nullable(),
    servedUntil: z.string().nullable(),
    before: z.string(),
    quote: z.string(),
    after: z.string(),
    state: z.enum(SOURCE_STATES),
    /** Whether the article as it is now still says the quote word for word; null where it is gone. */
    stillSaid: z.boolean().nullable(),
  })
  .meta({ id: 'CitedSpan' });

export type CitedSpan = z.infer<typeof citedSpanSchema>;
