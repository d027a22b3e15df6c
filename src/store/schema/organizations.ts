import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { TIERS } from '../../domain/organization.ts';
import { JURISDICTIONS } from '../../domain/user.ts';

/** Tenants. `settings` and `limits` are JSON objects that name only what differs from the defaults. */
export const organizations = sqliteTable(
  'organizations',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    tier: text('tier', { enum: TIERS }).notNull(),
    widgetKey: text('widget_key').notNull(),
    jurisdiction: text('jurisdiction', { enum: JURISDICTIONS }),
    settings: text('settings').notNull(),
    limits: text('limits').notNull(),
    /** Rises by one with every change: conversation objects cache a snapshot by it. */
    version: integer('version').notNull(),
    /** Sealed; with it the organization's server signs customer identity tokens. */
    identitySecret: text('identity_secret'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
    /** Version of the organization's own intent model; null: the built-in one. */
    intentModel: integer('intent_model'),
  },
  (table) => [uniqueIndex('organizations_widget_key').on(table.widgetKey)],
);
