import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import { isoTime } from '../domain/clock.ts';
import { nowText, type StoreDeps } from './deps.ts';
import { openOptional } from './field-sealer.ts';
import { idempotencyKeys } from './schema/operations.ts';

/** Which request: an `Idempotency-Key` counts within one organization and one route. */
export interface IdempotencyScope {
  route: string;
  key: string;
}

/**
 * `fresh`: run the request, then `complete` or `abandon` it. `replay`: answer with this. `running`: the first request has
 * not answered yet. `mismatch`: the key was used with another body.
 */
export type IdempotencyStart =
  | { kind: 'fresh' }
  | { kind: 'replay'; status: number; response: string }
  | { kind: 'running' }
  | { kind: 'mismatch' };

/** Kept for a day, as clients of payment APIs are used to. */
const KEEP_MS = 86_400_000;
/** A request that did not answer in this time is dead (`?wait=true` ends after 30 s): a retry may run. */
const LOCK_MS = 60_000;
const FIELD = 'idempotency_keys.response';

/** First results of creating requests. Responses are sealed, since one of them may hold a key that is shown once. */
export class IdempotencyRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'sealer' | 'clock'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'sealer' | 'clock'>) {
    this.#deps = deps;
  }

  /** Claims the key, or tells what is known of it. Of two at once exactly one is `fresh`. */
  async begin(organizationId: string, scope: IdempotencyScope, bodyHash: string): Promise<IdempotencyStart> {
    const now = nowText(this.#deps);
    const claim = {
      bodyHash,
      status: null,
      response: null,
      lockedUntil: isoTime(this.#deps.clock() + LOCK_MS),
      expiresAt: isoTime(this.#deps.clock() + KEEP_MS),
    };
    const claimed = await this.#deps.db
      .insert(idempotencyKeys)
      .values({ organizationId, route: scope.route, key: scope.key, ...claim })
      .onConflictDoUpdate({
        target: [idempotencyKeys.organizationId, idempotencyKeys.route, idempotencyKeys.key],
        set: claim,
        setWhere: free(now, bodyHash),
      })
      .returning({ key: idempotencyKeys.key })
      .get();
    if (claimed !== undefined) return { kind: 'fresh' };
    return this.#known(organizationId, scope, bodyHash);
  }

  /** Stores the answer for repeats. `response` is the body as text. */
  async complete(
    organizationId: string,
    scope: IdempotencyScope,
    status: number,
    response: string,
  ): Promise<void> {
    const sealed = await this.#deps.sealer.seal(organizationId, FIELD, response);
    await this.#deps.db
      .update(idempotencyKeys)
      .set({ status, response: sealed })
      .where(this.#at(organizationId, scope));
  }

  /** Forgets a claim whose request had no effect (it was invalid, or it failed), so that a retry runs. */
  async abandon(organizationId: string, scope: IdempotencyScope): Promise<void> {
    await this.#deps.db
      .delete(idempotencyKeys)
      .where(and(this.#at(organizationId, scope), isNull(idempotencyKeys.status)));
  }

  /** For the nightly job. */
  async purge(): Promise<void> {
    await this.#deps.db.delete(idempotencyKeys).where(lt(idempotencyKeys.expiresAt, nowText(this.#deps)));
  }

  #at(organizationId: string, scope: IdempotencyScope) {
    return and(
      eq(idempotencyKeys.organizationId, organizationId),
      eq(idempotencyKeys.route, scope.route),
      eq(idempotencyKeys.key, scope.key),
    );
  }

  async #known(organizationId: string, scope: IdempotencyScope, bodyHash: string): Promise<IdempotencyStart> {
    const row = await this.#deps.db
      .select()
      .from(idempotencyKeys)
      .where(this.#at(organizationId, scope))
      .get();
    if (row === undefined) return { kind: 'running' };
    if (row.bodyHash !== bodyHash) return { kind: 'mismatch' };
    const response = await openOptional(this.#deps.sealer, organizationId, FIELD, row.response);
    if (row.status === null || response === null) return { kind: 'running' };
    return { kind: 'replay', status: row.status, response };
  }
}

/** A row may be claimed anew when it expired, or when its request died and this is the same request again. */
function free(now: string, bodyHash: string) {
  const { expiresAt, status, lockedUntil } = idempotencyKeys;
  return sql`(${expiresAt} <= ${now}
    OR (${status} IS NULL AND ${lockedUntil} <= ${now} AND ${idempotencyKeys.bodyHash} = ${bodyHash}))`;
}
