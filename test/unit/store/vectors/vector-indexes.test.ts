import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { EmbeddedVectors } from '../../../../src/store/vectors/embedded-vectors.ts';
import { VectorizeVectors } from '../../../../src/store/vectors/vectorize-vectors.ts';
import { MemoryVectors } from '../../../stand-ins/memory-vectors.ts';
import { VectorizeStandIn } from '../../../stand-ins/vectorize.ts';
import { applyMigrations, type NodeDatabase, nodeD1 } from '../../../support/node-d1.ts';
import { axis, CONTRACT_DIMENSIONS, entries, vectorContract } from '../../../support/vector-contract.ts';

const SPACE = { name: 'test-8', dimensions: CONTRACT_DIMENSIONS };

function openDatabase(): NodeDatabase {
  const db = nodeD1();
  applyMigrations(db.sqlite, fileURLToPath(new URL('../../../../migrations/knowledge', import.meta.url)));
  return db;
}

function openEmbedded(db = openDatabase(), options: { clock?: () => number; loadMs?: number } = {}) {
  return new EmbeddedVectors(db, SPACE, { clock: () => 0, ...options });
}

function openVectorize(db = openDatabase()) {
  const service = new VectorizeStandIn(CONTRACT_DIMENSIONS, ['article', 'language']);
  return { db, service, index: new VectorizeVectors(service, db, SPACE, 50) };
}

describe('the embedded exact index', () => {
  vectorContract(() => {
    const db = openDatabase();
    return { index: openEmbedded(db), settle() {}, break: () => db.close() };
  });

  test('a second isolate hears of what the first one changed, from the changes alone', async () => {
    const db = openDatabase();
    const [writer, reader] = [openEmbedded(db), openEmbedded(db)];
    for (let at = 0; at < 30; at += 1)
      await writer.upsert('org_a', entries(`art_${at}`, 1, [axis(at), axis(at + 1)]));
    expect(await found(reader, axis(2), 60)).toHaveLength(60);
    await writer.upsert('org_a', entries('art_2', 2, [axis(2)]));
    await writer.remove('org_a', 'art_10');
    const now = await found(reader, axis(2), 60);
    expect(now).toHaveLength(57);
    expect(now).toContain('chk_2v2n0');
    expect(now).not.toContain('chk_2v1n0');
    expect(now).not.toContain('chk_10v1n0');
  });

  test('a copy that slept through a compaction still forgets what was removed', async () => {
    const db = openDatabase();
    const [writer, sleeper] = [openEmbedded(db), openEmbedded(db)];
    await writer.upsert('org_a', [...entries('art_1', 1, [axis(0)]), ...entries('art_2', 1, [axis(0)])]);
    expect(await found(sleeper, axis(0), 10)).toHaveLength(2);
    await writer.remove('org_a', 'art_1');
    for (let at = 0; at < 600; at += 1) await writer.remove('org_a', 'art_none');
    const rows = db.sqlite.prepare("SELECT count(*) AS n FROM vector_block WHERE chunk_ids = ''").get();
    expect(rows).toEqual({ n: 0 });
    expect(await found(sleeper, axis(0), 10)).toEqual(['chk_2v1n0']);
  });

  test('vectors of another embedder are not seen, and not lost', async () => {
    const db = openDatabase();
    await openEmbedded(db).upsert('org_a', entries('art_1', 1, [axis(0)]));
    const other = new EmbeddedVectors(db, { name: 'other-8', dimensions: 8 }, { clock: () => 0 });
    expect(await found(other, axis(0), 5)).toEqual([]);
    expect(await found(openEmbedded(db), axis(0), 5)).toEqual(['chk_1v1n0']);
    await other.upsert('org_a', entries('art_1', 1, [axis(0)]));
    expect(await found(openEmbedded(db), axis(0), 5)).toEqual([]);
    expect(await found(other, axis(0), 5)).toEqual(['chk_1v1n0']);
  });

  test('a search without time for the whole index says so, and the next ones finish reading', async () => {
    const db = openDatabase();
    const writer = openEmbedded(db);
    for (let at = 0; at < 40; at += 1) await writer.upsert('org_a', entries(`art_${at}`, 1, [axis(at)]));
    let now = 0;
    const hurried = openEmbedded(db, { clock: () => (now += 1_000), loadMs: 250 });
    expect(await hurried.search('org_a', axis(0), { limit: 50 })).toEqual({
      ok: false,
      error: { reason: 'warming' },
    });
    expect(await found(hurried, axis(0), 50)).toHaveLength(40);
  });

  test('searches at the same time do not read a page twice into memory', async () => {
    const db = openDatabase();
    const writer = openEmbedded(db);
    for (let at = 0; at < 50; at += 1) await writer.upsert('org_a', entries(`art_${at}`, 1, [axis(at)]));
    const reader = openEmbedded(db);
    const all = await Promise.all(Array.from({ length: 8 }, () => found(reader, axis(0), 100)));
    for (const one of all) expect(new Set(one).size).toBe(50);
    expect(all.every((one) => one.length === 50)).toBe(true);
  });
});

