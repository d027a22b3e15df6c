import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { type Audience, EVERYBODY } from '../../domain/audience.ts';
import { organizations } from './organizations.ts';

export const ARTICLE_FORMATS = ['markdown', 'html', 'text'] as const;
export const INDEX_STATES = ['pending', 'indexed', 'failed'] as const;

/** Knowledge as it was given to us. The search index is built from it and lives in the other database. */
export const articles = sqliteTable(
  'articles',
  {
    id: text('id').primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    externalId: text('external_id').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    format: text('format', { enum: ARTICLE_FORMATS }).notNull(),
    url: text('url'),
    tags: text('tags', { mode: 'json' }).$type<string[]>().notNull(),
    locale: text('locale'),
    /** Rises by one whenever the content changes; the index says which version it holds. */
    version: integer('version').notNull(),
    contentHash: text('content_hash').notNull(),
    indexState: text('index_state', { enum: INDEX_STATES }).notNull(),
    indexError: text('index_error'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    /** The source that it was made from; null: it was uploaded by itself. */
    sourceId: text('source_id'),
    audience: text('audience', { mode: 'json' })
      .$type<Audience[]>()
      .notNull()
      .default([...EVERYBODY]),
    products: text('products', { mode: 'json' }).$type<string[]>().notNull().default([]),
    reviewedOn: text('reviewed_on'),
    validUntil: text('valid_until'),
  },
  (table) => [
    uniqueIndex('articles_by_external_id').on(table.organizationId, table.externalId),
    index('articles_by_updated').on(table.organizationId, table.updatedAt, table.id),
    index('articles_by_index_state').on(table.organizationId, table.indexState, table.updatedAt, table.id),
    index('articles_pending').on(table.updatedAt).where(sql`index_state = 'pending'`),
    index('articles_by_source')
      .on(table.organizationId, table.sourceId, table.id)
      .where(sql`source_id IS NOT NULL`),
  ],
);
