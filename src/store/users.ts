import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { err, ok, type Result } from '../domain/result.ts';
import type { Role, User } from '../domain/user.ts';
import { type InvalidCursor, type Page, toPage, viewPage } from './cursor.ts';
import { type LimitReached, type NotFound, nowText, type StoreDeps } from './deps.ts';
import { keyset, type PageRequest } from './list-query.ts';
import { defined } from './organization-record.ts';
import { users } from './schema/users.ts';

export interface NewUser {
  id?: string;
  email: string;
  name: string;
  role: Role;
  passwordHash: string;
}

export interface UserPatch {
  name?: string | undefined;
  role?: Role | undefined;
  passwordHash?: string | undefined;
  disabled?: boolean | undefined;
}

/** A user with what a login needs. Never leaves the auth stage. */
export interface UserCredentials {
  user: User;
  passwordHash: string;
}

/** Console users. E-mail addresses are compared in lower case and belong to one user in all of the product. */
export class UserRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock' | 'newId'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock' | 'newId'>) {
    this.#deps = deps;
  }

  async get(organizationId: string, userId: string): Promise<User | null> {
    const row = await this.#deps.db.select().from(users).where(this.#own(organizationId, userId)).get();
    return row === undefined ? null : userOf(row);
  }

  /** For changing one's own password. */
  async getCredentials(organizationId: string, userId: string): Promise<UserCredentials | null> {
    return this.#credentials(
      await this.#deps.db.select().from(users).where(this.#own(organizationId, userId)).get(),
    );
  }

  /** For login, where the organization is not known yet. Disabled users are found too; the caller decides. */
  async findCredentialsByEmail(email: string): Promise<UserCredentials | null> {
    return this.#credentials(
      await this.#deps.db
        .select()
        .from(users)
        .where(eq(users.email, normalEmail(email)))
        .get(),
    );
  }

  /** Newest first. */
  async list(organizationId: string, request: PageRequest): Promise<Result<Page<User>, InvalidCursor>> {
    const page = keyset('users', users.createdAt, users.id, 'desc', request);
    if (!page.ok) return page;
    const { name, limit, fetch, after, order } = page.value;
    const rows = await this.#deps.db
      .select()
      .from(users)
      .where(and(eq(users.organizationId, organizationId), after))
      .orderBy(...order)
      .limit(fetch);
    return ok(
      viewPage(
        toPage(rows, limit, name, (row) => ({ key: row.createdAt, id: row.id })),
        userOf,
      ),
    );
  }

  /**
   * `email_taken` also when another organization's user has the address. The limit counts users that are not disabled;
   * two creations at the same moment may exceed it by one.
   */
  async create(
    organizationId: string,
    input: NewUser,
    limit: number,
  ): Promise<Result<User, { reason: 'email_taken' } | LimitReached>> {
    if ((await this.#countActive(organizationId)) >= limit) return err({ reason: 'limit_reached', limit });
    const now = nowText(this.#deps);
    const made = await this.#deps.db
      .insert(users)
      .values({
        id: input.id ?? this.#deps.newId('usr'),
        organizationId,
        email: normalEmail(input.email),
        name: input.name,
        role: input.role,
        passwordHash: input.passwordHash,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
      .returning()
      .get();
    return made === undefined ? err({ reason: 'email_taken' }) : ok(userOf(made));
  }

  /** Changes what the patch names. `last_owner`: an organization keeps at least one owner who can log in. */
  async update(
    organizationId: string,
    userId: string,
    patch: UserPatch,
  ): Promise<Result<User, NotFound | { reason: 'last_owner' }>> {
    const now = nowText(this.#deps);
    const losesOwner = patch.disabled === true || (patch.role !== undefined && patch.role !== 'owner');
    const changed = await this.#deps.db
      .update(users)
      .set({
        ...defined({ name: patch.name, role: patch.role, passwordHash: patch.passwordHash }),
        ...(patch.disabled !== undefined && {
          disabledAt: patch.disabled ? sql`coalesce(${users.disabledAt}, ${now})` : null,
        }),
        updatedAt: now,
      })
      .where(
        and(
          this.#own(organizationId, userId),
          losesOwner ? this.#notLastOwner(organizationId, userId) : undefined,
        ),
      )
      .returning()
      .get();
    if (changed !== undefined) return ok(userOf(changed));
    return this.#missing(organizationId, userId);
  }

  async remove(
    organizationId: string,
    userId: string,
  ): Promise<Result<null, NotFound | { reason: 'last_owner' }>> {
    const gone = await this.#deps.db
      .delete(users)
      .where(and(this.#own(organizationId, userId), this.#notLastOwner(organizationId, userId)))
      .returning({ id: users.id })
      .get();
    return gone !== undefined ? ok(null) : this.#missing(organizationId, userId);
  }

  #own(organizationId: string, userId: string) {
    return and(eq(users.organizationId, organizationId), eq(users.id, userId));
  }

  async #credentials(row: typeof users.$inferSelect | undefined): Promise<UserCredentials | null> {
    return row === undefined ? null : { user: userOf(row), passwordHash: row.passwordHash };
  }

  async #countActive(organizationId: string): Promise<number> {
    const where = and(eq(users.organizationId, organizationId), isNull(users.disabledAt));
    return this.#deps.db.$count(users, where);
  }

  async #missing(organizationId: string, userId: string) {
    const row = await this.#deps.db
      .select({ id: users.id })
      .from(users)
      .where(this.#own(organizationId, userId))
      .get();
    return err(row === undefined ? ({ reason: 'not_found' } as const) : ({ reason: 'last_owner' } as const));
  }

  /** One statement decides and writes, so that two owners cannot remove each other at the same moment. */
  #notLastOwner(organizationId: string, userId: string) {
    const others = this.#deps.db
      .select({ one: sql`1` })
      .from(users)
      .where(
        and(
          eq(users.organizationId, organizationId),
          eq(users.role, 'owner'),
          isNull(users.disabledAt),
          ne(users.id, userId),
        ),
      );
    return sql`(${users.role} <> 'owner' OR ${users.disabledAt} IS NOT NULL OR EXISTS ${others})`;
  }
}

/** Addresses are stored and compared like this. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

function userOf(row: typeof users.$inferSelect): User {
  const { id, organizationId, email, name, role, createdAt, disabledAt } = row;
  return { id, organizationId, email, name, role, createdAt, disabledAt };
}
