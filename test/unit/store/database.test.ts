import { expect, test } from 'vitest';
import { LIMITS } from '../../../src/domain/limits.ts';
import { chunkRows } from '../../../src/store/database.ts';

test('chunks hold every row once, in order, and fit what D1 accepts', () => {
  const rows = Array.from({ length: 257 }, (_, at) => at);
  for (const [perRow, fixed] of [
    [1, 0],
    [16, 0],
    [7, 5],
    [100, 0],
    [50, 50],
  ] as const) {
    const chunks = chunkRows(rows, perRow, fixed);
    expect(chunks.flat()).toEqual(rows);
    for (const chunk of chunks)
      expect(chunk.length * perRow + fixed).toBeLessThanOrEqual(LIMITS.boundParameters);
  }
  expect(chunkRows([], 5)).toEqual([]);
});

test('a row that can never fit is a loud mistake', () => {
  expect(() => chunkRows([1], 101)).toThrow(RangeError);
  expect(() => chunkRows([1], 60, 60)).toThrow(RangeError);
});
