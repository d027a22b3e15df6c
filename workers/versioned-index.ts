import type { IndexedArticle } from '../src/retrieve/article.ts';
import type { ArticleIndex } from '../src/retrieve/index-article.ts';
import type { ArticleVersionRepository } from '../src/store/article-versions.ts';

type Versions = Pick<ArticleVersionRepository, 'keep' | 'served' | 'ended'>;

/**
 * An index that serves only what is stored for good: the version first, then the index, then the note that it is served.
 * Whatever breaks between two of them is mended by indexing again, and no answer can cite a version that is not there.
 */
export function versionedIndex(parts: {
  index: ArticleIndex;
  versions: Versions;
  externalId: string;
}): ArticleIndex {
  const { index, versions, externalId } = parts;
  return {
    async replace(article: IndexedArticle) {
      const { organizationId, articleId, version, title, url, locale, text } = article;
      const served = { organizationId, articleId, externalId, version, title, url, locale, text };
      await versions.keep(served);
      const replaced = await index.replace(article);
      if (replaced.ok) await versions.served(served);
      else await versions.ended(organizationId, articleId, version);
      return replaced;
    },
    remove: (organizationId, articleId) => removeVersioned({ index, versions }, organizationId, articleId),
  };
}

/** Takes an article out of search, then notes that none of its versions is served any more. */
export async function removeVersioned(
  { index, versions }: { index: Pick<ArticleIndex, 'remove'>; versions: Pick<Versions, 'ended'> },
  organizationId: string,
  articleId: string,
): Promise<void> {
  await index.remove(organizationId, articleId);
  await versions.ended(organizationId, articleId);
}
