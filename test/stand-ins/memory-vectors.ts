import { err, ok, type Result } from '../../src/domain/result.ts';
import {
  languageOf,
  type VectorEntry,
  type VectorFailure,
  type VectorFilters,
  type VectorHit,
} from '../../src/domain/vectors.ts';

/** TEST DOUBLE of the port `VectorIndex`: exact, in memory, and as late or as broken as a test wants. */
export class MemoryVectors {
  private readonly organizations = new Map<string, Map<string, VectorEntry[]>>();
  private readonly pending: (() => void)[] = [];
  /** Changes are held back until `settle` while this is true. */
  lagging = false;
  /** Every call answers with this while it is set. */
  failure: VectorFailure | null = null;

  settle(): void {
    for (const apply of this.pending.splice(0)) apply();
  }

  async upsert(
    organizationId: string,
    entries: readonly VectorEntry[],
  ): Promise<Result<void, VectorFailure>> {
    return this.change(() => {
      const articles = this.open(organizationId);
      for (const articleId of new Set(entries.map((one) => one.articleId))) {
        const stored = articles.get(articleId)?.[0]?.version ?? 0;
        const version = Math.max(
          ...entries.filter((one) => one.articleId === articleId).map((one) => one.version),
        );
        if (version < stored) continue;
        const own = entries.filter((one) => one.articleId === articleId && one.version === version);
        articles.set(articleId, [...new Map(own.map((one) => [one.chunkId, one])).values()]);
      }
    });
  }

  async remove(
    organizationId: string,
    articleId: string,
    keepVersion = Number.MAX_SAFE_INTEGER,
  ): Promise<Result<void, VectorFailure>> {
    return this.change(() => {
      const articles = this.open(organizationId);
      if ((articles.get(articleId)?.[0]?.version ?? 0) < keepVersion) articles.delete(articleId);
    });
  }

  async search(
    organizationId: string,
    vector: Float32Array,
    { limit, filters = {} }: { limit: number; filters?: VectorFilters },
  ): Promise<Result<VectorHit[], VectorFailure>> {
    if (this.failure) return err(this.failure);
    const { locale, tags = [] } = filters;
    const all = [...this.open(organizationId).values()].flat();
    if (all.some((one) => one.vector.length !== vector.length))
      return err({ reason: 'invalid', detail: 'dimensions' });
    const wanted = all.filter(
      (one) =>
        (locale === undefined || languageOf(one.locale) === languageOf(locale)) &&
        (tags.length === 0 || one.tags.some((tag) => tags.includes(tag))),
    );
    return ok(
      wanted
        .map(({ chunkId, articleId, vector: own }) => ({ chunkId, articleId, score: cosine(own, vector) }))
        .sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1))
        .slice(0, Math.max(1, limit)),
    );
  }

  private open(organizationId: string): Map<string, VectorEntry[]> {
    const articles = this.organizations.get(organizationId) ?? new Map<string, VectorEntry[]>();
    this.organizations.set(organizationId, articles);
    return articles;
  }

  private change(apply: () => void): Result<void, VectorFailure> {
    if (this.failure) return err(this.failure);
    this.pending.push(apply);
    if (!this.lagging) this.settle();
    return ok(undefined);
  }
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [product, left, right] = [0, 0, 0];
  for (const [at, x] of a.entries()) {
    const y = b[at] ?? 0;
    product += x * y;
    left += x * x;
    right += y * y;
  }
  return left === 0 || right === 0 ? 0 : product / Math.sqrt(left * right);
}
