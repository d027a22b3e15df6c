import { foreignKey, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { TOOL_RUN_STATES, type ToolRunStep } from '../../protocol/tool-run.ts';
import { conversations } from './conversations.ts';

/** Runs of tools, each once, in the latest state that is known. `messageSeq`: the customer's message that it was first asked for in. */
export const toolRuns = sqliteTable(
  'tool_runs',
  {
    organizationId: text('organization_id').notNull(),
    id: text('id').notNull(),
    conversationId: text('conversation_id').notNull(),
    messageSeq: integer('message_seq').notNull(),
    tool: text('tool').notNull(),
    effect: text('effect', { enum: ['reads', 'changes'] }).notNull(),
    state: text('state', { enum: TOOL_RUN_STATES }).notNull(),
    steps: text('steps', { mode: 'json' }).$type<ToolRunStep[]>().notNull(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.conversationId],
      foreignColumns: [conversations.organizationId, conversations.id],
    }).onDelete('cascade'),
    index('tool_runs_by_conversation').on(
      table.organizationId,
      table.conversationId,
      table.createdAt,
      table.id,
    ),
  ],
);
