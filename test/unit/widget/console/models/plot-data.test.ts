import { expect, test } from 'vitest';
import type { LlmUsage } from '../../../../../widget/console/data/wire.ts';
import { measured, plotOf } from '../../../../../widget/console/models/plot-data.ts';

function row(day: string, model: string, costUsd: number, calls = 1): LlmUsage['data'][number] {
  return {
    ...{ day, model, costUsd, calls, failedCalls: 0, estimatedCalls: 0, unpricedCalls: 0, firstMs: null },
    tokens: { input: 1, cachedInput: 2, cacheWrite: 3, output: 4 },
  };
}

test('every day of the span has its place, also those on which nothing was spent', () => {
  const data = [
    row('2026-10-30', 'openai/a', 2),
    row('2026-11-01', 'openai/a', 1),
    row('2026-11-01', 'openai/b', 6),
  ];
  const plot = plotOf({ from: '2026-10-30', to: '2026-11-02', data }, 'cost');
  expect(plot.days).toEqual(['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02']);
  expect(plot.layers).toEqual([
    { model: 'openai/b', values: [0, 0, 6, 0], total: 6 },
    { model: 'openai/a', values: [2, 0, 1, 0], total: 3 },
  ]);
  expect(plot.totals).toEqual([2, 0, 7, 0]);
});

test('more models than there are colours share the last one, and no sum is lost', () => {
  const data = Array.from({ length: 9 }, (_, at) => row('2026-11-01', `openai/${at}`, at + 1));
  const { layers, totals } = plotOf({ from: '2026-11-01', to: '2026-11-01', data }, 'cost');
  expect(layers.map(({ model }) => model)).toEqual([
    'openai/8',
    'openai/7',
    'openai/6',
    'openai/5',
    'openai/4',
    null,
  ]);
  expect(layers.at(-1)?.total).toBe(1 + 2 + 3 + 4);
  expect(totals).toEqual([45]);
});

test.each([
  [0, 'cost', 1],
  [0.0007, 'cost', 0.001],
  [0.3, 'cost', 0.5],
  [1, 'cost', 1],
  [7.2, 'cost', 10],
  [1, 'calls', 2],
  [1_200, 'calls', 2_000],
] as const)('a plot of at most %d ends its scale (%s) at %d', (value, measure, top) => {
  const data = [
    row('2026-11-01', 'openai/a', measure === 'cost' ? value : 0, measure === 'calls' ? value : 0),
  ];
  expect(plotOf({ from: '2026-11-01', to: '2026-11-01', data }, measure).top).toBeCloseTo(top, 9);
});

test('tokens are those of all four kinds', () => {
  expect(measured(row('2026-11-01', 'openai/a', 0), 'tokens')).toBe(10);
});
