import { sql } from 'drizzle-orm';
import {
  blob,
  foreignKey,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
} from 'drizzle-orm/sqlite-core';
import { organizations } from './organizations.ts';

export const INTENT_MODEL_STATES = ['queued', 'training', 'ready', 'failed'] as const;

/** Versions of an organization's own intents. `report` is JSON: the cross-validation that an admin reads. */
export const intentModels = sqliteTable(
  'intent_models',
  {
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    state: text('state', { enum: INTENT_MODEL_STATES }).notNull(),
    /** 0 to 1. */
    progress: real('progress').notNull().default(0),
    note: text('note'),
    intents: integer('intents').notNull(),
    examples: integer('examples').notNull(),
    /** Whether it is put to use as soon as it is ready. */
    activate: integer('activate', { mode: 'boolean' }).notNull(),
    /** How often a step of its training was begun; also what tells a runner that another has taken over. */
    attempts: integer('attempts').notNull().default(0),
    report: text('report'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.version] }),
    index('intent_models_unfinished').on(table.updatedAt).where(sql`state IN ('queued', 'training')`),
  ],
);

/** What is too big for one row, in parts: examples as JSON, weights as bytes. */
export const intentModelParts = sqliteTable(
  'intent_model_parts',
  {
    organizationId: text('organization_id').notNull(),
    version: integer('version').notNull(),
    kind: text('kind', { enum: ['examples', 'weights'] }).notNull(),
    part: integer('part').notNull(),
    body: blob('body', { mode: 'buffer' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.version, table.kind, table.part] }),
    foreignKey({
      columns: [table.organizationId, table.version],
      foreignColumns: [intentModels.organizationId, intentModels.version],
    }).onDelete('cascade'),
  ],
);
