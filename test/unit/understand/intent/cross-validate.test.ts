import { expect, test } from 'vitest';
import { crossValidate } from '../../../../src/understand/intent/cross-validate.ts';
import { TINY_SHOP } from './tiny-shop.ts';

test('cross-validation judges every example once, by a model that has not seen it', async () => {
  const report = await crossValidate(TINY_SHOP, 3, { seed: 1, maxBytes: 100_000 });
  expect(report.intents.map(({ name }) => name)).toEqual([
    'cancel-order',
    'greeting',
    'login-problem',
    'refund-status',
  ]);
  expect(report.intents.reduce((sum, { examples }) => sum + examples, 0)).toBe(TINY_SHOP.length);
  expect(report.accuracy).toBeGreaterThan(0.6);
  const wrong = report.confusions.reduce((sum, { count }) => sum + count, 0);
  expect(wrong).toBeLessThanOrEqual(Math.round((1 - report.accuracy) * TINY_SHOP.length));
}, 120_000);

test('labels without any pattern are not reported as learned', async () => {
  const noise = TINY_SHOP.map(({ text }, at) => ({ text, intent: at % 2 === 0 ? 'heads' : 'tails' }));
  const report = await crossValidate(noise, 3, { seed: 1, maxBytes: 100_000 });
  expect(report.accuracy).toBeLessThan(0.75);
}, 120_000);
