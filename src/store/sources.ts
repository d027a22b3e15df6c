import { and, asc, eq, getTableColumns, isNotNull, lte, sql } from 'drizzle-orm';
import type { Audience } from '../domain/audience.ts';
import { isoTime } from '../domain/clock.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { type InvalidCursor, type Page, toPage } from './cursor.ts';
import { type LimitReached, nowText, type StoreDeps } from './deps.ts';
import { keyset, type PageRequest } from './list-query.ts';
import { sourceSyncs, sources } from './schema/sources.ts';
import type { Sync } from './source-syncs.ts';

export type Source = typeof sources.$inferSelect;
export type Schedule = Source['schedule'];

/** A source with its newest sync, which says what it is at. */
export interface SourceWithSync {
  source: Source;
  sync: Sync | null;
}

export interface SourceInput {
  name: string;
  kind: string;
  settings: unknown;
  tags: string[];
  locale: string | null;
  schedule: Schedule;
  nextSyncAt: string | null;
  audience?: Audience[];
  products?: string[];
}

export type SourceChange = Partial<Omit<SourceInput, 'kind'>>;

const NEWEST = and(
  eq(sourceSyncs.organizationId, sources.organizationId),
  eq(sourceSyncs.sourceId, sources.id),
  eq(sourceSyncs.number, sources.lastSync),
);
const COLUMNS = { source: getTableColumns(sources), sync: getTableColumns(sourceSyncs) };

/** Sources of knowledge. */
export class SourceRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock' | 'newId'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock' | 'newId'>) {
    this.#deps = deps;
  }

  async get(organizationId: string, sourceId: string): Promise<SourceWithSync | null> {
    const found = await this.#deps.db
      .select(COLUMNS)
      .from(sources)
      .leftJoin(sourceSyncs, NEWEST)
      .where(own(organizationId, sourceId))
      .get();
    return found ?? null;
  }

  /** Oldest first. */
  async list(
    organizationId: string,
    request: PageRequest,
  ): Promise<Result<Page<SourceWithSync>, InvalidCursor>> {
    const page = keyset('sources', sources.createdAt, sources.id, 'asc', request);
    if (!page.ok) return page;
    const { name, limit, fetch, after, order } = page.value;
    const rows = await this.#deps.db
      .select(COLUMNS)
      .from(sources)
      .leftJoin(sourceSyncs, NEWEST)
      .where(and(eq(sources.organizationId, organizationId), after))
      .orderBy(...order)
      .limit(fetch);
    const position = ({ source }: SourceWithSync) => ({ key: source.createdAt, id: source.id });
    return ok(toPage(rows, limit, name, position));
  }

  async create(
    organizationId: string,
    input: SourceInput,
    limit: number,
  ): Promise<Result<Source, LimitReached>> {
    const { db } = this.#deps;
    if ((await db.$count(sources, eq(sources.organizationId, organizationId))) >= limit) {
      return err({ reason: 'limit_reached', limit });
    }
    const now = nowText(this.#deps);
    const made = await db
      .insert(sources)
      .values({
        ...input,
        organizationId,
        id: this.#deps.newId('src'),
        labels: '',
        createdAt: now,
        updatedAt: now,
      })
      .returning()
      .get();
    return ok(made);
  }

  /** Changes what is named. False: there is no such source, or it is being deleted. */
  async update(organizationId: string, sourceId: string, change: SourceChange): Promise<boolean> {
    return this.#set(organizationId, sourceId, change);
  }

  /** Stops what is under way after its present step, and the schedule; or lets both go on. */
  async setPaused(organizationId: string, sourceId: string, paused: boolean): Promise<boolean> {
    return this.#set(organizationId, sourceId, { paused });
  }

  /** Forgets a source whose articles and files are gone, and all that was known of it. */
  async remove(organizationId: string, sourceId: string): Promise<void> {
    await this.#deps.db.delete(sources).where(and(own(organizationId, sourceId), eq(sources.deleting, true)));
  }

  /** Sources of all organizations whose time has come, longest due first. */
  async due(limit: number): Promise<Pick<Source, 'organizationId' | 'id' | 'schedule'>[]> {
    const { organizationId, id, schedule, nextSyncAt } = sources;
    return this.#deps.db
      .select({ organizationId, id, schedule })
      .from(sources)
      .where(
        and(
          isNotNull(nextSyncAt),
          lte(nextSyncAt, isoTime(this.#deps.clock())),
          sql`paused = 0 AND deleting = 0`,
        ),
      )
      .orderBy(asc(nextSyncAt))
      .limit(limit);
  }

  async #set(organizationId: string, sourceId: string, change: SourceChange & { paused?: boolean }) {
    const changed = await this.#deps.db
      .update(sources)
      .set({ ...change, updatedAt: nowText(this.#deps) })
      .where(and(own(organizationId, sourceId), eq(sources.deleting, false)))
      .returning({ id: sources.id })
      .get();
    return changed !== undefined;
  }
}

function own(organizationId: string, sourceId: string) {
  return and(eq(sources.organizationId, organizationId), eq(sources.id, sourceId));
}
