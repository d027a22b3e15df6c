import { and, asc, eq, getTableColumns, inArray, lt, lte, type SQL, sql } from 'drizzle-orm';
import { isoTime } from '../domain/clock.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { type InvalidCursor, type Page, toPage } from './cursor.ts';
import { runBatch } from './database.ts';
import { type LimitReached, type NotFound, nowText, type StoreDeps } from './deps.ts';
import { joinParts, type PartKind, splitParts } from './intent-model-parts.ts';
import { keyset, type PageRequest } from './list-query.ts';
import { type INTENT_MODEL_STATES, intentModelParts, intentModels } from './schema/intent-models.ts';
import { organizations } from './schema/organizations.ts';

export type IntentModelState = (typeof INTENT_MODEL_STATES)[number];

/** A version of an organization's own intents, without its examples and weights. `report` is JSON. */
export type IntentVersion = typeof intentModels.$inferSelect;

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

/** Trainings of an organization that may be under way or wait at once: one runs, one waits. */
export const UNFINISHED_MAX = 2;
/** Versions that are kept: enough to roll back over a bad month; each has its examples and weights, up to 3 MB. */
export const VERSIONS_KEPT = 10;

/** Versions of organizations' own intents: examples, state of their training, weights, and which one is in use. */
export class IntentModelRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock'>) {
    this.#deps = deps;
  }

  async get(organizationId: string, version: number): Promise<IntentVersion | null> {
    const found = await this.#deps.db.select().from(intentModels).where(own(organizationId, version)).get();
    return found ?? null;
  }

  /** The version in use; null: the built-in model. */
  async active(organizationId: string): Promise<number | null> {
    const found = await this.#deps.db
      .select({ active: organizations.intentModel })
      .from(organizations)
      .where(eq(organizations.id, organizationId))
      .get();
    return found?.active ?? null;
  }

  /** Newest first. */
  async list(
    organizationId: string,
    request: PageRequest,
  ): Promise<Result<Page<Omit<IntentVersion, 'report'>>, InvalidCursor>> {
    const { version } = intentModels;
    const page = keyset('intent-models', version, version, 'desc', request);
    if (!page.ok) return page;
    const { name, limit, fetch, after, order } = page.value;
    const { report: _, ...head } = getTableColumns(intentModels);
    const rows = await this.#deps.db
      .select(head)
      .from(intentModels)
      .where(and(eq(intentModels.organizationId, organizationId), after))
      .orderBy(...order.slice(0, 1))
      .limit(fetch);
    return ok(
      toPage(
        rows,
        limit,
        name,
        (row) => ({ key: String(row.version), id: String(row.version) }),
        (row) => row,
      ),
    );
  }

  /**
   * Stores a new version, `queued`, with its examples, and forgets the oldest beyond those that are kept (never the one in
   * use, nor one that is not finished). `limit_reached` while too many are unfinished.
   */
  async create(
    organizationId: string,
    input: { intents: number; examples: number; activate: boolean; content: Uint8Array },
  ): Promise<Result<IntentVersion, LimitReached>> {
    const { db } = this.#deps;
    const now = nowText(this.#deps);
    // One statement counts, numbers and inserts, so that two at once get two numbers and never pass the limit together.
    const made = await db.get<{ version: number } | undefined>(sql`
      INSERT INTO intent_models (organization_id, version, state, intents, examples, activate, created_at, updated_at)
      SELECT ${organizationId}, coalesce(max(version), 0) + 1, 'queued', ${input.intents}, ${input.examples},
        ${input.activate ? 1 : 0}, ${now}, ${now}
      FROM intent_models WHERE organization_id = ${organizationId}
      HAVING count(*) FILTER (WHERE state IN ('queued', 'training')) < ${UNFINISHED_MAX}
      RETURNING version`);
    if (!made) return err({ reason: 'limit_reached', limit: UNFINISHED_MAX });
    const { version } = made;
    await runBatch(db, [
      ...splitParts(input.content).map((body, part) =>
        db
          .insert(intentModelParts)
          .select(sql`SELECT ${organizationId}, ${version}, 'examples', ${part}, ${body}`),
      ),
      db
        .delete(intentModels)
        .where(
          and(
            eq(intentModels.organizationId, organizationId),
            inArray(intentModels.state, ['ready', 'failed']),
            lte(intentModels.version, version - VERSIONS_KEPT),
            sql`${intentModels.version} IS NOT (SELECT intent_model FROM organizations WHERE id = ${organizationId})`,
          ),
        ),
    ]);
    const stored = await this.get(organizationId, version);
    if (!stored) throw new RangeError('the version that was just stored is gone');
    return ok(stored);
  }

  /** The examples as `create` was given them; null where there is no such version. */
  async examples(organizationId: string, version: number): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.#joined(organizationId, version, 'examples');
  }

  /** The trained model's bytes; null where there are none (yet). */
  async weights(organizationId: string, version: number): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.#joined(organizationId, version, 'weights');
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
    const row = await this.get(organizationId, version);
    return { kind: row?.state === 'queued' || row?.state === 'training' ? 'busy' : 'done' };
  }

  /** Says how far it is, which also keeps the claim. False: the claim is lost, and the runner should stop. */
  async progress(claim: IntentClaim, progress: number, note: string): Promise<boolean> {
    return this.#change(claim, { progress, note });
  }

  /** Ends the first step: what was measured is kept, and whoever claims next goes on from there. */
  async measured(claim: IntentClaim, report: string, progress: number): Promise<boolean> {
    return this.#change(claim, { report, progress, state: 'queued', attempts: 0, note: null });
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
    return (await this.get(organizationId, version))?.state === 'ready';
  }

  /** Puts a ready version to use, and makes everybody who remembers the organization read it again. */
  async activate(
    organizationId: string,
    version: number,
  ): Promise<Result<IntentVersion, NotFound | { reason: 'not_ready'; state: IntentModelState }>> {
    const row = await this.get(organizationId, version);
    if (!row) return err({ reason: 'not_found' });
    if (row.state !== 'ready') return err({ reason: 'not_ready', state: row.state });
    const ready = sql`EXISTS (SELECT 1 FROM intent_models WHERE ${own(organizationId, version)} AND state = 'ready')`;
    return (await this.#use(organizationId, version, ready)) ? ok(row) : err({ reason: 'not_found' });
  }

  /** Puts the built-in model to use again. */
  async reset(organizationId: string): Promise<void> {
    await this.#use(organizationId, null, undefined);
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

  async #use(organizationId: string, version: number | null, when: SQL | undefined): Promise<boolean> {
    const changed = await this.#deps.db
      .update(organizations)
      .set({
        intentModel: version,
        version: sql`${organizations.version} + 1`,
        updatedAt: nowText(this.#deps),
      })
      .where(and(eq(organizations.id, organizationId), when))
      .returning({ id: organizations.id })
      .get();
    return changed !== undefined;
  }

  async #change(
    claim: IntentClaim,
    set: Partial<Pick<IntentVersion, 'state' | 'progress' | 'note' | 'report' | 'attempts'>>,
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

  async #joined(
    organizationId: string,
    version: number,
    kind: PartKind,
  ): Promise<Uint8Array<ArrayBuffer> | null> {
    const parts = await this.#deps.db.all<{ body: ArrayLike<number> }>(sql`
      SELECT body FROM intent_model_parts
      WHERE organization_id = ${organizationId} AND version = ${version} AND kind = ${kind} ORDER BY part`);
    return parts.length === 0 ? null : joinParts(parts.map(({ body }) => body));
  }
}

/** A note is for a reader in the console, not a stack trace. */
const NOTE_CHARS = 500;

function own(organizationId: string, version: number) {
  return and(eq(intentModels.organizationId, organizationId), eq(intentModels.version, version));
}
