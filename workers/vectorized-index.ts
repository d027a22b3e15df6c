import { AppError } from '../src/domain/errors.ts';
import type { ArticleIndex } from '../src/retrieve/index-article.ts';
import type { Vectors } from './wire-vectors.ts';

/**
 * An index of words with one of vectors behind it, in the order that `indexVectors` explains. Throws `upstream_unavailable`
 * with the reason when the vectors failed: the article is served by its words, and indexing it again makes up for them.
 * `counted` is told how many chunks were sent to the embedder.
 */
export function vectorizedIndex(
  index: ArticleIndex,
  vectors: Pick<Vectors, 'index' | 'remove'>,
  counted: (embedded: number) => void = () => {},
): ArticleIndex {
  return {
    async replace(article) {
      const replaced = await index.replace(article);
      if (!replaced.ok) return replaced;
      const done = await vectors.index(article);
      if (!done.ok) throw failed(done.error.reason);
      counted(done.value.embedded);
      return replaced;
    },
    async remove(organizationId, articleId) {
      await index.remove(organizationId, articleId);
      const done = await vectors.remove(organizationId, articleId);
      if (!done.ok) throw failed(done.error.reason);
    },
  };
}

function failed(reason: string): AppError {
  return new AppError('upstream_unavailable', `found by words only, the vectors failed: ${reason}`);
}
