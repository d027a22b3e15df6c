import { expect, test } from 'vitest';
import { createFormats } from '../../../../widget/console/formats.ts';

const english = createFormats('en', () => 0);

test.each([
  [0, '$0.00'],
  [21.7184, '$21.72'],
  [0.2184, '$0.2184'],
  [0.5, '$0.50'],
  [0.000456, '$0.000456'],
])('%d dollars are %s: cents of what is large, all there is of what is small', (usd, text) => {
  expect(english.money(usd)).toBe(text);
});

test('waits are milliseconds up to a second, large numbers are short, and a UTC day is that day everywhere', () => {
  expect([english.wait(332), english.wait(1_260)]).toEqual(['332 ms', '1.3 sec']);
  expect(english.short(10_451_000)).toBe('10.5M');
  expect(english.day('2026-11-22')).toBe('Nov 22, 2026');
  expect(createFormats('de', () => 0).money(0.5)).toMatch(/^0,50\s\$$/);
});
