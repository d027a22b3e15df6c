import { eq, lt, sql } from 'drizzle-orm';
import { isoTime } from '../domain/clock.ts';
import { LIMITS } from '../domain/limits.ts';
import { nowText, type StoreDeps } from './deps.ts';
import { loginAttempts } from './schema/sessions.ts';

/** Counted tries of one subject. `lastAt` in milliseconds since the epoch. */
export interface AttemptCount {
  failures: number;
  lastAt: number;
}

/**
 * Counters behind the login throttle. A try is counted before the password is looked at and taken back when it was right,
 * so that many guesses at the same moment cannot all pass the check.
 */
export class LoginAttemptRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock'>) {
    this.#deps = deps;
  }

  /**
   * Counts a try of a subject and returns the count with it. The count starts again after a pause without tries; tries
   * beyond `limit` are counted once, so that asking again during the pause does not prolong it.
   */
  async count(subject: string, limit: number): Promise<AttemptCount> {
    const now = nowText(this.#deps);
    const old = this.#cutoff();
    const row = await this.#deps.db
      .insert(loginAttempts)
      .values({ subject, failures: 1, lastAt: now })
      .onConflictDoUpdate({
        target: loginAttempts.subject,
        set: {
          failures: sql`CASE WHEN last_at <= ${old} THEN 1 ELSE min(failures + 1, ${limit + 1}) END`,
          lastAt: sql`CASE WHEN last_at > ${old} AND failures > ${limit} THEN last_at ELSE ${now} END`,
        },
      })
      .returning()
      .get();
    return { failures: row.failures, lastAt: Date.parse(row.lastAt) };
  }

  /** Takes one try back: the password was right. The count of the account is cleared with `clear`. */
  async takeBack(subject: string): Promise<void> {
    await this.#deps.db
      .update(loginAttempts)
      .set({ failures: sql`max(failures - 1, 0)` })
      .where(eq(loginAttempts.subject, subject));
  }

  async clear(subject: string): Promise<void> {
    await this.#deps.db.delete(loginAttempts).where(eq(loginAttempts.subject, subject));
  }

  /** Removes counters older than the pause. For the nightly job. */
  async purge(): Promise<void> {
    await this.#deps.db.delete(loginAttempts).where(lt(loginAttempts.lastAt, this.#cutoff()));
  }

  #cutoff() {
    return isoTime(this.#deps.clock() - LIMITS.loginPauseSeconds * 1_000);
  }
}
