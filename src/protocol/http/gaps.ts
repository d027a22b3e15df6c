import * as z from 'zod';
import { LIMITS } from '../../domain/limits.ts';
import { LOCALE, requiredText } from '../text.ts';
import { externalIdSchema } from './knowledge.ts';
import { pageQuerySchema } from './page.ts';

/** Days that a report looks at; the same number of days before them is what trends are told against. */
export const GAP_PERIODS = { '7d': 7, '30d': 30, '90d': 90 } as const;

/**
 * `open`: to be looked at. `drafted`: an article about it is being written or was published. `dismissed`: no article is wanted.
 * `solved`: the same questions have been answered since.
 */
export const GAP_STATUSES = ['open', 'drafted', 'dismissed', 'solved'] as const;

/** `new`: nobody asked before this period. `unclear`: too few questions to say. */
export const GAP_TRENDS = ['new', 'rising', 'steady', 'falling', 'unclear'] as const;

/** `missing`: no article is about it. `not-found`: one seems to be, and yet the question was not answered from it. */
export const GAP_KINDS = ['missing', 'not-found'] as const;

const periodSchema = z.enum(['7d', '30d', '90d']);

export const gapQuerySchema = pageQuerySchema.extend({
  period: periodSchema.optional().meta({ default: '30d' }),
  status: z.enum(GAP_STATUSES).optional().meta({ default: 'open' }),
});

const articleRefSchema = z.object({
  articleId: z.string(),
  externalId: z.string(),
  title: z.string(),
  url: z.string().nullable(),
});

/** A subject that customers asked about and got no answer on, in the period that was asked for. */
export const gapSchema = z
  .object({
    id: z.string(),
    /** The question that says best what all of them ask; personal data is masked, as in all texts here. */
    label: z.string(),
    language: z.string(),
    status: z.enum(GAP_STATUSES),
    /** Unanswered questions in the period, and the conversations that they were asked in. */
    questions: z.number().int(),
    conversations: z.number().int(),
    /** Unanswered questions in the period before. */
    questionsBefore: z.number().int(),
    trend: z.enum(GAP_TRENDS),
    /** Of the conversations, how many asked for a person after it, and how many gave the reply a thumb down. */
    handoffs: z.number().int(),
    thumbsDown: z.number().int(),
    /** Over all time that is kept. */
    firstSeenAt: z.string(),
    lastSeenAt: z.string(),
    /** Questions of this subject that were answered after the last one that was not. */
    answeredSince: z.number().int(),
    /** The words that hold it together, most telling first. */
    terms: z.array(z.string()),
    /** Some of the questions, most different first; at most three here, ten in the single gap. */
    samples: z.array(z.object({ text: z.string(), askedAt: z.string(), conversationId: z.string() })),
    /** The draft that was made of it, if any. */
    draftId: z.string().nullable(),
  })
  .meta({ id: 'KnowledgeGap' });

/** The same, with the article that comes nearest to it. */
export const gapWithNearestSchema = gapSchema
  .extend({
    kind: z.enum(GAP_KINDS),
    nearest: articleRefSchema
      .extend({
        heading: z.string(),
        /** Word for word from the article. */
        quote: z.string(),
        /** Share of what the question asks for that the passage is about, 0 to 1. */
        coverage: z.number(),
      })
      .nullable(),
  })
  .meta({ id: 'KnowledgeGapWithNearest' });

/** What a report of gaps rests on, so that an empty one can be told from one that is not ready. */
export const gapReportSchema = z
  .object({
    data: z.array(gapSchema),
    nextCursor: z.string().nullable(),
    period: z.object({ from: z.string(), until: z.string(), days: z.number().int() }),
    /** Questions to the assistant in the period: all, and those that got no answer from the knowledge. */
    questions: z.number().int(),
    unanswered: z.number().int(),
    /** When the questions were last put into groups; null: never. New ones appear within minutes. */
    groupedAt: z.string().nullable(),
  })
  .meta({ id: 'KnowledgeGapReport' });

export const DRAFT_STATES = ['draft', 'published', 'discarded'] as const;

/** UTF-16 units: what a person edits in one sitting; an article may be longer. */
export const DRAFT_BODY_CHARS = 50_000;

