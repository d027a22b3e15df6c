import type { SearchResult } from '../../src/domain/passage.ts';
import { analyze } from '../../src/retrieve/analyze.ts';
import type { ArticleVersion } from '../../src/retrieve/article.ts';
import { indexArticle } from '../../src/retrieve/index-article.ts';
import { search } from '../../src/retrieve/search.ts';
import { KnowledgeIndex } from '../../src/store/knowledge/knowledge-index.ts';
import { applyMigrations, nodeD1 } from '../../test/support/node-d1.ts';

/** A knowledge base in memory, with the real SQL. */
export interface KnowledgeBase {
  chunks: number;
  find(query: string, limit?: number): Promise<SearchResult>;
  externalId(articleId: string): string;
  analyze(text: string): string[];
  close(): void;
}

/** Indexes articles as one organization. */
export async function knowledgeBase(articles: readonly ArticleVersion[]): Promise<KnowledgeBase> {
  const db = nodeD1();
  applyMigrations(db.sqlite, new URL('../../migrations/knowledge', import.meta.url).pathname);
  const index = new KnowledgeIndex(db);
  const ids = new Map<string, string>();
  let chunks = 0;
  for (const article of articles) {
    ids.set(article.articleId, article.externalId);
    const indexed = await indexArticle({ ...article, organizationId: 'org_1' }, { index });
    if (indexed.ok) chunks += indexed.value.chunks;
  }
  return {
    chunks,
    find: (query, limit = 8) => search({ organizationId: 'org_1', query, limit }, { index }),
    externalId: (articleId) => ids.get(articleId) ?? articleId,
    analyze,
    close: () => db.close(),
  };
}
