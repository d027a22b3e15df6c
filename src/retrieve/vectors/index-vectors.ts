import { err, ok, type Result } from '../../domain/result.ts';
import type { EmbedFailure, VectorFailure } from '../../domain/vectors.ts';
import type { IndexedArticle } from '../article.ts';
import { type EmbeddingCache, embedPassages } from './embed-passages.ts';
import type { Embedder } from './embedder.ts';
import type { VectorIndex } from './vector-index.ts';

export interface IndexVectorsDeps {
  embedder: Embedder;
  vectors: VectorIndex;
  cache: EmbeddingCache;
  /** Masks personal data before a text is handed to the embedder. */
  mask(text: string): string;
  signal?: AbortSignal;
}

/**
 * Embeds an article's chunks and stores their vectors, once the lexical index serves this version. In this order, so that
 * whatever is interrupted leaves a state that is right and only repeats to do:
 *
 * 1. the lexical index has the new version (it is the truth; a search drops vectors it does not know);
 * 2. the new vectors are stored: until here the article is found by words alone, its old vectors are dropped as unknown;
 * 3. older versions' vectors are removed.
 *
 * An article is removed from the lexical index first and from the vectors after: in between its vectors find nothing.
 * Repeating is harmless, and free for chunks that did not change. Versions that arrive late are ignored by the index.
 */
export async function indexVectors(
  article: Pick<
    IndexedArticle,
    'organizationId' | 'articleId' | 'version' | 'title' | 'tags' | 'locale' | 'chunks'
  >,
  deps: IndexVectorsDeps,
): Promise<Result<{ embedded: number }, EmbedFailure | VectorFailure>> {
  const { organizationId, articleId, version, locale, tags, chunks } = article;
  const texts = chunks.map((chunk) => deps.mask(passageText(article.title, chunk)));
  const made = await embedPassages(organizationId, texts, deps);
  if (!made.ok) return made;
  const entries = chunks.flatMap(({ chunkId }, at) => {
    const vector = made.value.vectors[at];
    return vector ? [{ chunkId, articleId, version, locale, tags, vector }] : [];
  });
  const stored = await deps.vectors.upsert(organizationId, entries);
  if (!stored.ok) return err(stored.error);
  const cleared = await deps.vectors.remove(organizationId, articleId, version);
  if (!cleared.ok) return err(cleared.error);
  return ok({ embedded: made.value.embedded });
}

/** What is embedded of a chunk: where it stands says what it is about. Pure. */
export function passageText(title: string, chunk: { heading: string; text: string }): string {
  return [title, chunk.heading, chunk.text].filter((part) => part !== '').join('\n');
}
