import { expect, test } from 'vitest';
import { createFieldCipher } from '../../../src/auth/field-cipher.ts';

const key = (kid: string, fill: string) => ({ kid, secret: btoa(fill.repeat(32)) });
const cipher = createFieldCipher([key('k1', 'a')]);
const rotated = createFieldCipher([key('k2', 'b'), key('k1', 'a')]);

test.each(['', 'grace@example.test', '👩‍🚀 naïve', 'x'.repeat(100_000)])(
  'a sealed text opens to itself: %#',
  async (text) => {
    const sealed = await cipher.seal('org_1', 'users.email', text);
    expect(sealed).toMatch(/^v1\.k1\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]+$/);
    expect(await cipher.open('org_1', 'users.email', sealed)).toEqual({ ok: true, value: text });
  },
);

test('the same text sealed twice looks different', async () => {
  const both = await Promise.all([cipher.seal('org_1', 'f', 'same'), cipher.seal('org_1', 'f', 'same')]);
  expect(both[0]).not.toBe(both[1]);
});

test('a value moved to another organization or another field does not open', async () => {
  const sealed = await cipher.seal('org_1', 'a', 'secret');
  expect(await cipher.open('org_2', 'a', sealed)).toEqual({ ok: false, error: { reason: 'tampered' } });
  expect(await cipher.open('org_1', 'b', sealed)).toEqual({ ok: false, error: { reason: 'tampered' } });
  const shifted = await cipher.seal('org', '_1a', 'secret');
  expect((await cipher.open('org_', '1a', shifted)).ok).toBe(false);
});

test('every changed character of a sealed value is noticed', async () => {
  const sealed = await cipher.seal('org_1', 'f', 'secret');
  const start = sealed.indexOf('.', 3) + 1;
  for (let at = start; at < sealed.length - 1; at += 1) {
    if (sealed[at] === '.') continue;
    const other = sealed[at] === 'A' ? 'B' : 'A';
    const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
    expect((await cipher.open('org_1', 'f', changed)).ok).toBe(false);
  }
});

test.each([
  ['', 'malformed'],
  ['plain text', 'malformed'],
  ['v2.k1.AAAAAAAAAAAAAAAA.AAAA', 'malformed'],
  ['v1.k1.AAAA.AAAA', 'malformed'],
  ['v1.k1.AAAAAAAAAAAAAAAA.A!', 'malformed'],
  ['v1.k1.AAAAAAAAAAAAAAAA.AAAA.AAAA', 'malformed'],
  ['v1.k1.AAAAAAAAAAAAAAAA.', 'tampered'],
  ['v1.k1.AAAAAAAAAAAAAAAA.AAAA', 'tampered'],
  ['v1.k9.AAAAAAAAAAAAAAAA.AAAA', 'unknown_key'],
  ['v1.__proto__.AAAAAAAAAAAAAAAA.AAAA', 'unknown_key'],
])('what is no sealed value of ours is a failure with a reason: %s', async (sealed, reason) => {
  expect(await cipher.open('org_1', 'f', sealed)).toEqual({ ok: false, error: { reason } });
});

test('after a rotation old values open and ask to be sealed again, and new ones do not', async () => {
  const old = await cipher.seal('org_1', 'f', 'secret');
  expect(await rotated.open('org_1', 'f', old)).toEqual({ ok: true, value: 'secret' });
  expect(rotated.needsRotation(old)).toBe(true);
  const fresh = await rotated.seal('org_1', 'f', 'secret');
  expect(fresh.startsWith('v1.k2.')).toBe(true);
  expect(rotated.needsRotation(fresh)).toBe(false);
  expect(await cipher.open('org_1', 'f', fresh)).toEqual({ ok: false, error: { reason: 'unknown_key' } });
});

test('lookup hashes are equal for equal texts only, and differ by organization, field and key', async () => {
  const hash = await cipher.lookupHash('org_1', 'f', 'a');
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await cipher.lookupHash('org_1', 'f', 'a')).toBe(hash);
  const others = await Promise.all([
    cipher.lookupHash('org_1', 'f', 'b'),
    cipher.lookupHash('org_2', 'f', 'a'),
    cipher.lookupHash('org_1', 'g', 'a'),
    rotated.lookupHash('org_1', 'f', 'a'),
  ]);
  expect(new Set([hash, ...others]).size).toBe(5);
  expect(await rotated.lookupHashes('org_1', 'f', 'a')).toContain(hash);
});

test('more organizations than keys are kept in memory still open their values', async () => {
  const sealed = await Promise.all(
    Array.from({ length: 600 }, (_, at) => cipher.seal(`org_${at}`, 'f', `${at}`)),
  );
  const opened = await Promise.all(sealed.map((value, at) => cipher.open(`org_${at}`, 'f', value)));
  expect(opened.every((result, at) => result.ok && result.value === `${at}`)).toBe(true);
});
