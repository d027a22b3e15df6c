import type { Clock } from '../../domain/clock.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import {
  languageOf,
  type VectorEntry,
  type VectorFailure,
  type VectorFilters,
  type VectorHit,
} from '../../domain/vectors.ts';
import { groupByArticle } from './group-by-article.ts';
import { quantize } from './quantize.ts';
import { readChanges } from './read-changes.ts';
import { VectorCache } from './vector-cache.ts';
import { compactStatements, removeStatements, replaceStatements } from './write-vectors.ts';

export const EMBEDDED = {
  /** Milliseconds that one search may spend reading vectors into memory; then it goes on without, and the next reads on. */
  loadMs: 250,
  /** Writes between two removals of what is only there to say that something was removed. */
  compactEvery: 512,
  /** Hits that can be asked for. */
  limitMax: 200,
} as const;

/**
 * The exact index that needs no service: vectors at 8 bits in the knowledge database, read into the memory of the isolate
 * once and then kept up to date by revision, so that a search is one small trip and a scan.
 */
export class EmbeddedVectors {
  private readonly db: D1Database;
  private readonly space: { name: string; dimensions: number };
  private readonly clock: Clock;
  private readonly cache: VectorCache;
  private readonly loadMs: number;

  /** `space`: the embedder. Vectors of another one stay where they are and are not seen. */
  constructor(
    db: D1Database,
    space: { name: string; dimensions: number },
    options: { clock: Clock; cache?: VectorCache; loadMs?: number },
  ) {
    this.db = db;
    this.space = { name: space.name, dimensions: space.dimensions };
    this.clock = options.clock;
    this.cache = options.cache ?? new VectorCache();
    this.loadMs = options.loadMs ?? EMBEDDED.loadMs;
  }

  async upsert(
    organizationId: string,
    entries: readonly VectorEntry[],
  ): Promise<Result<void, VectorFailure>> {
    if (entries.length === 0) return ok(undefined);
    const { dimensions } = this.space;
    if (entries.some(({ vector }) => vector.length !== dimensions))
      return err({ reason: 'invalid', detail: `a vector has other than ${dimensions} dimensions` });
    const articles = groupByArticle(entries);
    return this.write(organizationId, replaceStatements(this.db, organizationId, this.space, articles));
  }

  async remove(
    organizationId: string,
    articleId: string,
    keepVersion?: number,
  ): Promise<Result<void, VectorFailure>> {
    const below = keepVersion ?? Number.MAX_SAFE_INTEGER;
    return this.write(organizationId, removeStatements(this.db, organizationId, articleId, below));
  }

  async search(
    organizationId: string,
    vector: Float32Array,
    { limit, filters = {} }: { limit: number; filters?: VectorFilters },
  ): Promise<Result<VectorHit[], VectorFailure>> {
    if (vector.length !== this.space.dimensions)
      return err({ reason: 'invalid', detail: `the query has ${vector.length} dimensions` });
    const failed = await this.refresh(organizationId);
    if (failed !== null) return err(failed);
    const copy = this.cache.get(organizationId, this.space.name);
    if (!copy) return ok([]);
    const most = Math.min(Math.max(1, limit), EMBEDDED.limitMax);
    const language = languageOf(filters.locale ?? null) ?? undefined;
    return ok(copy.memory.search(quantize(vector), most, { ...filters, locale: language }));
  }

  /** Brings the copy in memory up to what the database holds, or as far as the time allows. */
  private async refresh(organizationId: string): Promise<VectorFailure | null> {
    const began = this.clock();
    for (;;) {
      const { cursor: from, rows } = this.cache.open(organizationId, this.space);
      let page: Awaited<ReturnType<typeof readChanges>>;
      try {
        page = await readChanges(this.db, organizationId, this.space, { ...from, rows });
      } catch {
        return { reason: 'unavailable' };
      }
      if (!this.cache.apply(organizationId, this.space, { from, page })) return { reason: 'too_large' };
      if (page.complete) return null;
      if (this.clock() - began >= this.loadMs) return { reason: 'warming' };
    }
  }

  private async write(
    organizationId: string,
    statements: D1PreparedStatement[],
  ): Promise<Result<void, VectorFailure>> {
    try {
      const [first] = await this.db.batch<{ revision: number }>(statements);
      const revision = first?.results[0]?.revision ?? 0;
      if (revision % EMBEDDED.compactEvery === 0)
        await this.db.batch(compactStatements(this.db, organizationId));
      return ok(undefined);
    } catch {
      return err({ reason: 'unavailable' });
    }
  }
}
