import { foreignKey, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { conversations } from './conversations.ts';
import { organizations } from './organizations.ts';

const tokens = {
  inputTokens: integer('input_tokens').notNull(),
  cachedInputTokens: integer('cached_input_tokens').notNull(),
  cacheWriteTokens: integer('cache_write_tokens').notNull(),
  outputTokens: integer('output_tokens').notNull(),
};

/** Calls of models, each once. `messageSeq`: the customer's message that it was made for. Money in millionths of a US dollar. */
export const llmCalls = sqliteTable(
  'llm_calls',
  {
    organizationId: text('organization_id').notNull(),
    id: text('id').notNull(),
    conversationId: text('conversation_id').notNull(),
    messageSeq: integer('message_seq').notNull(),
    task: text('task').notNull(),
    model: text('model').notNull(),
    ...tokens,
    estimated: integer('estimated', { mode: 'boolean' }).notNull(),
    costMicros: integer('cost_micros').notNull(),
    priced: integer('priced', { mode: 'boolean' }).notNull(),
    outcome: text('outcome').notNull(),
    startedAt: text('started_at').notNull(),
    firstMs: integer('first_ms'),
    totalMs: integer('total_ms').notNull(),
    prompt: text('prompt'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.conversationId],
      foreignColumns: [conversations.organizationId, conversations.id],
    }).onDelete('cascade'),
    index('llm_calls_by_conversation').on(
      table.organizationId,
      table.conversationId,
      table.startedAt,
      table.id,
    ),
    index('llm_calls_by_age').on(table.startedAt),
  ],
);

/** Sums of calls per organization, UTC day, model, task and outcome. */
export const llmUsage = sqliteTable(
  'llm_usage',
  {
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    day: text('day').notNull(),
    model: text('model').notNull(),
    task: text('task').notNull(),
    outcome: text('outcome').notNull(),
    calls: integer('calls').notNull(),
    ...tokens,
    costMicros: integer('cost_micros').notNull(),
    unpricedCalls: integer('unpriced_calls').notNull(),
    estimatedCalls: integer('estimated_calls').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.day, table.model, table.task, table.outcome] }),
  ],
);

/** Times to the first token, counted by the buckets of `latency-buckets.ts`. */
export const llmLatencies = sqliteTable(
  'llm_latencies',
  {
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    day: text('day').notNull(),
    model: text('model').notNull(),
    task: text('task').notNull(),
    bucket: integer('bucket').notNull(),
    calls: integer('calls').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.day, table.model, table.task, table.bucket] }),
  ],
);

/** Sums of a conversation's calls, kept as long as the conversation. `tokens`: of all kinds. */
export const llmConversations = sqliteTable(
  'llm_conversations',
  {
    organizationId: text('organization_id').notNull(),
    conversationId: text('conversation_id').notNull(),
    calls: integer('calls').notNull(),
    tokens: integer('tokens').notNull(),
    costMicros: integer('cost_micros').notNull(),
    unpricedCalls: integer('unpriced_calls').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.conversationId] }),
    foreignKey({
      columns: [table.organizationId, table.conversationId],
      foreignColumns: [conversations.organizationId, conversations.id],
    }).onDelete('cascade'),
  ],
);
