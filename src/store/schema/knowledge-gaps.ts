import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { conversations } from './conversations.ts';
import { organizations } from './organizations.ts';

export const GAP_STATUSES = ['open', 'drafted', 'dismissed', 'solved'] as const;
export const DRAFT_STATES = ['draft', 'published', 'discarded'] as const;

/** Conversations whose questions are not up to date. */
export const questionWork = sqliteTable(
  'question_work',
  {
    organizationId: text('organization_id').notNull(),
    conversationId: text('conversation_id').notNull(),
    changedAt: text('changed_at').notNull(),
    /** How often it was tried in vain: what never works must not keep the others waiting. */
    attempts: integer('attempts').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.conversationId] }),
    foreignKey({
      columns: [table.organizationId, table.conversationId],
      foreignColumns: [conversations.organizationId, conversations.id],
    }).onDelete('cascade'),
    index('question_work_waiting').on(table.attempts, table.changedAt),
  ],
);

/** What customers asked the assistant, masked, and how it went on. `id` is the customer's message. */
export const questions = sqliteTable(
  'questions',
  {
    organizationId: text('organization_id').notNull(),
    id: text('id').notNull(),
    conversationId: text('conversation_id').notNull(),
    text: text('text').notNull(),
    language: text('language').notNull(),
    intent: text('intent'),
    askedAt: text('asked_at').notNull(),
    /** Whether the reply rested on the knowledge. */
    supported: integer('supported', { mode: 'boolean' }).notNull(),
    confidence: real('confidence'),
    handoff: integer('handoff', { mode: 'boolean' }).notNull(),
    thumbsDown: integer('thumbs_down', { mode: 'boolean' }).notNull(),
    resolved: integer('resolved', { mode: 'boolean' }).notNull(),
    /** The gap that it is of, or that it shows to be closed. */
    gapId: text('gap_id'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.conversationId],
      foreignColumns: [conversations.organizationId, conversations.id],
    }).onDelete('cascade'),
    index('questions_by_support').on(table.organizationId, table.supported, table.askedAt, table.id),
    index('questions_by_gap')
      .on(table.organizationId, table.gapId, table.supported, table.askedAt)
      .where(sql`gap_id IS NOT NULL`),
    index('questions_by_conversation').on(table.organizationId, table.conversationId),
    index('questions_by_age').on(table.askedAt),
  ],
);

/** Which article a question was answered from. */
export const questionCitations = sqliteTable(
  'question_citations',
  {
    organizationId: text('organization_id').notNull(),
    questionId: text('question_id').notNull(),
    articleId: text('article_id').notNull(),
    articleVersion: integer('article_version'),
    askedAt: text('asked_at').notNull(),
    /** A person was asked for after it, or the reply got a thumb down. */
    failed: integer('failed', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.questionId, table.articleId] }),
    foreignKey({
      columns: [table.organizationId, table.questionId],
      foreignColumns: [questions.organizationId, questions.id],
    }).onDelete('cascade'),
    index('question_citations_by_article').on(
      table.organizationId,
      table.articleId,
      table.askedAt,
      table.failed,
    ),
  ],
);

/** Groups of questions without an answer; their texts are in `questions`. */
export const knowledgeGaps = sqliteTable(
  'knowledge_gaps',
  {
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    status: text('status', { enum: GAP_STATUSES }).notNull(),
    language: text('language').notNull(),
    labelId: text('label_id').notNull(),
    samples: text('samples', { mode: 'json' }).$type<string[]>().notNull(),
    draftId: text('draft_id'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);

/** When the questions of an organization changed last and were grouped last. */
export const questionGroupings = sqliteTable(
  'question_groupings',
  {
    organizationId: text('organization_id')
      .primaryKey()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    changedAt: text('changed_at').notNull(),
    groupedAt: text('grouped_at'),
  },
  (table) => [
    index('question_groupings_due')
      .on(table.changedAt)
      .where(sql`grouped_at IS NULL OR grouped_at < changed_at`),
  ],
);

/** What an article says, word for word. */
export interface DraftSource {
  articleId: string;
  externalId: string;
  title: string;
  url: string | null;
  quote: string;
}

/** Articles in the making: of a gap, or of a conversation that a person resolved. */
export const knowledgeDrafts = sqliteTable(
  'knowledge_drafts',
  {
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    state: text('state', { enum: DRAFT_STATES }).notNull(),
    gapId: text('gap_id'),
    conversationId: text('conversation_id'),
    title: text('title').notNull(),
    body: text('body').notNull(),
    locale: text('locale'),
    tags: text('tags', { mode: 'json' }).$type<string[]>().notNull(),
    sources: text('sources', { mode: 'json' }).$type<DraftSource[]>().notNull(),
    /** Whether a person has changed the text since it was made. */
    edited: integer('edited', { mode: 'boolean' }).notNull(),
    articleExternalId: text('article_external_id'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.conversationId],
      foreignColumns: [conversations.organizationId, conversations.id],
    }).onDelete('cascade'),
    index('knowledge_drafts_by_created').on(table.organizationId, table.createdAt, table.id),
    index('knowledge_drafts_by_state').on(table.organizationId, table.state, table.createdAt, table.id),
    index('knowledge_drafts_by_conversation').on(table.organizationId, table.conversationId),
  ],
);
