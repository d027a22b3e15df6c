import { sql } from 'drizzle-orm';
import {
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { messages } from './conversations.ts';
import { organizations } from './organizations.ts';

/** The cleaned text of every article version that an answer may cite; a trigger keeps all but `served_until` as it is. */
export const articleVersions = sqliteTable(
  'article_versions',
  {
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    articleId: text('article_id').notNull(),
    version: integer('version').notNull(),
    /** Rises when the same version is cleaned by other rules. */
    revision: integer('revision').notNull(),
    externalId: text('external_id').notNull(),
    title: text('title').notNull(),
    url: text('url'),
    locale: text('locale'),
    text: text('text').notNull(),
    /** SHA-256 of `text` in UTF-8, hex. */
    textHash: text('text_hash').notNull(),
    servedFrom: text('served_from').notNull(),
    servedUntil: text('served_until'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.articleId, table.version, table.revision] }),
    uniqueIndex('article_versions_by_text').on(
      table.organizationId,
      table.articleId,
      table.version,
      table.textHash,
    ),
    index('article_versions_by_external_id').on(table.organizationId, table.externalId, table.servedFrom),
    index('article_versions_ended').on(table.servedUntil).where(sql`served_until IS NOT NULL`),
  ],
);

/** Which messages quote which version; a trigger on `messages` writes it. */
export const messageCitations = sqliteTable(
  'message_citations',
  {
    organizationId: text('organization_id').notNull(),
    articleId: text('article_id').notNull(),
    version: integer('version').notNull(),
    messageId: text('message_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.articleId, table.version, table.messageId] }),
    foreignKey({
      columns: [table.organizationId, table.messageId],
      foreignColumns: [messages.organizationId, messages.id],
    }).onDelete('cascade'),
    index('message_citations_by_message').on(table.organizationId, table.messageId),
  ],
);
