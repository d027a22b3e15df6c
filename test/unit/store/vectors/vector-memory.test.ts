import { describe, expect, test } from 'vitest';
import { dequantize, packVectors, quantize, unpackVectors } from '../../../../src/store/vectors/quantize.ts';
import { VectorMemory } from '../../../../src/store/vectors/vector-memory.ts';

/** A small generator: the tests are the same each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

function vector(next: () => number, dimensions: number): Float32Array {
  return Float32Array.from({ length: dimensions }, () => next() + next() + next());
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [product, left, right] = [0, 0, 0];
  for (const [at, x] of a.entries()) {
    const y = b[at] ?? 0;
    product += x * y;
    left += x * x;
    right += y * y;
  }
  return product / Math.sqrt(left * right);
}

const block = (articleId: string, revision: number, vectors: Float32Array[]) => ({
  articleId,
  revision,
  language: null,
  tags: [],
  chunkIds: vectors.map((_, at) => `${articleId}-${revision}-${at}`),
  vectors: vectors.map(quantize),
});

describe('quantized vectors', () => {
  test('their dot product is the cosine of the originals within 0.01, whatever their length', () => {
    const next = numbers(1);
    for (const dimensions of [7, 64, 256, 1_536]) {
      const [a, b] = [vector(next, dimensions), vector(next, dimensions).map((x) => x * 1_000)];
      const [left, right] = [dequantize(quantize(a)), dequantize(quantize(b))];
      const product = left.reduce((sum, x, at) => sum + x * (right[at] ?? 0), 0);
      expect(Math.abs(product - cosine(a, b))).toBeLessThan(0.01);
    }
  });

  test('packing and unpacking gives them back, to the bit', () => {
    const next = numbers(2);
    const some = Array.from({ length: 300 }, () => quantize(vector(next, 33)));
    expect(unpackVectors(packVectors(some, 33), 33)).toEqual(some);
    expect(unpackVectors('', 33)).toEqual([]);
  });

  test('zeros and what is no number become a vector that is near to nothing', () => {
    const memory = new VectorMemory(4);
    memory.add(block('art_0', 1, [new Float32Array(4), Float32Array.of(Number.NaN, 1, 0, 0)]));
    expect(memory.search(quantize(Float32Array.of(1, 1, 1, 1)), 5, {})).toEqual([]);
  });
});

describe('vectors in memory', () => {
  test('the scan finds exactly what comparing with every vector finds, over several slabs', () => {
    const next = numbers(3);
    const memory = new VectorMemory(19);
    const all = Array.from({ length: 9_000 }, () => vector(next, 19));
    for (let at = 0; at < all.length; at += 100) memory.add(block(`art_${at}`, 1, all.slice(at, at + 100)));
    const query = vector(next, 19);
    const exact = all
      .map((one, at) => ({ at, score: cosine(dequantize(quantize(one)), dequantize(quantize(query))) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, 25);
    const found = memory.search(quantize(query), 25, {});
    const top = found.map(({ chunkId }) => {
      const [article, , ordinal] = chunkId.slice(4).split('-').map(Number);
      return (article ?? 0) + (ordinal ?? 0);
    });
    expect(top.slice(0, 5)).toEqual(exact.slice(0, 5).map(({ at }) => at));
    expect(top.filter((at) => exact.some((one) => one.at === at)).length).toBeGreaterThanOrEqual(24);
    expect(found.map(({ score }) => score)).toEqual(
      [...found.map(({ score }) => score)].sort((a, b) => b - a),
    );
  });

  test('quantizing changes at most one in twenty of the ten nearest of 5,000', () => {
    const next = numbers(4);
    const memory = new VectorMemory(64);
    const all = Array.from({ length: 5_000 }, () => vector(next, 64));
    memory.add(block('art', 1, all));
    let same = 0;
    for (let time = 0; time < 20; time += 1) {
      const query = vector(next, 64);
      const exact = all
        .map((one, at) => ({ at, score: cosine(one, query) }))
        .sort((a, b) => b.score - a.score)
        .slice(0, 10)
        .map(({ at }) => `art-1-${at}`);
      const found = memory.search(quantize(query), 10, {}).map(({ chunkId }) => chunkId);
      same += found.filter((id) => exact.includes(id)).length;
    }
    expect(same).toBeGreaterThanOrEqual(190);
  });

  test('above 20,000 vectors, those of a model are found as comparing everything finds them, also with a filter', () => {
    const next = numbers(7);
    const topics = Array.from({ length: 12 }, () => vector(next, 64));
    const meant = () => {
      const mixed = vector(next, 64).map((value) => value / 4);
      for (const topic of topics) {
        const share = next() + next();
        for (const [at, value] of topic.entries()) mixed[at] = (mixed[at] ?? 0) + share * value;
      }
      return mixed;
    };
    const memory = new VectorMemory(64);
    const all = Array.from({ length: 24_000 }, meant);
    for (let at = 0; at < all.length; at += 1_000)
      memory.add({
        ...block(`art_${at}`, 1, all.slice(at, at + 1_000)),
        language: at % 2_000 === 0 ? 'en' : 'de',
      });
    const scored = all.map(quantize).map(dequantize);
    let [same, filtered] = [0, 0];
    for (let time = 0; time < 4; time += 1) {
      const query = dequantize(quantize(meant()));
      const exact = scored
        .map((one, at) => ({
          at,
          score: one.reduce((sum, value, place) => sum + value * (query[place] ?? 0), 0),
        }))
        .sort((a, b) => b.score - a.score);
      const idOf = (at: number) => `art_${Math.floor(at / 1_000) * 1_000}-1-${at % 1_000}`;
      const best = exact.slice(0, 10).map(({ at }) => idOf(at));
      const english = exact.filter(({ at }) => Math.floor(at / 1_000) % 2 === 0).slice(0, 10);
      const found = (filters: object) =>
        memory.search(quantize(query), 10, filters).map((one) => one.chunkId);
      same += found({}).filter((id) => best.includes(id)).length;
      const ids = found({ locale: 'en' });
      filtered += ids.filter((id) => english.some(({ at }) => idOf(at) === id)).length;
    }
    expect(same).toBeGreaterThanOrEqual(39);
    expect(filtered).toBeGreaterThanOrEqual(39);
  }, 20_000);

  test('replacing an article a thousand times takes no more memory than once', () => {
    const next = numbers(5);
    const memory = new VectorMemory(8);
    const make = () => Array.from({ length: 6 }, () => vector(next, 8));
    memory.add(block('art_other', 1, make()));
    memory.add(block('art', 1, make()));
    const before = memory.bytes;
    for (let revision = 2; revision < 1_000; revision += 1) memory.add(block('art', revision, make()));
    expect(memory.bytes).toBe(before);
    expect(memory.size).toBe(12);
    expect(
      memory
        .search(quantize(vector(next, 8)), 50, {})
        .filter(({ articleId }) => articleId === 'art')
        .every(({ chunkId }) => chunkId.startsWith('art-999-')),
    ).toBe(true);
  });

  test('rows of one change join, rows that come late are ignored, an empty row removes', () => {
    const next = numbers(6);
    const memory = new VectorMemory(8);
    memory.add(block('art', 5, [vector(next, 8)]));
    memory.add({ ...block('art', 5, [vector(next, 8)]), chunkIds: ['second'] });
    expect(memory.size).toBe(2);
    memory.add(block('art', 4, [vector(next, 8)]));
    expect(memory.size).toBe(2);
    memory.add(block('art', 6, []));
    expect(memory.size).toBe(0);
  });
});
