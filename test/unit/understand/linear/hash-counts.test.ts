import { expect, test } from 'vitest';
import { HashCounts } from '../../../../src/understand/linear/hash-counts.ts';
import { seededRandom } from '../../../../src/understand/linear/seeded-random.ts';

test('hashes are counted in the order of first occurrence, few or many, and forgotten when cleared', () => {
  const counts = new HashCounts();
  const random = seededRandom(3);
  for (const [adds, range] of [
    [100, 40],
    [60_000, 2 ** 32],
    [30_000, 9_000],
    [5, 2],
  ] as const) {
    counts.clear();
    const expected = new Map<number, number>();
    for (let added = 0; added < adds; added += 1) {
      const hash = Math.floor(random() * range) | 0;
      counts.add(hash);
      expected.set(hash, (expected.get(hash) ?? 0) + 1);
    }
    expect([...counts.hashes.subarray(0, counts.size)]).toEqual([...expected.keys()]);
    expect([...counts.counts.subarray(0, counts.size)]).toEqual([...expected.values()]);
  }
});
