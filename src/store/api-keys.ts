import { and, eq, isNull, lt, or } from 'drizzle-orm';
import { isoTime } from '../domain/clock.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Role } from '../domain/user.ts';
import { type InvalidCursor, type Page, toPage, viewPage } from './cursor.ts';
import { type LimitReached, type NotFound, nowText, type StoreDeps } from './deps.ts';
import { keyset, type PageRequest } from './list-query.ts';
import { apiKeys } from './schema/users.ts';

/** An API key as it may be shown: `prefix` is its beginning, the rest is known to its holder only. */
export interface ApiKeyRecord {
  id: string;
  organizationId: string;
  prefix: string;
  name: string;
  role: Role;
  createdBy: string | null;
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

export interface NewApiKey {
  hash: string;
  prefix: string;
  name: string;
  role: Exclude<Role, 'owner'>;
  createdBy: string | null;
}

/** `last_used_at` is written at most once in this time: it answers "is this key in use", not "how often". */
const TOUCH_EVERY_MS = 3_600_000;

/** API keys, stored as hashes. */
export class ApiKeyRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock' | 'newId'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock' | 'newId'>) {
    this.#deps = deps;
  }

  /** The key that is not revoked and has this hash: the one lookup that needs no organization. */
  async findByHash(hash: string): Promise<ApiKeyRecord | null> {
    const row = await this.#deps.db
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt)))
      .get();
    return row === undefined ? null : keyOf(row);
  }

  /** Notes that a key was used; a repeat within the hour writes nothing. */
  async touch(organizationId: string, keyId: string): Promise<void> {
    const stale = isoTime(this.#deps.clock() - TOUCH_EVERY_MS);
    await this.#deps.db
      .update(apiKeys)
      .set({ lastUsedAt: nowText(this.#deps) })
      .where(
        and(this.#own(organizationId, keyId), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, stale))),
      );
  }

  async get(organizationId: string, keyId: string): Promise<ApiKeyRecord | null> {
    const row = await this.#deps.db.select().from(apiKeys).where(this.#own(organizationId, keyId)).get();
    return row === undefined ? null : keyOf(row);
  }

  /** Newest first, revoked ones included: the console shows what was. */
  async list(
    organizationId: string,
    request: PageRequest,
  ): Promise<Result<Page<ApiKeyRecord>, InvalidCursor>> {
    const page = keyset('api-keys', apiKeys.createdAt, apiKeys.id, 'desc', request);
    if (!page.ok) return page;
    const { name, limit, fetch, after, order } = page.value;
    const rows = await this.#deps.db
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.organizationId, organizationId), after))
      .orderBy(...order)
      .limit(fetch);
    return ok(
      viewPage(
        toPage(rows, limit, name, (row) => ({ key: row.createdAt, id: row.id })),
        keyOf,
      ),
    );
  }

  /** The limit counts keys that are not revoked. */
  async create(
    organizationId: string,
    input: NewApiKey,
    limit: number,
  ): Promise<Result<ApiKeyRecord, LimitReached>> {
    const live = and(eq(apiKeys.organizationId, organizationId), isNull(apiKeys.revokedAt));
    if ((await this.#deps.db.$count(apiKeys, live)) >= limit) return err({ reason: 'limit_reached', limit });
    const made = await this.#deps.db
      .insert(apiKeys)
      .values({ id: this.#deps.newId('key'), organizationId, ...input, createdAt: nowText(this.#deps) })
      .returning()
      .get();
    return ok(keyOf(made));
  }

  /** A revoked key stays listed and never works again. Revoking twice keeps the first time. */
  async revoke(organizationId: string, keyId: string): Promise<Result<null, NotFound>> {
    const found = await this.#deps.db
      .select({ id: apiKeys.id })
      .from(apiKeys)
      .where(this.#own(organizationId, keyId))
      .get();
    if (found === undefined) return err({ reason: 'not_found' });
    await this.#deps.db
      .update(apiKeys)
      .set({ revokedAt: nowText(this.#deps) })
      .where(and(this.#own(organizationId, keyId), isNull(apiKeys.revokedAt)));
    return ok(null);
  }

  #own(organizationId: string, keyId: string) {
    return and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.id, keyId));
  }
}

function keyOf(row: typeof apiKeys.$inferSelect): ApiKeyRecord {
  const { hash: _secret, ...shown } = row;
  return shown;
}
