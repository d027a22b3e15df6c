import { describe, expect, it } from 'vitest';
import { anyWithin, ndcg, reciprocalRank } from '../../../bench/harness/ranking.ts';

const RIGHT = new Set(['b', 'd']);

describe('measures of a ranked list', () => {
  it('give a list that begins with all that is right the full score', () => {
    expect(ndcg(['d', 'b', 'a'], RIGHT, 10)).toBe(1);
    expect(reciprocalRank(['b'], RIGHT)).toBe(1);
  });

  it('give a list that holds nothing right, or an empty one, nothing', () => {
    for (const list of [['a', 'c'], []]) {
      expect([ndcg(list, RIGHT, 10), reciprocalRank(list, RIGHT), anyWithin(list, RIGHT, 5)]).toEqual([
        0, 0, 0,
      ]);
    }
  });

  it('discount by the logarithm of the rank, as computed by hand', () => {
    // Right ones at ranks 2 and 4: 1/log2(3) + 1/log2(5), of at best 1 + 1/log2(3).
    const gain = 1 / Math.log2(3) + 1 / Math.log2(5);
    expect(ndcg(['a', 'b', 'c', 'd'], RIGHT, 10)).toBeCloseTo(gain / (1 + 1 / Math.log2(3)), 10);
    expect(reciprocalRank(['a', 'b'], RIGHT)).toBe(1 / 2);
  });

  it('do not look below the depth, which also bounds the best that is possible', () => {
    expect(anyWithin(['a', 'c', 'b'], RIGHT, 2)).toBe(0);
    expect(anyWithin(['a', 'c', 'b'], RIGHT, 3)).toBe(1);
    expect(ndcg(['b'], RIGHT, 1)).toBe(1);
  });
});
