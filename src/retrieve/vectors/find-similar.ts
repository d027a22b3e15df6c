import type { Result } from '../../domain/result.ts';
import { ok } from '../../domain/result.ts';
import type { EmbedFailure, VectorFailure, VectorFilters, VectorHit } from '../../domain/vectors.ts';
import type { Embedder } from './embedder.ts';
import type { QueryVectors } from './query-vectors.ts';
import type { VectorIndex } from './vector-index.ts';

export interface FindSimilarDeps {
  embedder: Embedder;
  vectors: VectorIndex;
  queries: QueryVectors;
  /** Masks personal data before the question is handed to the embedder. */
  mask(text: string): string;
  signal?: AbortSignal;
}

/**
 * The chunks nearest to a question in meaning. A failure means: go on with what was found by words. Hits are candidates: only
 * the lexical index knows which chunks are served now.
 */
export async function findSimilar(
  request: { organizationId: string; query: string; limit: number; filters?: VectorFilters },
  deps: FindSimilarDeps,
): Promise<Result<VectorHit[], EmbedFailure | VectorFailure>> {
  const { organizationId, limit, filters = {} } = request;
  const query = deps.mask(request.query).slice(0, deps.embedder.maxChars).toWellFormed().trim();
  if (query === '') return ok([]);
  const vector = await deps.queries.of(query, deps.embedder, deps.signal);
  if (!vector.ok) return vector;
  return deps.vectors.search(organizationId, vector.value, { limit, filters });
}
