import * as z from 'zod';
import { AUDIENCES } from '../../domain/audience.ts';
import { LIMITS } from '../../domain/limits.ts';
import { citationSchema } from '../message.ts';
import { LOCALE, plainText, requiredText } from '../text.ts';

export const ARTICLE_FORMATS = ['markdown', 'html', 'text'] as const;

/** An id that an organization chooses: safe in a path, a file name and a log. It cannot start with a dot. */
export const externalIdSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9_][A-Za-z0-9._~-]{0,127}$/,
    'must be 1 to 128 letters, digits, dots, dashes, tildes or underscores, not beginning with a dot',
  );

const tagSchema = requiredText(60);
const localeSchema = z.string().max(35).regex(LOCALE, 'must be a locale such as en-GB');

/**
 * Whom an article is for. `public`: everybody, customers in the widget too. `partner`: customers whose signed identity says that they
 * are partners. `internal`: the organization's own people only; no customer is ever told of it.
 */
export const audienceSchema = z
  .array(z.enum(AUDIENCES))
  .min(1, 'must name at least one of public, partner, internal')
  .max(AUDIENCES.length);
/** Products that an article is about; none: all of them. Compared without regard to case. */
export const productsSchema = z.array(tagSchema).max(20);

export const putArticleSchema = z.strictObject({
  title: requiredText(300),
  body: requiredText(LIMITS.articleBodyBytes),
  format: z.enum(ARTICLE_FORMATS),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_048)
    .nullable()
    .optional(),
  tags: z.array(tagSchema).max(20).optional(),
  locale: localeSchema.nullable().optional(),
  /** Absent: as it was; of a new article everybody. */
  audience: audienceSchema.optional(),
  /** Absent: as it was; of a new article none, which means all. */
  products: productsSchema.optional(),
  /** The day on which somebody found it right; absent: as it was. Counts for its freshness as a change would. */
  reviewedOn: z.iso.date().nullable().optional(),
  /** The last day, in UTC, on which it is told; absent: as it was. */
  validUntil: z.iso.date().nullable().optional(),
});

/** `pending`: stored, not searchable yet. `indexed`: searchable. `failed`: stored; indexing is tried again. */
export const INDEX_STATES = ['pending', 'indexed', 'failed'] as const;

export const articleSchema = z
  .object({
    id: z.string(),
    externalId: z.string(),
    /** The source that it is made from, which alone may change it; null: it was uploaded by itself. */
    sourceId: z.string().nullable(),
    version: z.number().int(),
    title: z.string(),
    format: z.enum(ARTICLE_FORMATS),
    url: z.string().nullable(),
    tags: z.array(z.string()),
    locale: z.string().nullable(),
    audience: z.array(z.enum(AUDIENCES)),
    products: z.array(z.string()),
    reviewedOn: z.string().nullable(),
    validUntil: z.string().nullable(),
    state: z.enum(INDEX_STATES),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Article' });

export const articleWithBodySchema = articleSchema
  .extend({ body: z.string() })
  .meta({ id: 'ArticleWithBody' });

const scopeFilters = {
  /** An article must have one of them. */
  tags: z.array(tagSchema).max(20).optional(),
  /** An article must be for one of them. Absent: `public`, as for a customer. */
  audience: audienceSchema.optional(),
  /** An article must be about one of them, or about no product in particular. */
  products: productsSchema.optional(),
};

export const searchRequestSchema = z.strictObject({
  query: plainText(LIMITS.queryChars).refine((value) => value.trim() !== '', 'must not be empty'),
  limit: z.number().int().min(1).max(20).optional(),
  filters: z.strictObject({ ...scopeFilters, locale: localeSchema.optional() }).optional(),
});

export const searchHitSchema = z
  .object({
    articleId: z.string(),
    title: z.string(),
    url: z.string().nullable(),
    heading: z.string(),
    text: z.string(),
    score: z.number(),
  })
  .meta({ id: 'SearchHit' });

export const previewRequestSchema = z.strictObject({
  question: plainText(LIMITS.messageChars).refine((value) => value.trim() !== '', 'must not be empty'),
  locale: localeSchema.optional(),
  filters: z.strictObject(scopeFilters).optional(),
});

/** What a customer would be answered from the knowledge as it is now. `supported` false: that nothing was found. */
export const previewSchema = z
  .object({
    text: z.string(),
    citations: z.array(citationSchema),
    confidence: z.number(),
    supported: z.boolean(),
  })
  .meta({ id: 'AnswerPreview' });
