import { and, eq, getTableColumns, inArray, lte, type SQL, sql } from 'drizzle-orm';
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
    return ok(toPage(rows, limit, name, (row) => ({ key: String(row.version), id: String(row.version) })));
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

  /** A choice made now stands: no training that was begun before it may put its own version to use when it ends. */
  async #use(organizationId: string, version: number | null, when: SQL | undefined): Promise<boolean> {
    const { db } = this.#deps;
    const [changed] = await db.batch([
      db
        .update(organizations)
        .set({
          intentModel: version,
          version: sql`${organizations.version} + 1`,
          updatedAt: nowText(this.#deps),
        })
        .where(and(eq(organizations.id, organizationId), when))
        .returning({ id: organizations.id }),
      db
        .update(intentModels)
        .set({ activate: false })
        .where(
          and(
            eq(intentModels.organizationId, organizationId),
            inArray(intentModels.state, ['queued', 'training']),
          ),
        ),
    ]);
    return changed.length > 0;
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

/** The row of a version. */
export function own(organizationId: string, version: number) {
  return and(eq(intentModels.organizationId, organizationId), eq(intentModels.version, version));
}
