import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { type Audience, EVERYBODY } from '../../domain/audience.ts';
import { organizations } from './organizations.ts';

export const SCHEDULES = ['manual', 'hourly', 'daily', 'weekly'] as const;
export const SYNC_MODES = ['all', 'failed', 'rollback', 'delete'] as const;
export const SYNC_STATES = ['queued', 'running', 'finished', 'failed', 'cancelled'] as const;
export const SYNC_PHASES = ['list', 'collect', 'plan', 'apply', 'finish'] as const;
export const DOCUMENT_STATES = ['waiting', 'read', 'indexed', 'failed', 'skipped', 'vanished'] as const;

/** Sets of documents that are kept in line with the index. */
export const sources = sqliteTable(
  'sources',
  {
    id: text('id').primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** Not an enumeration here: a new kind needs no migration. */
    kind: text('kind').notNull(),
    settings: text('settings', { mode: 'json' }).$type<unknown>().notNull(),
    tags: text('tags', { mode: 'json' }).$type<string[]>().notNull(),
    locale: text('locale'),
    schedule: text('schedule', { enum: SCHEDULES }).notNull(),
    paused: integer('paused', { mode: 'boolean' }).notNull().default(false),
    deleting: integer('deleting', { mode: 'boolean' }).notNull().default(false),
    /** The number of its newest sync; 0 before the first. */
    lastSync: integer('last_sync').notNull().default(0),
    /** Tags and locale that its articles have. */
    labels: text('labels').notNull(),
    nextSyncAt: text('next_sync_at'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    /** Whom all of its articles are for, and which products they are about. */
    audience: text('audience', { mode: 'json' })
      .$type<Audience[]>()
      .notNull()
      .default([...EVERYBODY]),
    products: text('products', { mode: 'json' }).$type<string[]>().notNull().default([]),
  },
  (table) => [
    index('sources_by_created').on(table.organizationId, table.createdAt, table.id),
    index('sources_due').on(table.nextSyncAt).where(sql`next_sync_at IS NOT NULL`),
  ],
);

const ofSource = () => ({
  organizationId: text('organization_id').notNull(),
  sourceId: text('source_id')
    .notNull()
    .references(() => sources.id, { onDelete: 'cascade' }),
});

/** Syncs of a source: what each is at, and what it has done. */
export const sourceSyncs = sqliteTable(
  'source_syncs',
  {
    ...ofSource(),
    number: integer('number').notNull(),
    mode: text('mode', { enum: SYNC_MODES }).notNull(),
    startedBy: text('started_by', { enum: ['request', 'schedule'] }).notNull(),
    state: text('state', { enum: SYNC_STATES }).notNull(),
    phase: text('phase', { enum: SYNC_PHASES }).notNull(),
    fresh: integer('fresh', { mode: 'boolean' }).notNull().default(false),
    allowRemoval: integer('allow_removal', { mode: 'boolean' }).notNull().default(false),
    target: text('target'),
    targetNumber: integer('target_number'),
    attempts: integer('attempts').notNull().default(0),
    stalls: integer('stalls').notNull().default(0),
    streak: integer('streak').notNull().default(0),
    position: text('position'),
    complete: integer('complete', { mode: 'boolean' }).notNull().default(true),
    rechecked: integer('rechecked', { mode: 'boolean' }).notNull().default(false),
    found: integer('found').notNull().default(0),
    fetched: integer('fetched').notNull().default(0),
    unchanged: integer('unchanged').notNull().default(0),
    read: integer('read').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    chunked: integer('chunked').notNull().default(0),
    embedded: integer('embedded').notNull().default(0),
    removed: integer('removed').notNull().default(0),
    manifest: text('manifest'),
    note: text('note'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    endedAt: text('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.sourceId, table.number] }),
    index('source_syncs_unfinished').on(table.updatedAt).where(sql`state IN ('queued', 'running')`),
  ],
);

/** What was uploaded; `object` is its key in R2. */
export const sourceFiles = sqliteTable(
  'source_files',
  {
    ...ofSource(),
    path: text('path').notNull(),
    bytes: integer('bytes').notNull(),
    mediaType: text('media_type'),
    hash: text('hash').notNull(),
    object: text('object').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.sourceId, table.path] })],
);

/** The documents of a source, by path or address. */
export const sourceDocuments = sqliteTable(
  'source_documents',
  {
    ...ofSource(),
    key: text('key').notNull(),
    url: text('url'),
    state: text('state', { enum: DOCUMENT_STATES }).notNull(),
    reason: text('reason'),
    detail: text('detail'),
    depth: integer('depth').notNull().default(0),
    seen: integer('seen').notNull(),
    tries: integer('tries').notNull().default(0),
    rawHash: text('raw_hash'),
    etag: text('etag'),
    lastModified: text('last_modified'),
    content: text('content'),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.sourceId, table.key] }),
    index('source_documents_by_state').on(table.organizationId, table.sourceId, table.state, table.key),
    index('source_documents_waiting')
      .on(table.organizationId, table.sourceId, table.tries, table.depth, table.key)
      .where(sql`state = 'waiting'`),
  ],
);

/** The articles that documents yield: what is wanted, and what is served. */
export const sourceArticles = sqliteTable(
  'source_articles',
  {
    ...ofSource(),
    document: text('document').notNull(),
    part: text('part').notNull(),
    externalId: text('external_id').notNull(),
    articleId: text('article_id'),
    wanted: text('wanted'),
    content: text('content'),
    applied: text('applied'),
    failedIn: integer('failed_in').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.sourceId, table.document, table.part] }),
    index('source_articles_pending')
      .on(table.organizationId, table.sourceId, table.document, table.part)
      .where(sql`wanted IS NOT applied`),
  ],
);
