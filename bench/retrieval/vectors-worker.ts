import { EmbeddedVectors } from '../../src/store/vectors/embedded-vectors.ts';
import { quantize } from '../../src/store/vectors/quantize.ts';
import { VectorCache } from '../../src/store/vectors/vector-cache.ts';
import { modelVectors } from './model-vectors.ts';

let cache = new VectorCache();

/** The embedded index of vectors over a local D1 database, one step a request. Times are taken outside: a Worker's clock stands. */
export default {
  async fetch(request: Request, env: { DB: D1Database }): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const number = (name: string) => Number(searchParams.get(name));
    const dimensions = number('dimensions');
    const organizationId = `org_${searchParams.get('organization')}`;
    const space = { name: `bench-${dimensions}`, dimensions };
    const index = new EmbeddedVectors(env.DB, space, { clock: () => Date.now(), cache });
    if (pathname === '/migrate') {
      for (const sql of (await request.json()) as string[]) await env.DB.prepare(sql).run();
      return Response.json(null);
    }
    if (pathname === '/store') {
      const vectors = modelVectors(number('articles') * number('chunks'), dimensions, number('from'));
      const entries = vectors.map((vector, at) => {
        const article = `abcdefghijklmnop${number('from')}x${Math.floor(at / number('chunks'))}`;
        const chunkId = `chk_${article}v1n${at % number('chunks')}`;
        return { chunkId, articleId: `art_${article}`, version: 1, locale: 'en', tags: [], vector };
      });
      return Response.json(await index.upsert(organizationId, entries));
    }
    if (pathname === '/forget') {
      cache = new VectorCache();
      return Response.json(null);
    }
    const queries = modelVectors(Math.max(1, number('times')), dimensions, -1);
    if (pathname === '/search') {
      const found = await index.search(organizationId, queries[0] ?? new Float32Array(dimensions), {
        limit: 20,
      });
      return Response.json(found.ok ? found.value.length : found.error.reason);
    }
    const memory = cache.get(organizationId, space.name)?.memory;
    if (pathname === '/scan' && memory) for (const query of queries) memory.search(quantize(query), 20, {});
    return Response.json({ bytes: memory?.bytes ?? 0, size: memory?.size ?? 0 });
  },
};
