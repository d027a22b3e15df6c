import type { ArticleVersion } from '../../src/retrieve/article.ts';
import { indexArticle } from '../../src/retrieve/index-article.ts';
import { search } from '../../src/retrieve/search.ts';
import { decodeMeanings } from '../../src/retrieve/word-meanings.ts';
import { KnowledgeCache } from '../../src/store/knowledge/knowledge-cache.ts';
import { KnowledgeIndex } from '../../src/store/knowledge/knowledge-index.ts';
import bytes from '../../src/understand/models/meanings.bin';

const cache = new KnowledgeCache();
const table = decodeMeanings(bytes);
const meanings = async () => (table.ok ? table.value : null);

/** The product's search and index over a local D1 database, behind one HTTP request each. `/none` answers at once. */
export default {
  async fetch(request: Request, env: { DB: D1Database }): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const organizationId = 'org_bench';
    if (pathname === '/migrate') {
      for (const sql of (await request.json()) as string[]) await env.DB.prepare(sql).run();
      return Response.json([]);
    }
    if (pathname === '/index') {
      const index = new KnowledgeIndex(env.DB, cache);
      let chunks = 0;
      for (const article of (await request.json()) as ArticleVersion[]) {
        const indexed = await indexArticle({ ...article, organizationId }, { index });
        if (indexed.ok) chunks += indexed.value.chunks;
      }
      return Response.json([String(chunks)]);
    }
    if (pathname === '/search') {
      const index = new KnowledgeIndex(env.DB, cache);
      const query = searchParams.get('q') ?? '';
      const found = await search({ organizationId, query, limit: 5 }, { index, meanings });
      return Response.json(found.passages.map((one) => one.chunkId));
    }
    return Response.json([]);
  },
};
