import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { organizations } from './organizations.ts';

/** An organization's own systems. `declaration` is JSON, see `domain/connector.ts`; `secret` is sealed for its name. */
export const connectors = sqliteTable(
  'connectors',
  {
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    declaration: text('declaration').notNull(),
    secret: text('secret'),
    createdAt: text('created_at').notNull(),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.name] })],
);
