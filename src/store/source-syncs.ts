import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm';
import { isoTime } from '../domain/clock.ts';
import { ok, type Result } from '../domain/result.ts';
import { type InvalidCursor, type Page, toPage } from './cursor.ts';
import { runSqlBatch } from './database.ts';
import { nowText, type StoreDeps } from './deps.ts';
import { keyset, type PageRequest } from './list-query.ts';
import { sourceSyncs } from './schema/sources.ts';
import { commitStep, held, heldRow, type SyncChange, type SyncClaim } from './sync-claim.ts';

export type Sync = typeof sourceSyncs.$inferSelect;

export interface SyncOrder {
  mode: 'all' | 'failed' | 'rollback';
  startedBy: 'request' | 'schedule';
  fresh?: boolean;
  allowRemoval?: boolean;
  target?: { manifest: string; number: number };
  /** When the next one is due by itself; null: never. Absent: as it was. */
  nextSyncAt?: string | null;
}

/** Syncs whose rows are kept, so that there is a history to look at. */
const SYNCS_KEPT = 100;
/** A note is for a reader in the console, not a stack trace. */
const NOTE_CHARS = 500;

const UNFINISHED = sql.raw(`state IN ('queued', 'running')`);

/** Syncs of sources: who is at which step. Whatever a runner writes counts only while it holds its claim. */
export class SourceSyncRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock'>) {
    this.#deps = deps;
  }

  async get(organizationId: string, sourceId: string, number: number): Promise<Sync | null> {
    const found = await this.#deps.db
      .select()
      .from(sourceSyncs)
      .where(own(organizationId, sourceId, number))
      .get();
    return found ?? null;
  }

  /** Newest first. */
  async list(
    organizationId: string,
    sourceId: string,
    request: PageRequest,
  ): Promise<Result<Page<Sync>, InvalidCursor>> {
    const page = keyset('source-syncs', sourceSyncs.number, sourceSyncs.number, 'desc', request);
    if (!page.ok) return page;
    const { name, limit, fetch, after, order } = page.value;
    const rows = await this.#deps.db
      .select()
      .from(sourceSyncs)
      .where(and(eq(sourceSyncs.organizationId, organizationId), eq(sourceSyncs.sourceId, sourceId), after))
      .orderBy(...order.slice(0, 1))
      .limit(fetch);
    const position = (row: Sync) => ({ key: String(row.number), id: String(row.number) });
    return ok(toPage(rows, limit, name, position));
  }

  /** Puts a sync into the queue of its source, unless one is under way or the source is paused or going: null. */
  async start(organizationId: string, sourceId: string, order: SyncOrder): Promise<Sync | null> {
    const now = nowText(this.#deps);
    const { mode, startedBy, fresh = false, allowRemoval = false, target, nextSyncAt } = order;
    const due = nextSyncAt === undefined ? sql`next_sync_at` : sql`${nextSyncAt}`;
    const rows = await runSqlBatch(this.#deps.db, [
      sql`INSERT INTO source_syncs (organization_id, source_id, number, mode, started_by, state, phase, fresh,
          allow_removal, target, target_number, created_at, updated_at)
        SELECT organization_id, id, last_sync + 1, ${mode}, ${startedBy}, 'queued', 'list', ${Number(fresh)},
          ${Number(allowRemoval)}, ${target?.manifest ?? null}, ${target?.number ?? null}, ${now}, ${now}
        FROM sources WHERE organization_id = ${organizationId} AND id = ${sourceId} AND paused = 0 AND deleting = 0
          AND NOT EXISTS (SELECT 1 FROM source_syncs WHERE organization_id = ${organizationId}
            AND source_id = ${sourceId} AND ${UNFINISHED})`,
      sql`UPDATE sources SET last_sync = last_sync + 1, next_sync_at = ${due}
        WHERE organization_id = ${organizationId} AND id = ${sourceId} AND changes() = 1 RETURNING last_sync`,
    ]);
    return rows[0] ? this.get(organizationId, sourceId, Number(rows[0].last_sync)) : null;
  }

  /**
   * Begins to take a source away: whatever is under way ends, and nothing more is begun. Its sync's number, or null where there
   * is no such source; the same again changes nothing.
   */
  async startDelete(organizationId: string, sourceId: string): Promise<number | null> {
    const now = nowText(this.#deps);
    const source = sql`organization_id = ${organizationId} AND id = ${sourceId}`;
    const rows = await runSqlBatch(this.#deps.db, [
      sql`UPDATE source_syncs SET state = 'cancelled', ended_at = ${now}, updated_at = ${now}
        WHERE organization_id = ${organizationId} AND source_id = ${sourceId} AND ${UNFINISHED} AND mode <> 'delete'`,
      sql`INSERT INTO source_syncs (organization_id, source_id, number, mode, started_by, state, phase, allow_removal,
          created_at, updated_at)
        SELECT organization_id, id, last_sync + 1, 'delete', 'request', 'queued', 'list', 1, ${now}, ${now}
        FROM sources WHERE ${source} AND deleting = 0`,
      sql`UPDATE sources SET last_sync = last_sync + (deleting = 0), deleting = 1, paused = 0,
          next_sync_at = NULL, updated_at = ${now}
        WHERE ${source} RETURNING last_sync`,
    ]);
    return rows[0] ? Number(rows[0].last_sync) : null;
  }

  /**
   * Begins the next step of a sync, unless somebody else is at it and was heard of within `leaseMs`, its source is paused, or
   * there is nothing left to do: null.
   */
  async claim(
    { organizationId, sourceId, number }: { organizationId: string; sourceId: string; number: number },
    leaseMs: number,
  ): Promise<{ claim: SyncClaim; sync: Sync } | null> {
    const silent = isoTime(this.#deps.clock() - leaseMs);
    const sync = await this.#deps.db
      .update(sourceSyncs)
      .set({
        state: 'running',
        attempts: sql`${sourceSyncs.attempts} + 1`,
        stalls: sql`${sourceSyncs.stalls} + 1`,
        updatedAt: nowText(this.#deps),
      })
      .where(
        and(
          own(organizationId, sourceId, number),
          sql`(state = 'queued' OR (state = 'running' AND updated_at <= ${silent}))`,
          sql`EXISTS (SELECT 1 FROM sources WHERE organization_id = ${organizationId} AND id = ${sourceId} AND paused = 0)`,
        ),
      )
      .returning()
      .get();
    if (sync === undefined) return null;
    return { claim: { organizationId, sourceId, number, attempt: sync.attempts }, sync };
  }

  /** Changes the sync's own row, which also keeps the claim. False: the claim is lost. */
  async note(claim: SyncClaim, change: SyncChange = {}): Promise<boolean> {
    return commitStep(this.#deps, claim, [], change);
  }

  /** Gives the claim back after a step, so that the next can begin. `stalls` stays: a step that got on has set it to 0. */
  async release(claim: SyncClaim): Promise<void> {
    await this.#end(claim, sql`state = 'queued'`);
  }

  /** Ends a sync that cannot go on. `why` is for the admin. */
  async fail(claim: SyncClaim, why: string): Promise<void> {
    const now = nowText(this.#deps);
    await this.#end(claim, sql`state = 'failed', note = ${why.slice(0, NOTE_CHARS)}, ended_at = ${now}`);
  }

  /** Ends a sync well, and forgets the oldest of a long history. `kept` are manifests that can be gone back to;
   * `pause` stops the schedule of a source that has one. */
  async finish(
    claim: SyncClaim,
    manifest: string,
    kept: readonly string[],
    { pause, note }: { pause: boolean; note: string | null },
  ): Promise<boolean> {
    const now = nowText(this.#deps);
    const { organizationId, sourceId, number } = claim;
    const source = sql`organization_id = ${organizationId} AND source_id = ${sourceId}`;
    const mine = sql`${source} AND ${held(claim)}`;
    const rows = await runSqlBatch(this.#deps.db, [
      sql`UPDATE source_syncs SET manifest = NULL
        WHERE ${mine} AND manifest NOT IN (SELECT value FROM json_each(${JSON.stringify(kept)}))`,
      sql`DELETE FROM source_syncs WHERE ${mine} AND number <= ${number - SYNCS_KEPT} AND manifest IS NULL`,
      sql`UPDATE sources SET paused = ${Number(pause)} WHERE organization_id = ${organizationId} AND id = ${sourceId}
        AND paused = 0 AND schedule <> 'manual' AND ${held(claim)}`,
      sql`UPDATE source_syncs SET state = 'finished', manifest = ${manifest}, note = ${note}, ended_at = ${now}, updated_at = ${now}, stalls = 0
        WHERE ${heldRow(claim)} RETURNING number`,
    ]);
    return rows.length === 1;
  }

  /** The newest manifests that differ, newest first. */
  async manifests(organizationId: string, sourceId: string, limit: number): Promise<string[]> {
    const rows = await this.#deps.db
      .select({ manifest: sourceSyncs.manifest })
      .from(sourceSyncs)
      .where(
        and(
          eq(sourceSyncs.organizationId, organizationId),
          eq(sourceSyncs.sourceId, sourceId),
          sql`manifest IS NOT NULL`,
        ),
      )
      .groupBy(sourceSyncs.manifest)
      .orderBy(desc(sql`max(${sourceSyncs.number})`))
      .limit(limit);
    return rows.flatMap(({ manifest }) => manifest ?? []);
  }

  /**
   * What a rollback goes back to: the newest sync whose outcome differs from the present one, before the one that is in effect.
   * A rollback of a rollback so goes further back, not forth.
   */
  async before(
    organizationId: string,
    sourceId: string,
  ): Promise<{ manifest: string; number: number } | null> {
    const source = sql`organization_id = ${organizationId} AND source_id = ${sourceId} AND manifest IS NOT NULL`;
    const found = await this.#deps.db.get<{ manifest: string; number: number } | undefined>(sql`
      WITH present AS (SELECT coalesce(target_number, number) AS served, manifest FROM source_syncs
        WHERE ${source} ORDER BY number DESC LIMIT 1)
      SELECT manifest, number FROM source_syncs
      WHERE ${source} AND number < (SELECT served FROM present) AND manifest <> (SELECT manifest FROM present)
        AND mode <> 'rollback'
      ORDER BY number DESC LIMIT 1`);
    return found ?? null;
  }

  /** Syncs of all organizations that were not heard of for `silentMs`, longest first: for the sweep behind the queue. */
  async unfinished(
    silentMs: number,
    limit: number,
  ): Promise<{ organizationId: string; sourceId: string; number: number }[]> {
    const { organizationId, sourceId, number, updatedAt } = sourceSyncs;
    return this.#deps.db
      .select({ organizationId, sourceId, number })
      .from(sourceSyncs)
      .where(
        and(
          UNFINISHED,
          lt(updatedAt, isoTime(this.#deps.clock() - silentMs)),
          sql`NOT EXISTS (SELECT 1 FROM sources WHERE sources.id = source_id AND paused = 1)`,
        ),
      )
      .orderBy(updatedAt)
      .limit(limit);
  }

  async #end(claim: SyncClaim, set: SQL): Promise<void> {
    await this.#deps.db.run(
      sql`UPDATE source_syncs SET ${set}, updated_at = ${nowText(this.#deps)} WHERE ${heldRow(claim)}`,
    );
  }
}

function own(organizationId: string, sourceId: string, number: number) {
  return and(
    eq(sourceSyncs.organizationId, organizationId),
    eq(sourceSyncs.sourceId, sourceId),
    eq(sourceSyncs.number, number),
  );
}