describe('Vectorize', () => {
  vectorContract(() => {
    const { service, index } = openVectorize();
    return {
      index,
      settle: () => service.settle(),
      break: () => {
        service.fails = true;
      },
    };
  });

  test('while changes are not visible yet, a replaced or removed version is not returned', async () => {
    const { service, index } = openVectorize();
    await index.upsert('org_a', [...entries('art_1', 1, [axis(0)]), ...entries('art_2', 1, [axis(1)])]);
    service.lagging = true;
    await index.upsert('org_a', entries('art_1', 2, [axis(0)]));
    await index.remove('org_a', 'art_1', 2);
    await index.remove('org_a', 'art_2');
    expect(await found(index, axis(0), 10)).toEqual([]);
    service.settle();
    expect(await found(index, axis(0), 10)).toEqual(['chk_1v2n0']);
    expect(service.size).toBe(1);
  });

  test('a removal that was interrupted is finished by repeating it: nothing stays in the service', async () => {
    const { service, index } = openVectorize();
    await index.upsert(
      'org_a',
      entries(
        'art_1',
        1,
        Array.from({ length: 250 }, (_, at) => axis(at)),
      ),
    );
    service.fails = true;
    expect((await index.remove('org_a', 'art_1')).ok).toBe(false);
    service.fails = false;
    await index.remove('org_a', 'art_1');
    expect(service.size).toBe(0);
    expect(service.calls.deleteByIds).toBe(4);
  });

  test('tags narrow the search exactly, also where few of very many articles have them', async () => {
    const { index } = openVectorize();
    const common = Array.from({ length: 150 }, (_, at) =>
      entries(`art_c${at}`, 1, [axis(0)], { tags: ['common'] }),
    );
    await index.upsert('org_a', common.flat());
    await index.upsert('org_a', entries('art_rare', 1, [axis(5)], { tags: ['rare'] }));
    const tagged = await index.search('org_a', axis(0), { limit: 5, filters: { tags: ['rare'] } });
    expect(tagged.ok && tagged.value.map((one) => one.articleId)).toEqual(['art_rare']);
  });

  test('a service that never answers is given up', async () => {
    const { service, index } = openVectorize();
    service.hangs = true;
    expect(await index.search('org_a', axis(0), { limit: 5 })).toEqual({
      ok: false,
      error: { reason: 'unavailable' },
    });
  });

  test('more dimensions than the service takes are refused at the start', () => {
    const { db, service } = openVectorize();
    expect(() => new VectorizeVectors(service, db, { dimensions: 3_072 })).toThrow(/1536/);
  });
});

describe('the test double', () => {
  vectorContract(() => {
    const index = new MemoryVectors();
    return {
      index,
      settle: () => index.settle(),
      break: () => {
        index.failure = { reason: 'unavailable' };
      },
    };
  });
});

async function found(
  index: Pick<EmbeddedVectors, 'search'>,
  vector: Float32Array,
  limit: number,
): Promise<string[]> {
  const answer = await index.search('org_a', vector, { limit });
  if (!answer.ok) throw new Error(answer.error.reason);
  return answer.value.map(({ chunkId }) => chunkId);
}
