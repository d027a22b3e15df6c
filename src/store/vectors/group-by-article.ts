import type { VectorEntry } from '../../domain/vectors.ts';

/** Chunks of one version of an article. */
export interface ArticleVectors {
  articleId: string;
  version: number;
  locale: string | null;
  tags: readonly string[];
  chunks: { chunkId: string; vector: Float32Array }[];
}

/** Entries by article: only the newest version of each, and of entries with one chunk id the last. Pure. */
export function groupByArticle(entries: readonly VectorEntry[]): ArticleVectors[] {
  const articles = new Map<string, ArticleVectors & { byId: Map<string, Float32Array> }>();
  for (const { articleId, version, locale, tags, chunkId, vector } of entries) {
    let article = articles.get(articleId);
    if (!article || article.version < version) {
      article = { articleId, version, locale, tags, chunks: [], byId: new Map() };
      articles.set(articleId, article);
    }
    if (article.version === version) article.byId.set(chunkId, vector);
  }
  return [...articles.values()].map(({ byId, ...article }) => ({
    ...article,
    chunks: [...byId].map(([chunkId, vector]) => ({ chunkId, vector })),
  }));
}
