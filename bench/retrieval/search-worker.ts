import type { IndexedArticle } from '../../src/retrieve/article.ts';
import { search } from '../../src/retrieve/search.ts';
import { KnowledgeCache } from '../../src/store/knowledge/knowledge-cache.ts';
import { KnowledgeIndex } from '../../src/store/knowledge/knowledge-index.ts';

const cache = new KnowledgeCache();

/** Search and, beside it, plain FTS5 over the same local D1 database, behind one HTTP request each. */
export default {
  async fetch(request: Request, env: { DB: D1Database }): Promise<Response> {
    const url = new URL(request.url);
    const query = url.searchParams.get('q') ?? '';
    if (url.pathname === '/migrate') {
      for (const sql of (await request.json()) as string[]) await env.DB.prepare(sql).run();
      return new Response('ok');
    }
    if (url.pathname === '/load') {
      await load(env.DB, (await request.json()) as IndexedArticle[]);
      return new Response('ok');
    }
    if (url.pathname === '/search') {
      const index = new KnowledgeIndex(env.DB, cache);
      const found = await search({ organizationId: 'org_bench', query, limit: 5 }, { index });
      return Response.json(found.passages.map((one) => one.chunkId));
    }
    if (url.pathname === '/plain') {
      const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
      const match = words.map((word) => `"${word}"`).join(' OR ');
      const found = await env.DB.prepare(
        'SELECT id, text FROM plain WHERE plain MATCH ? ORDER BY bm25(plain, 4.0, 2.0, 1.0) LIMIT 5',
      )
        .bind(match)
        .all<{ id: string }>();
      return Response.json(found.results.map((one) => one.id));
    }
    return new Response('[]');
  },
};

async function load(db: D1Database, articles: IndexedArticle[]): Promise<void> {
  const index = new KnowledgeIndex(db);
  for (const article of articles) {
    await index.replace({ ...article, organizationId: 'org_bench' });
    const insert = db.prepare('INSERT INTO plain (title, heading, text, id) VALUES (?, ?, ?, ?)');
    const rows = article.chunks.map((one) => insert.bind(article.title, one.heading, one.text, one.chunkId));
    if (rows.length > 0) await db.batch(rows);
  }
}
