import { ok, type Result } from '../../domain/result.ts';
import type { EmbedFailure } from '../../domain/vectors.ts';
import type { Embedder } from './embedder.ts';

/** Vectors that were made before, by the SHA-256 of what was embedded. It may forget anything at any time. */
export interface EmbeddingCache {
  get(organizationId: string, space: string, hashes: readonly string[]): Promise<Map<string, Float32Array>>;
  put(
    organizationId: string,
    space: string,
    vectors: readonly { hash: string; vector: Float32Array }[],
  ): Promise<void>;
}

export interface EmbeddedPassages {
  vectors: Float32Array[];
  /** Texts that were sent to the embedder; the others were known, or stood twice. */
  embedded: number;
}

/** Embeds texts of one organization, each distinct one at most once in its life. All or nothing. */
export async function embedPassages(
  organizationId: string,
  texts: readonly string[],
  deps: { embedder: Embedder; cache: EmbeddingCache; signal?: AbortSignal | undefined },
): Promise<Result<EmbeddedPassages, EmbedFailure>> {
  const { embedder, cache } = deps;
  const cut = texts.map((text) => text.slice(0, embedder.maxChars).toWellFormed());
  const hashes = await Promise.all(cut.map(hashOf));
  const byHash = new Map(hashes.map((hash, at) => [hash, cut[at] ?? '']));
  const known = await cache.get(organizationId, embedder.name, [...byHash.keys()]);
  const missing = [...byHash].filter(([hash]) => known.get(hash)?.length !== embedder.dimensions);
  if (missing.length > 0) {
    const made = await embedder.embed(
      missing.map(([, text]) => text),
      'passage',
      deps.signal,
    );
    if (!made.ok) return made;
    const fresh = missing.flatMap(([hash], at) => {
      const vector = made.value[at];
      return vector ? [{ hash, vector }] : [];
    });
    for (const { hash, vector } of fresh) known.set(hash, vector);
    await cache.put(organizationId, embedder.name, fresh);
  }
  const vectors = hashes.map((hash) => known.get(hash) ?? new Float32Array(embedder.dimensions));
  return ok({ vectors, embedded: missing.length });
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
