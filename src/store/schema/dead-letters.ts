import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Queue messages that could not be handled. `body` is sealed: it may hold what customers wrote. */
export const deadLetters = sqliteTable(
  'dead_letters',
  {
    id: text('id').primaryKey(),
    organizationId: text('organization_id'),
    kind: text('kind').notNull(),
    body: text('body').notNull(),
    why: text('why').notNull(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [index('dead_letters_by_created').on(table.organizationId, table.createdAt, table.id)],
);
