import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { EmbeddedVectors } from '../../../../src/store/vectors/embedded-vectors.ts';
import { StoredEmbeddings } from '../../../../src/store/vectors/embedding-cache.ts';
import { VectorizeVectors } from '../../../../src/store/vectors/vectorize-vectors.ts';
import { VectorizeStandIn } from '../../../stand-ins/vectorize.ts';
import { applyMigrations, nodeD1 } from '../../../support/node-d1.ts';
import { axis, entries } from '../../../support/vector-contract.ts';

test('no statement about vectors reads a whole table, or sorts what it read', async () => {
  const db = nodeD1();
  applyMigrations(db.sqlite, fileURLToPath(new URL('../../../../migrations/knowledge', import.meta.url)));
  const asked = new Set<string>();
  const recorder: D1Database = {
    prepare: (query) => {
      asked.add(query);
      return db.prepare(query);
    },
    batch: (statements) => db.batch(statements),
    exec: (query) => db.exec(query),
    withSession: () => db.withSession(),
    dump: () => db.dump(),
  };
  const space = { name: 'test-8', dimensions: 8 };
  const embedded = new EmbeddedVectors(recorder, space, { clock: () => 0 });
  const service = new VectorizeStandIn(8, ['article', 'language']);
  const filters = { tags: ['x'] };
  for (const index of [embedded, new VectorizeVectors(service, recorder, space)]) {
    await index.upsert('org_a', entries('art_1', 1, [axis(0)], { tags: ['x'] }));
    expect((await index.search('org_a', axis(0), { limit: 3, filters })).ok).toBe(true);
    for (let time = 0; time < 512; time += 1) await index.remove('org_a', 'art_1');
  }
  const cache = new StoredEmbeddings(recorder, () => 0);
  await cache.put('org_a', 'test-8', [{ hash: 'h', vector: axis(0) }]);
  await cache.get('org_a', 'test-8', ['h']);
  await cache.purge();
  expect(asked.size).toBeGreaterThanOrEqual(16);
  for (const query of asked) {
    const plan = db.sqlite.prepare(`EXPLAIN QUERY PLAN ${query}`).all();
    const steps = plan.map((row) => String(row.detail));
    expect(
      steps.filter((step) => /^SCAN (vector_|embedding|[eln]\b)|TEMP B-TREE/.test(step)),
      query,
    ).toEqual([]);
  }
});
