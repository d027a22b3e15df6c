import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { organizations } from './organizations.ts';

export const ACTOR_KINDS = ['customer', 'user', 'api-key', 'system'] as const;
export const AUDIT_OUTCOMES = ['allowed', 'denied', 'failed'] as const;

/** Who did what, when and with what outcome. A trigger refuses updates. Holds ids, never personal data or secrets. */
export const auditEvents = sqliteTable(
  'audit_events',
  {
    id: text('id').primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    actorKind: text('actor_kind', { enum: ACTOR_KINDS }).notNull(),
    actorId: text('actor_id').notNull(),
    action: text('action').notNull(),
    target: text('target'),
    outcome: text('outcome', { enum: AUDIT_OUTCOMES }).notNull(),
    requestId: text('request_id').notNull(),
    details: text('details', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [index('audit_events_by_created').on(table.organizationId, table.createdAt, table.id)],
);

/** Counters per organization, UTC day and metric. */
export const usage = sqliteTable(
  'usage',
  {
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    day: text('day').notNull(),
    metric: text('metric').notNull(),
    value: integer('value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.day, table.metric] })],
);

/** Queue events whose effects are stored. Kept longer than a queue can redeliver. */
export const processedEvents = sqliteTable(
  'processed_events',
  {
    eventId: text('event_id').primaryKey(),
    kind: text('kind').notNull(),
    processedAt: text('processed_at').notNull(),
  },
  (table) => [index('processed_events_by_time').on(table.processedAt)],
);

/** First results of creating requests. `status` is null while the first request runs; `response` is sealed. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    route: text('route').notNull(),
    key: text('key').notNull(),
    bodyHash: text('body_hash').notNull(),
    status: integer('status'),
    response: text('response'),
    lockedUntil: text('locked_until').notNull(),
    expiresAt: text('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.route, table.key] }),
    index('idempotency_keys_by_expiry').on(table.expiresAt),
  ],
);
