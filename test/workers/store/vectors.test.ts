import { env } from 'cloudflare:test';
import { describe, expect, test } from 'vitest';
import { EmbeddedVectors } from '../../../src/store/vectors/embedded-vectors.ts';
import { EMBEDDING_CACHE, StoredEmbeddings } from '../../../src/store/vectors/embedding-cache.ts';
import { VectorizeVectors } from '../../../src/store/vectors/vectorize-vectors.ts';
import { VectorizeStandIn } from '../../stand-ins/vectorize.ts';
import { axis, CONTRACT_DIMENSIONS, entries, vectorContract } from '../../support/vector-contract.ts';

const SPACE = { name: 'test-8', dimensions: CONTRACT_DIMENSIONS };
const TABLES = ['vector_base', 'vector_block', 'vector_ledger'];

/** The real D1, empty; broken by taking its answers away. */
async function openDatabase(): Promise<{ db: D1Database; break: () => void }> {
  await env.KNOWLEDGE.batch(TABLES.map((table) => env.KNOWLEDGE.prepare(`DELETE FROM ${table}`)));
  let broken = false;
  const db = new Proxy(env.KNOWLEDGE, {
    get(target, name) {
      if (broken && name === 'batch') return () => Promise.reject(new Error('D1_ERROR: no answer'));
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    db,
    break: () => {
      broken = true;
    },
  };
}

describe('the embedded exact index in the real D1', () => {
  vectorContract(async () => {
    const { db, break: breakIt } = await openDatabase();
    return { index: new EmbeddedVectors(db, SPACE, { clock: Date.now }), settle() {}, break: breakIt };
  });

  test('an article of the most chunks and dimensions there can be fits into one transaction', async () => {
    const { db } = await openDatabase();
    const index = new EmbeddedVectors(
      db,
      { name: 'large', dimensions: 1_536 },
      { clock: Date.now, loadMs: 60_000 },
    );
    const vectors = Array.from({ length: 2_000 }, (_, at) =>
      Float32Array.from({ length: 1_536 }, (_, place) => Math.sin(at * 7 + place)),
    );
    expect(await index.upsert('org_a', entries('art_1', 1, vectors))).toEqual({ ok: true, value: undefined });
    const found = await index.search('org_a', vectors[1_999] ?? axis(0), { limit: 1 });
    expect(found.ok && found.value[0]?.chunkId).toBe('chk_1v1n1999');
  });
});

describe('Vectorize with its ledger in the real D1', () => {
  vectorContract(async () => {
    const { db } = await openDatabase();
    const service = new VectorizeStandIn(CONTRACT_DIMENSIONS, ['article', 'language']);
    return {
      index: new VectorizeVectors(service, db, SPACE),
      settle: () => service.settle(),
      break: () => {
        service.fails = true;
      },
    };
  });
});

test('embeddings are kept, found by their organization alone, and dropped when nobody used them for long', async () => {
  let day = 20_000;
  const cache = new StoredEmbeddings(env.KNOWLEDGE, () => day * 86_400_000);
  await cache.put('org_a', 'test-8', [
    { hash: 'h1', vector: axis(0) },
    { hash: 'h2', vector: axis(1) },
  ]);
  expect([...(await cache.get('org_a', 'test-8', ['h1', 'h3'])).keys()]).toEqual(['h1']);
  expect((await cache.get('org_b', 'test-8', ['h1'])).size).toBe(0);
  expect((await cache.get('org_a', 'other', ['h1'])).size).toBe(0);
  day += EMBEDDING_CACHE.keepDays + 1;
  await cache.put('org_a', 'test-8', [{ hash: 'h2', vector: axis(1) }]);
  expect(await cache.purge()).toBe(1);
  expect([...(await cache.get('org_a', 'test-8', ['h1', 'h2'])).keys()]).toEqual(['h2']);
});