/** An article in the making. Nothing of it is found by search before it is published. */
export const draftSchema = z
  .object({
    id: z.string(),
    state: z.enum(DRAFT_STATES),
    /** What it was made of: a gap, or a conversation that a person resolved. */
    origin: z.enum(['gap', 'conversation']),
    gapId: z.string().nullable(),
    conversationId: z.string().nullable(),
    title: z.string(),
    /** Markdown. */
    body: z.string(),
    locale: z.string().nullable(),
    tags: z.array(z.string()),
    /** What neighbouring articles say, word for word; empty where there are none. */
    sources: z.array(articleRefSchema.extend({ quote: z.string() })),
    /** The article that it became. */
    articleExternalId: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'KnowledgeDraft' });

/** `body` is left out of lists. */
export const draftHeadSchema = draftSchema
  .omit({ body: true, sources: true })
  .meta({ id: 'KnowledgeDraftHead' });

export const draftQuerySchema = pageQuerySchema.extend({ state: z.enum(DRAFT_STATES).optional() });

export const createDraftSchema = z.strictObject({ conversationId: z.string().min(1).max(100) });

export const updateDraftSchema = z.strictObject({
  title: requiredText(300).optional(),
  body: requiredText(DRAFT_BODY_CHARS).optional(),
  locale: z.string().max(35).regex(LOCALE, 'must be a locale such as en-GB').nullable().optional(),
  tags: z.array(requiredText(60)).max(20).optional(),
});

/** Bytes of the body that carries it: every character may be escaped, at six bytes, and there is little beside the text. */
export const DRAFT_BODY_BYTES = DRAFT_BODY_CHARS * 6 + LIMITS.bodyBytes;

/** The id of the article that it becomes; without one, it is made of the draft's own. */
export const publishDraftSchema = z.strictObject({ externalId: externalIdSchema.optional() });

export const healthQuerySchema = z.object({
  period: periodSchema.optional().meta({ default: '30d' }),
  /** An article that has not changed for so many days, and is still cited, is stale. */
  staleDays: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number of days')
    .transform(Number)
    .pipe(z.number().int().min(1).max(3_650))
    .optional()
    .meta({ type: 'integer', minimum: 1, maximum: 3_650, default: 180 }),
});

/** How an article did in the period. */
export const articleHealthSchema = articleRefSchema
  .extend({
    updatedAt: z.string(),
    /** Answers that cite it: in the period and in the one before. */
    cited: z.number().int(),
    citedBefore: z.number().int(),
    lastCitedAt: z.string().nullable(),
    /** Of `cited`, those after which a person was asked for, or that got a thumb down; each once. */
    failed: z.number().int(),
    /** The failed share that is likely at least: the lower end of Wilson's interval at 95 %. */
    failedAtLeast: z.number(),
  })
  .meta({ id: 'ArticleHealth' });

/** Each list is the worst first and at most 50 long; `total` says how many there are. */
const healthListSchema = z.object({ total: z.number().int(), data: z.array(articleHealthSchema) });

export const knowledgeHealthSchema = z
  .object({
    period: z.object({ from: z.string(), until: z.string(), days: z.number().int() }),
    articles: z.number().int(),
    questions: z.number().int(),
    unanswered: z.number().int(),
    /** Not changed for `staleDays`, and still cited. */
    stale: healthListSchema,
    /** Cited clearly less than in the period before. */
    declining: healthListSchema,
    /** Older than the period and never cited in all that is kept. */
    unused: healthListSchema,
    /** Cited in answers that were followed by a hand-off or got a thumb down. */
    failing: healthListSchema,
    /** Pairs that say the same or the opposite, at most 25 of each; null where nobody compares articles. */
    conflicts: z
      .object({
        total: z.number().int(),
        data: z.array(
          z.object({
            kind: z.enum(['duplicate', 'contradiction']),
            articles: z.tuple([
              articleRefSchema.extend({ quote: z.string() }),
              articleRefSchema.extend({ quote: z.string() }),
            ]),
            /** How sure it is, 0 to 1. */
            score: z.number(),
          }),
        ),
      })
      .nullable(),
  })
  .meta({ id: 'KnowledgeHealth' });

export type GapPeriod = keyof typeof GAP_PERIODS;
export type GapStatus = (typeof GAP_STATUSES)[number];
export type GapTrend = (typeof GAP_TRENDS)[number];
export type GapView = z.infer<typeof gapSchema>;
export type DraftState = (typeof DRAFT_STATES)[number];
export type DraftView = z.infer<typeof draftSchema>;
