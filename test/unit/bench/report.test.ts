import { describe, expect, it } from 'vitest';
import { benchRow, round } from '../../../bench/harness/report.ts';

describe('benchRow', () => {
  it('has exactly the fields that --json promises', () => {
    const row = benchRow({
      what: 'server CPU per turn',
      value: 1.25,
      unit: 'ms',
      yardstick: { what: 'bare object', value: 0.5 },
      goal: { is: 'at most', limit: 3, of: 'ratio' },
    });
    expect(row).toEqual({
      what: 'server CPU per turn',
      value: 1.25,
      unit: 'ms',
      yardstick: 'bare object',
      yardstickValue: 0.5,
      ratio: 2.5,
      goal: '<= 3x',
      holds: true,
    });
  });

  it('leaves yardstick and ratio out where nothing is compared', () => {
    const row = benchRow({
      what: 'size',
      value: 326,
      unit: 'kB',
      goal: { is: 'at most', limit: 700, of: 'value' },
    });
    expect(row).toEqual({ what: 'size', value: 326, unit: 'kB', goal: '<= 700 kB', holds: true });
  });

  it('judges a goal on the value by the value, whatever the yardstick', () => {
    const goal = { is: 'at most', limit: 80, of: 'value' } as const;
    const yardstick = { what: 'empty', value: 1 };
    expect(benchRow({ what: 'start', value: 79, unit: 'ms', yardstick, goal }).holds).toBe(true);
    expect(benchRow({ what: 'start', value: 81, unit: 'ms', yardstick, goal }).holds).toBe(false);
  });

  it('holds when a figure that should be high is at least the goal', () => {
    const goal = { is: 'at least', limit: 1 / 3, of: 'ratio' } as const;
    const yardstick = { what: 'bare object', value: 900 };
    expect(benchRow({ what: 'rate', value: 300, unit: '/s', yardstick, goal }).holds).toBe(true);
    expect(benchRow({ what: 'rate', value: 299, unit: '/s', yardstick, goal }).holds).toBe(false);
  });

  it('judges the measured figure, not the rounded one', () => {
    const goal = { is: 'at most', limit: 1.5, of: 'value' } as const;
    const row = benchRow({ what: 'loader', value: 1.5004, unit: 'kB', goal });
    expect(row.value).toBe(1.5);
    expect(row.holds).toBe(false);
  });

  it('never holds for a figure that is missing', () => {
    const goal = { is: 'at most', limit: 3, of: 'value' } as const;
    expect(benchRow({ what: 'CPU', value: Number.NaN, unit: 'ms', goal }).holds).toBe(false);
  });
});

describe('round', () => {
  it('keeps three digits that count, and all digits before the point', () => {
    expect([0.012345, 1.2345, 123.456, 12_345.6].map(round)).toEqual([0.0123, 1.23, 123, 12_346]);
  });
});
