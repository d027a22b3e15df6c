import { err, ok, type Result } from '../../domain/result.ts';
import type { EmbedFailure } from '../../domain/vectors.ts';
import type { Embedder } from './embedder.ts';

/** Questions remembered in an isolate: at 256 dimensions half a megabyte, at 1,536 three. */
const MAX_QUERIES = 500;

/**
 * Vectors of questions that were asked before in this isolate: many customers ask the same, and one asks twice. A vector
 * depends on nothing but text and embedder, so nothing has to be invalidated.
 */
export class QueryVectors {
  private readonly max: number;
  private readonly known = new Map<string, Float32Array>();

  constructor(max = MAX_QUERIES) {
    this.max = max;
  }

  async of(
    query: string,
    embedder: Embedder,
    signal?: AbortSignal,
  ): Promise<Result<Float32Array, EmbedFailure>> {
    const key = `${embedder.name}\n${query}`;
    const before = this.known.get(key);
    if (before) {
      this.remember(key, before);
      return ok(before);
    }
    const made = await embedder.embed([query], 'query', signal);
    if (!made.ok) return made;
    const [vector] = made.value;
    if (!vector) return err({ reason: 'bad_response', detail: 'no vector' });
    this.remember(key, vector);
    return ok(vector);
  }

  private remember(key: string, vector: Float32Array): void {
    this.known.delete(key);
    this.known.set(key, vector);
    const [oldest] = this.known.keys();
    if (this.known.size > this.max && oldest !== undefined) this.known.delete(oldest);
  }
}
