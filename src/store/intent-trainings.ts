import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import { isoTime } from '../domain/clock.ts';
import { runBatch } from './database.ts';
import { nowText, type StoreDeps } from './deps.ts';
import { splitParts } from './intent-model-parts.ts';
import { type IntentVersion, own } from './intent-models.ts';
import { intentModelParts, intentModels } from './schema/intent-models.ts';
import { organizations } from './schema/organizations.ts';

/** A step of a training that this runner alone may write, as long as nobody has begun it again. */
export interface IntentClaim {
  organizationId: string;
  version: number;
  attempt: number;
  /** What the step before left; null: nothing is measured yet. */
  report: string | null;
}

/** What a claim was answered: `busy` where someone is at it, or at another version of the organization; `done`: nothing is left. */
export type ClaimOutcome = { kind: 'claimed'; claim: IntentClaim } | { kind: 'busy' } | { kind: 'done' };

/** Trainings of organizations' own intents: who is at which step. Whatever a runner writes counts only while it holds its claim. */
export class IntentTrainingRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock'>) {
    this.#deps = deps;
  }

  /**
   * Begins the next step of a training, unless somebody else is at it, or at another of the organization, and was heard of
   * within `leaseMs`.
   */
  async claim(organizationId: string, version: number, leaseMs: number): Promise<ClaimOutcome> {
    const silent = isoTime(this.#deps.clock() - leaseMs);
    const claimed = await this.#deps.db
      .update(intentModels)
      .set({
        state: 'training',
        attempts: sql`${intentModels.attempts} + 1`,
        updatedAt: nowText(this.#deps),
      })
      .where(
        and(
          own(organizationId, version),
          inArray(intentModels.state, ['queued', 'training']),
          sql`NOT EXISTS (SELECT 1 FROM intent_models AS other WHERE other.organization_id = ${organizationId}
            AND other.state = 'training' AND other.updated_at > ${silent})`,
        ),
      )
      .returning({ attempt: intentModels.attempts, report: intentModels.report })
      .get();
    if (claimed !== undefined) return { kind: 'claimed', claim: { organizationId, version, ...claimed } };
    const state = await this.#state(organizationId, version);
    return { kind: state === 'queued' || state === 'training' ? 'busy' : 'done' };
  }

  /** Says how far it is, which also keeps the claim. False: the claim is lost, and the runner should stop. */
  async progress(claim: IntentClaim, progress: number, note: string): Promise<boolean> {
    return this.#change(claim, { progress, note });
  }

  /** Ends the first step: what was measured is kept, and whoever claims next goes on from there. */
  async measured(claim: IntentClaim, report: string, progress: number): Promise<boolean> {
    return this.#change(claim, { report, progress, state: 'queued', note: null });
  }

  /** Gives a claim back, so that the step can be begun again at once. */
  async release(claim: IntentClaim): Promise<boolean> {
    return this.#change(claim, { state: 'queued' });
  }

  /** Ends a training that cannot succeed. `why` is for an admin. */
  async fail(claim: IntentClaim, why: string): Promise<boolean> {
    return this.#change(claim, { state: 'failed', note: why.slice(0, NOTE_CHARS) });
  }

  /**
   * Ends a training: weights, state and, where that was asked for, use are one transaction. A version that ends late does not
   * displace a newer one. False: the claim is lost, and nothing has changed.
   */
  async finish(claim: IntentClaim, weights: Uint8Array, report: string): Promise<boolean> {
    const { db } = this.#deps;
    const { organizationId, version } = claim;
    const now = nowText(this.#deps);
    const mine = sql`EXISTS (SELECT 1 FROM intent_models WHERE ${this.#held(claim)})`;
    const parts = splitParts(weights).map((body, part) =>
      db
        .insert(intentModelParts)
        .select(sql`SELECT ${organizationId}, ${version}, 'weights', ${part}, ${body} WHERE ${mine}`),
    );
    const wanted = sql`EXISTS (SELECT 1 FROM intent_models WHERE ${this.#held(claim)} AND activate = 1)`;
    const use = db
      .update(organizations)
      .set({ intentModel: version, version: sql`${organizations.version} + 1`, updatedAt: now })
      .where(
        and(
          eq(organizations.id, organizationId),
          sql`coalesce(${organizations.intentModel}, 0) < ${version}`,
          wanted,
        ),
      );
    const done = db
      .update(intentModels)
      .set({ state: 'ready', progress: 1, note: null, report, updatedAt: now })
      .where(this.#held(claim))
      .returning({ version: intentModels.version });
    await runBatch(db, [...parts, use, done]);
    return (await this.#state(organizationId, version)) === 'ready';
  }

  /** The organization's next version that waits, if any. */
  async nextQueued(organizationId: string): Promise<number | null> {
    const found = await this.#deps.db
      .select({ version: intentModels.version })
      .from(intentModels)
      .where(and(eq(intentModels.organizationId, organizationId), eq(intentModels.state, 'queued')))
      .orderBy(asc(intentModels.version))
      .get();
    return found?.version ?? null;
  }

  /** Trainings of all organizations that were not heard of for `silentMs`, longest first: for the sweep behind the queue. */
  async unfinished(silentMs: number, limit: number): Promise<{ organizationId: string; version: number }[]> {
    return this.#deps.db
      .select({ organizationId: intentModels.organizationId, version: intentModels.version })
      .from(intentModels)
      .where(
        and(
          sql`${intentModels.state} IN ('queued', 'training')`,
          lt(intentModels.updatedAt, isoTime(this.#deps.clock() - silentMs)),
        ),
      )
      .orderBy(asc(intentModels.updatedAt))
      .limit(limit);
  }

  async #state(organizationId: string, version: number): Promise<IntentVersion['state'] | null> {
    const found = await this.#deps.db
      .select({ state: intentModels.state })
      .from(intentModels)
      .where(own(organizationId, version))
      .get();
    return found?.state ?? null;
  }

  async #change(
    claim: IntentClaim,
    set: Partial<Pick<IntentVersion, 'state' | 'progress' | 'note' | 'report'>>,
  ): Promise<boolean> {
    const changed = await this.#deps.db
      .update(intentModels)
      .set({ ...set, updatedAt: nowText(this.#deps) })
      .where(this.#held(claim))
      .returning({ version: intentModels.version })
      .get();
    return changed !== undefined;
  }

  #held({ organizationId, version, attempt }: IntentClaim) {
    return and(
      own(organizationId, version),
      eq(intentModels.state, 'training'),
      eq(intentModels.attempts, attempt),
    );
  }
}

/** A note is for a reader in the console, not a stack trace. */
const NOTE_CHARS = 500;
