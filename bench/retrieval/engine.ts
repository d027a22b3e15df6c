import type { IndexedArticle } from '../../src/retrieve/article.ts';

/** A search engine over rows: what it found, best first, at most `limit`. */
export type Engine = (question: string, limit: number) => Hit[] | Promise<Hit[]>;

export interface Hit {
  /** The row's id. */
  id: string;
  /** Comparable within one engine only. */
  score: number;
}

/** What a search engine indexes: a whole article or one chunk of it. */
export interface SearchRow {
  id: string;
  articleId: string;
  title: string;
  heading: string;
  text: string;
}

/** Articles whole, or one row a chunk with its article's title. */
export function searchRows(articles: Iterable<IndexedArticle>, of: 'articles' | 'chunks'): SearchRow[] {
  const rows: SearchRow[] = [];
  for (const { articleId, title, text, chunks } of articles) {
    if (of === 'articles') rows.push({ id: articleId, articleId, title, heading: '', text });
    else
      for (const one of chunks)
        rows.push({ id: one.chunkId, articleId, title, heading: one.heading, text: one.text });
  }
  return rows;
}
