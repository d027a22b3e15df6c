import type { Result } from '../../domain/result.ts';
import type { VectorEntry, VectorFailure, VectorFilters, VectorHit } from '../../domain/vectors.ts';

/**
 * The vectors of all organizations. Every call is about one organization and reaches no other's. Idempotent: any call may be
 * repeated.
 *
 * The lexical index is the truth of what is served, and an article is written there first, here second, and removed here
 * last (`index-vectors.ts`). So this index may lag at any moment, in either direction, and the caller drops hits whose chunk
 * id the lexical index does not serve: chunk ids name the article's version, hence a vector of an old text is never taken
 * for one of the new.
 */
export interface VectorIndex {
  /**
   * Stores articles' chunks. **All chunks of an article's version come in one call**; versions older than the stored one are
   * ignored. Accepted is not visible: a search may not see it yet.
   */
  upsert(organizationId: string, entries: readonly VectorEntry[]): Promise<Result<void, VectorFailure>>;
  /** Takes an article out, or with `keepVersion` only the versions before it. Removing what is not there is not an error. */
  remove(
    organizationId: string,
    articleId: string,
    keepVersion?: number,
  ): Promise<Result<void, VectorFailure>>;
  /** The nearest chunks, best first, at most one version of an article among them. */
  search(
    organizationId: string,
    vector: Float32Array,
    options: { limit: number; filters?: VectorFilters },
  ): Promise<Result<VectorHit[], VectorFailure>>;
}
