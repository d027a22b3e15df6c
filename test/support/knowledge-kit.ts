import { fileURLToPath } from 'node:url';
import type { ArticleVersion } from '../../src/retrieve/article.ts';
import type { SearchRequest } from '../../src/retrieve/gather.ts';
import { indexArticle } from '../../src/retrieve/index-article.ts';
import { search } from '../../src/retrieve/search.ts';
import { KnowledgeIndex } from '../../src/store/knowledge/knowledge-index.ts';
import { applyMigrations, nodeD1 } from './node-d1.ts';

/** An article with only what a test cares about. */
export function article(fields: Partial<ArticleVersion> & { articleId: string }): ArticleVersion {
  return {
    organizationId: 'org_a',
    version: 1,
    externalId: fields.articleId,
    title: 'Untitled',
    body: '',
    format: 'markdown',
    url: null,
    tags: [],
    locale: null,
    ...fields,
  };
}

/** The real index over the real schema, in memory. */
export function openKnowledge() {
  const db = nodeD1();
  applyMigrations(db.sqlite, fileURLToPath(new URL('../../migrations/knowledge', import.meta.url)));
  const index = new KnowledgeIndex(db);
  return {
    db,
    index,
    put: (fields: Partial<ArticleVersion> & { articleId: string }) =>
      indexArticle(article(fields), { index }),
    ask: (query: string, more: Partial<Omit<SearchRequest, 'query'>> = {}) =>
      search({ organizationId: 'org_a', limit: 5, ...more, query }, { index }),
    count: (sql: string) => Object.values(db.sqlite.prepare(sql).get() ?? {})[0],
  };
}

/** A body of several sections, for chunks. */
export const LOCKS = `A row lock error means that another transaction holds the record.

## Why it happens
UNABLE_TO_LOCK_ROW happens when two transactions update the same record, and one waits for more than 10 seconds.

## How to avoid it
Follow these steps:

1. Sort records by parent id.
2. Use smaller batches.
3. Retry with a delay.

\`\`\`apex
SELECT Id FROM Account FOR UPDATE
\`\`\``;
