import { describe, expect, it } from 'vitest';
import { median, percentile } from '../../../bench/harness/stats.ts';

describe('median', () => {
  it('is the middle value whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it('is the mean of the two middle values of an even count', () => {
    expect(median([4, 1, 2, 10])).toBe(3);
  });

  it('of nothing is not a number, so that a missing measurement never looks like zero', () => {
    expect(median([])).toBeNaN();
  });

  it('leaves its input as it was', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('is the nearest rank: the smallest value that p percent of all do not exceed', () => {
    expect(percentile(hundred, 50)).toBe(50);
    expect(percentile(hundred, 99)).toBe(99);
    expect(percentile([1, 2, 3], 50)).toBe(2);
  });

  it('of 0 is the least and of 100 the greatest value', () => {
    expect(percentile(hundred, 0)).toBe(1);
    expect(percentile(hundred, 100)).toBe(100);
  });

  it('is always a value that was measured', () => {
    expect(percentile([1, 1_000], 75)).toBe(1_000);
  });

  it('of nothing is not a number', () => {
    expect(percentile([], 99)).toBeNaN();
  });
});
