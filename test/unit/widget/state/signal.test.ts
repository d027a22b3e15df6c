import { expect, test } from 'vitest';
import { effect, signal } from '../../../../widget/state/signal.ts';

test('an effect runs at once, and once for all changes of one moment', async () => {
  const a = signal(1);
  const b = signal(1);
  const seen: number[] = [];
  effect(() => seen.push(a.value + b.value));
  a.value = 2;
  b.value = 2;
  expect(seen).toEqual([2]);
  await Promise.resolve();
  expect(seen).toEqual([2, 4]);
});

test('an equal value wakes nobody', async () => {
  const a = signal('x');
  const seen: string[] = [];
  effect(() => seen.push(a.value));
  a.value = 'x';
  await Promise.resolve();
  expect(seen).toEqual(['x']);
});

test('an effect may set what another one reads', async () => {
  const a = signal(1);
  const double = signal(0);
  const seen: number[] = [];
  effect(() => {
    double.value = a.value * 2;
  });
  effect(() => seen.push(double.value));
  a.value = 5;
  await new Promise((done) => setTimeout(done));
  expect(seen.at(-1)).toBe(10);
});
