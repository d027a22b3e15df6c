import { expect, test } from 'vitest';
import { quantize } from '../../../../src/store/vectors/quantize.ts';
import { VectorCache } from '../../../../src/store/vectors/vector-cache.ts';

const SPACE = { name: 'test-256', dimensions: 256 };

/** A page with one article of so many vectors, read after `from`. */
function page(count: number, from: number) {
  const vector = quantize(new Float32Array(256).fill(1));
  return {
    blocks: [
      {
        articleId: 'art_1',
        revision: from + 1,
        language: null,
        tags: [],
        chunkIds: Array.from({ length: count }, (_, at) => `chk_${at}`),
        vectors: Array.from({ length: count }, () => vector),
      },
    ],
    cursor: { revision: from + 1, id: 1 },
    expired: false,
    complete: true,
    nextRows: 16,
  };
}

function fill(cache: VectorCache, organizationId: string, count: number): boolean {
  const { cursor } = cache.open(organizationId, SPACE);
  return cache.apply(organizationId, SPACE, { from: cursor, page: page(count, cursor.revision) });
}

test('the organization that was not asked for longest makes room', () => {
  const cache = new VectorCache(3_000_000);
  expect(fill(cache, 'org_a', 10)).toBe(true);
  expect(fill(cache, 'org_b', 10)).toBe(true);
  cache.open('org_a', SPACE);
  expect(fill(cache, 'org_c', 10)).toBe(true);
  expect(cache.get('org_a', SPACE.name)?.memory.size).toBe(10);
  expect(cache.get('org_b', SPACE.name)).toBeNull();
  expect(cache.get('org_c', SPACE.name)?.memory.size).toBe(10);
});

test('an organization that does not fit alone is refused, and takes nobody else out for good', () => {
  const cache = new VectorCache(2_600_000);
  expect(fill(cache, 'org_a', 10)).toBe(true);
  expect(fill(cache, 'org_large', 9_000)).toBe(false);
  expect(cache.get('org_large', SPACE.name)).toBeNull();
  expect(fill(cache, 'org_a', 10)).toBe(true);
});

test('a page that was read for an older state of the copy changes nothing', () => {
  const cache = new VectorCache();
  const { cursor } = cache.open('org_a', SPACE);
  const before = { ...cursor };
  cache.apply('org_a', SPACE, { from: before, page: page(5, 0) });
  cache.apply('org_a', SPACE, { from: before, page: page(7, 0) });
  expect(cache.get('org_a', SPACE.name)?.memory.size).toBe(5);
});
