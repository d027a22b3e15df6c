import { expect, test } from 'vitest';
import { apiKeyHash, looksLikeApiKey, newApiKey } from '../../../src/auth/api-key.ts';
import { sha256Hex } from '../../../src/auth/encoding.ts';

test('a key is 190 random bits with a checksum, and is known by its SHA-256', async () => {
  const made = await newApiKey();
  expect(made.key).toMatch(/^ew_live_[0-9A-Za-z]{38}$/);
  expect(made.prefix).toBe(made.key.slice(0, 12));
  expect(made.hash).toBe(await sha256Hex(made.key));
  expect(await apiKeyHash(made.key)).toBe(made.hash);
  expect(looksLikeApiKey(made.key)).toBe(true);
});

test('no two keys are the same', async () => {
  const keys = await Promise.all(Array.from({ length: 200 }, () => newApiKey()));
  expect(new Set(keys.map((made) => made.key)).size).toBe(200);
});

test('every single typing error is found by the checksum', async () => {
  const { key } = await newApiKey((bytes) => Uint8Array.from({ length: bytes }, (_, at) => (at * 37) % 248));
  for (let at = 'ew_live_'.length; at < key.length; at += 1) {
    const other = key[at] === 'x' ? 'y' : 'x';
    expect(await apiKeyHash(key.slice(0, at) + other + key.slice(at + 1))).toBeNull();
  }
});

test.each([
  '',
  'ew_live_',
  `ew_live_${'a'.repeat(38)}`,
  `ew_test_${'a'.repeat(38)}`,
  `ew_live_${'a'.repeat(37)}é`,
  ` ew_live_${'a'.repeat(38)}`,
])('what has not the form of a key has no hash: %s', async (text) => {
  expect(await apiKeyHash(text)).toBeNull();
});
