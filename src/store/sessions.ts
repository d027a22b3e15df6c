import { and, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import { isoTime } from '../domain/clock.ts';
import { LIMITS } from '../domain/limits.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { nowText, type StoreDeps } from './deps.ts';
import { type FAMILY_ENDS, refreshFamilies, refreshTokens } from './schema/sessions.ts';

export type FamilyEnd = (typeof FAMILY_ENDS)[number];

/** Whose session it is. */
export interface SessionOwner {
  organizationId: string;
  userId: string;
  familyId: string;
}

/** `reused`: the token was exchanged before, and its whole family is now ended. `ended`: it was ended earlier. */
export type RotationFailure =
  | { reason: 'unknown' | 'expired' | 'ended' }
  | ({ reason: 'reused' } & SessionOwner);

/** A login lasts at most 90 days, however often its token is exchanged: after a quarter the password is asked again. */
const FAMILY_MS = 90 * 86_400_000;

/** Refresh-token families. Tokens are known by their SHA-256 only. */
export class SessionRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock' | 'newId'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock' | 'newId'>) {
    this.#deps = deps;
  }

  /** Begins a family at login, with its first token. */
  async start(organizationId: string, userId: string, tokenHash: string): Promise<{ familyId: string }> {
    const familyId = this.#deps.newId('fam');
    const createdAt = nowText(this.#deps);
    const familyEnd = isoTime(this.#deps.clock() + FAMILY_MS);
    await this.#deps.db.batch([
      this.#deps.db
        .insert(refreshFamilies)
        .values({ id: familyId, organizationId, userId, createdAt, expiresAt: familyEnd }),
      this.#deps.db
        .insert(refreshTokens)
        .values({ hash: tokenHash, familyId, createdAt, expiresAt: this.#expiry() }),
    ]);
    return { familyId };
  }

  /**
   * Exchanges a token for the next one, or says why not. One transaction: mark the token used if it is live, add its
   * successor if this call marked it, end the family if another call had. Of two at once exactly one wins, and the
   * other ends the family, as it must: they cannot be told from an owner and a thief.
   */
  async rotate(tokenHash: string, nextHash: string): Promise<Result<SessionOwner, RotationFailure>> {
    const [, , ended, found] = await this.#deps.db.batch([
      this.#markUsed(tokenHash, nextHash),
      this.#addSuccessor(tokenHash, nextHash),
      this.#endWhereReused(tokenHash, nextHash),
      this.#owner(tokenHash),
    ]);
    const row = found[0];
    if (row === undefined) return err({ reason: 'unknown' });
    const owner = { organizationId: row.organizationId, userId: row.userId, familyId: row.familyId };
    if (row.replacedBy === nextHash) return ok(owner);
    if (ended.length > 0) return err({ reason: 'reused', ...owner });
    return err({ reason: row.endedAt !== null ? 'ended' : 'expired' });
  }

  /** Ends the family of a token, used or not: logout. Nothing happens when it is unknown or ended. */
  async endByToken(tokenHash: string, reason: FamilyEnd): Promise<SessionOwner | null> {
    const family = sql`(SELECT family_id FROM refresh_tokens WHERE hash = ${tokenHash})`;
    const row = await this.#deps.db
      .update(refreshFamilies)
      .set({ endedAt: nowText(this.#deps), endedReason: reason })
      .where(and(sql`${refreshFamilies.id} = ${family}`, isNull(refreshFamilies.endedAt)))
      .returning()
      .get();
    if (row === undefined) return null;
    return { organizationId: row.organizationId, userId: row.userId, familyId: row.id };
  }

  /** Ends every family of a user: a changed password, a disabled user. */
  async endAll(organizationId: string, userId: string, reason: FamilyEnd): Promise<void> {
    await this.#deps.db
      .update(refreshFamilies)
      .set({ endedAt: nowText(this.#deps), endedReason: reason })
      .where(
        and(
          eq(refreshFamilies.organizationId, organizationId),
          eq(refreshFamilies.userId, userId),
          isNull(refreshFamilies.endedAt),
        ),
      );
  }

  /** Removes families that expired before now; their tokens go with them. For the nightly job. */
  async purge(): Promise<void> {
    await this.#deps.db.delete(refreshFamilies).where(lt(refreshFamilies.expiresAt, nowText(this.#deps)));
  }

  #markUsed(tokenHash: string, nextHash: string) {
    const now = nowText(this.#deps);
    const liveFamilies = this.#deps.db
      .select({ id: refreshFamilies.id })
      .from(refreshFamilies)
      .where(and(isNull(refreshFamilies.endedAt), gt(refreshFamilies.expiresAt, now)));
    return this.#deps.db
      .update(refreshTokens)
      .set({ usedAt: now, replacedBy: nextHash })
      .where(
        and(
          eq(refreshTokens.hash, tokenHash),
          isNull(refreshTokens.usedAt),
          gt(refreshTokens.expiresAt, now),
          inArray(refreshTokens.familyId, liveFamilies),
        ),
      );
  }

  /** Adds a row only where `markUsed` of this same call named it. */
  #addSuccessor(tokenHash: string, nextHash: string) {
    const exchanged = this.#deps.db
      .select({
        hash: sql<string>`${nextHash}`.as('hash'),
        familyId: refreshTokens.familyId,
        createdAt: sql<string>`${nowText(this.#deps)}`.as('created_at'),
        expiresAt: sql<string>`${this.#expiry()}`.as('expires_at'),
        usedAt: sql<null>`NULL`.as('used_at'),
        replacedBy: sql<null>`NULL`.as('replaced_by'),
      })
      .from(refreshTokens)
      .where(and(eq(refreshTokens.hash, tokenHash), eq(refreshTokens.replacedBy, nextHash)));
    return this.#deps.db.insert(refreshTokens).select(exchanged);
  }

  #endWhereReused(tokenHash: string, nextHash: string) {
    return this.#deps.db
      .update(refreshFamilies)
      .set({ endedAt: nowText(this.#deps), endedReason: 'reuse' })
      .where(
        and(
          isNull(refreshFamilies.endedAt),
          sql`${refreshFamilies.id} = (SELECT family_id FROM refresh_tokens
            WHERE hash = ${tokenHash} AND used_at IS NOT NULL AND replaced_by <> ${nextHash})`,
        ),
      )
      .returning({ endedFamily: refreshFamilies.id });
  }

  #owner(tokenHash: string) {
    return this.#deps.db
      .select({
        familyId: refreshTokens.familyId,
        replacedBy: refreshTokens.replacedBy,
        organizationId: refreshFamilies.organizationId,
        userId: refreshFamilies.userId,
        endedAt: refreshFamilies.endedAt,
      })
      .from(refreshTokens)
      .innerJoin(refreshFamilies, eq(refreshFamilies.id, refreshTokens.familyId))
      .where(eq(refreshTokens.hash, tokenHash));
  }

  #expiry() {
    return isoTime(this.#deps.clock() + LIMITS.refreshTokenSeconds * 1_000);
  }
}
