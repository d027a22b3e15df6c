import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FRESHNESS, preferNewer } from '../../../src/retrieve/prefer-newer.ts';

const TODAY = '2026-06-01';
const at = (name: string, score: number, freshOn: string | null) => ({
  candidate: { name, freshOn },
  score,
  coverage: 1,
});
const order = (list: ReturnType<typeof at>[]) => preferNewer(list, TODAY).map((one) => one.candidate.name);

describe('of equal passages', () => {
  test('the newer comes first, and one whose age is not known last', () => {
    const list = [at('unknown', 5, null), at('old', 5, '2020-01-01'), at('new', 5, '2026-05-30')];
    expect(order(list)).toEqual(['new', 'old', 'unknown']);
  });

  test('the order stays where their dates are the same, or none', () => {
    expect(order([at('a', 5, '2025-01-01'), at('b', 5, '2025-01-01')])).toEqual(['a', 'b']);
    expect(order([at('a', 5, null), at('b', 5, null), at('c', 5, 'no date')])).toEqual(['a', 'b', 'c']);
  });

  test('a date in the future counts as today', () => {
    expect(order([at('today', 5, TODAY), at('future', 5, '2040-01-01')])).toEqual(['today', 'future']);
  });
});

test('a passage that is better by more than the bound is never overtaken, whatever the dates', () => {
  const day = fc.option(
    fc.integer({ min: 0, max: 20_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10)),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: 0.01, max: 1e6, noNaN: true }), day), { maxLength: 30 }),
      (list) => {
        const ranked = list
          .map(([score, freshOn], n) => at(String(n), score, freshOn))
          .sort((a, b) => b.score - a.score);
        const sorted = preferNewer(ranked, TODAY);
        expect(sorted).toHaveLength(ranked.length);
        for (const [n, one] of sorted.entries())
          for (const later of sorted.slice(n + 1))
            expect(later.score).toBeLessThanOrEqual(one.score * (1 + FRESHNESS.most) + 1e-9);
      },
    ),
  );
});

test('no score changes', () => {
  const list = [at('a', 5, null), at('b', 4.99, '2026-05-30')];
  expect(preferNewer(list, TODAY).map((one) => one.score)).toEqual([4.99, 5]);
});
