import { err, ok, type Result } from '../../domain/result.ts';
import {
  languageOf,
  type VectorEntry,
  type VectorFailure,
  type VectorFilters,
  type VectorHit,
} from '../../domain/vectors.ts';
import { type ArticleVectors, groupByArticle } from './group-by-article.ts';
import { VectorLedger } from './vector-ledger.ts';

/** Limits of the service, as its documentation and its error 40007 state them. */
export const VECTORIZE = {
  dimensionsMax: 1_536,
  idBytesMax: 64,
  /** Vectors a call: 1,000 are allowed; 250 of 1,536 dimensions are 8 MB of JSON in an isolate of 128 MB. */
  upsertBatch: 250,
  deleteBatch: 100,
  /** Without values, and with no more metadata than is indexed. */
  topKMax: 100,
  /** Articles named in a filter: an id with quotes and comma is 29 bytes, and a filter ends at 2,048. */
  filterArticles: 50,
  timeoutMs: 5_000,
} as const;

/** What is used of the binding `VECTORS`. Its index needs metadata indexes on `article` and `language`, both strings. */
export type VectorizeBinding = Pick<Vectorize, 'query' | 'upsert' | 'deleteByIds'>;

/**
 * Vectorize: a namespace an organization, ids of organization and chunk. It shows changes after seconds, can only delete by
 * id and cannot filter by lists; a ledger in D1 knows what was sent, and what it does not name as newest is not returned.
 */
export class VectorizeVectors {
  private readonly binding: VectorizeBinding;
  private readonly ledger: VectorLedger;
  private readonly dimensions: number;
  private readonly timeoutMs: number;

  constructor(
    binding: VectorizeBinding,
    db: D1Database,
    space: { dimensions: number },
    timeoutMs: number = VECTORIZE.timeoutMs,
  ) {
    if (space.dimensions > VECTORIZE.dimensionsMax)
      throw new RangeError(`Vectorize takes at most ${VECTORIZE.dimensionsMax} dimensions`);
    this.binding = binding;
    this.ledger = new VectorLedger(db);
    this.dimensions = space.dimensions;
    this.timeoutMs = timeoutMs;
  }

  async upsert(
    organizationId: string,
    entries: readonly VectorEntry[],
  ): Promise<Result<void, VectorFailure>> {
    const owner = await ownerTag(organizationId);
    const wrong = entries.find(
      ({ chunkId, vector }) =>
        vector.length !== this.dimensions || bytes(idOf(owner, chunkId)) > VECTORIZE.idBytesMax,
    );
    if (wrong)
      return err({ reason: 'invalid', detail: `dimensions, or the id's length, of ${wrong.chunkId}` });
    return this.attempt(async () => {
      const fresh = await this.ledger.add(organizationId, groupByArticle(entries));
      const vectors = fresh.flatMap((article) => toVectors(organizationId, owner, article));
      for (const batch of batches(vectors, VECTORIZE.upsertBatch))
        await this.within(this.binding.upsert(batch));
    });
  }

  async remove(
    organizationId: string,
    articleId: string,
    keepVersion?: number,
  ): Promise<Result<void, VectorFailure>> {
    const owner = await ownerTag(organizationId);
    return this.attempt(async () => {
      const below = keepVersion ?? Number.MAX_SAFE_INTEGER;
      await this.ledger.remove(organizationId, articleId, below, async (chunkIds) => {
        const ids = chunkIds.map((chunkId) => idOf(owner, chunkId));
        for (const batch of batches(ids, VECTORIZE.deleteBatch))
          await this.within(this.binding.deleteByIds(batch));
      });
    });
  }

  async search(
    organizationId: string,
    vector: Float32Array,
    { limit, filters = {} }: { limit: number; filters?: VectorFilters },
  ): Promise<Result<VectorHit[], VectorFailure>> {
    if (vector.length !== this.dimensions)
      return err({ reason: 'invalid', detail: `the query has ${vector.length} dimensions` });
    return this.attempt(async () => {
      const tagged = await this.taggedArticles(organizationId, filters.tags ?? []);
      if (tagged?.length === 0) return [];
      const language = languageOf(filters.locale ?? null);
      const filter: VectorizeVectorMetadataFilter = {
        ...(language === null ? {} : { language }),
        ...(tagged && tagged.length <= VECTORIZE.filterArticles ? { article: { $in: tagged } } : {}),
      };
      const { matches } = await this.within(
        this.binding.query(vector, {
          namespace: organizationId,
          topK: VECTORIZE.topKMax,
          returnValues: false,
          returnMetadata: 'indexed',
          ...(Object.keys(filter).length > 0 ? { filter } : {}),
        }),
      );
      const hits = matches.flatMap(toHit);
      const current = await this.ledger.current(organizationId, hits, filters.tags ?? []);
      return hits.filter(({ chunkId }) => current.has(chunkId)).slice(0, Math.max(1, limit));
    });
  }

  /** Articles with one of the tags, one more than a filter can name if there are that many; null: no tag is asked for. */
  private async taggedArticles(organizationId: string, tags: readonly string[]): Promise<string[] | null> {
    if (tags.length === 0) return null;
    return this.ledger.tagged(organizationId, tags, VECTORIZE.filterArticles + 1);
  }

  private async attempt<T>(work: () => Promise<T>): Promise<Result<T, VectorFailure>> {
    try {
      return ok(await work());
    } catch {
      return err({ reason: 'unavailable' });
    }
  }

  /** A binding's call cannot be aborted; what takes too long is no longer waited for. */
  private async within<T>(call: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('Vectorize did not answer in time')), this.timeoutMs);
    });
    try {
      return await Promise.race([call, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function toVectors(
  organizationId: string,
  owner: string,
  { articleId, locale, chunks }: ArticleVectors,
): VectorizeVector[] {
  const language = languageOf(locale);
  return chunks.map(({ chunkId, vector }) => ({
    id: idOf(owner, chunkId),
    values: vector,
    namespace: organizationId,
    metadata: { article: articleId, ...(language === null ? {} : { language }) },
  }));
}

function toHit({ id, score, metadata }: VectorizeMatch): VectorHit[] {
  const articleId = metadata?.article;
  const dot = id.indexOf('.');
  return typeof articleId === 'string' && dot > 0 ? [{ chunkId: id.slice(dot + 1), articleId, score }] : [];
}

/** Ids are one space for all namespaces of an index: without the owner, one organization could replace another's vectors. */
function idOf(owner: string, chunkId: string): string {
  return `${owner}.${chunkId}`;
}

/** 64 bits of the SHA-256 of an organization's id, in hex: leaves 47 bytes for a chunk's id. */
async function ownerTag(organizationId: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(organizationId));
  return Array.from(new Uint8Array(digest, 0, OWNER_BYTES), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

const OWNER_BYTES = 8;

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

function batches<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
}
