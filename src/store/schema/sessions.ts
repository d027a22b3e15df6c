import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { organizations } from './organizations.ts';
import { users } from './users.ts';

export const FAMILY_ENDS = ['logout', 'reuse', 'password', 'disabled'] as const;

/** One login of one user; its refresh tokens replace each other until the family ends or expires. */
export const refreshFamilies = sqliteTable(
  'refresh_families',
  {
    id: text('id').primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at').notNull(),
    endedAt: text('ended_at'),
    endedReason: text('ended_reason', { enum: FAMILY_ENDS }),
  },
  (table) => [
    index('refresh_families_by_user').on(table.userId),
    index('refresh_families_by_expiry').on(table.expiresAt),
  ],
);

/** `replacedBy` names the token that this one was exchanged for, so that one statement can tell winner from reuse. */
export const refreshTokens = sqliteTable(
  'refresh_tokens',
  {
    hash: text('hash').primaryKey(),
    familyId: text('family_id')
      .notNull()
      .references(() => refreshFamilies.id, { onDelete: 'cascade' }),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at').notNull(),
    usedAt: text('used_at'),
    replacedBy: text('replaced_by'),
  },
  (table) => [index('refresh_tokens_by_family').on(table.familyId)],
);

/** Failed logins per subject: a keyed hash of an account's e-mail or of a network address. */
export const loginAttempts = sqliteTable(
  'login_attempts',
  {
    subject: text('subject').primaryKey(),
    failures: integer('failures').notNull(),
    lastAt: text('last_at').notNull(),
  },
  (table) => [index('login_attempts_by_last').on(table.lastAt)],
);
