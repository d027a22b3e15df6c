import { expect, test } from 'vitest';
import { HashCounter } from '../../../../src/understand/intent/hash-counter.ts';

test('counts any number of hashes exactly, zero among them, and stops at 255', () => {
  const counter = new HashCounter();
  const expected = new Map<number, number>();
  const add = (hash: number) => {
    counter.add(hash);
    expected.set(hash, (expected.get(hash) ?? 0) + 1);
  };
  for (let at = 0; at < 30_000; at += 1) add(Math.imul(at % 20_000, 0x9e3779b1) >>> 0);
  for (let at = 0; at < 300; at += 1) add(0xffff_ffff);
  for (const least of [1, 2, 255]) {
    const wanted = [...expected].filter(([, count]) => count >= least).map(([hash]) => hash);
    expect([...counter.seen(least)].sort()).toEqual(wanted.sort());
  }
  expect(counter.seen(256)).toHaveLength(0);
});
