import { expect, test } from 'vitest';
import {
  hashPassword,
  needsRehash,
  PASSWORD_COST,
  verifyNothing,
  verifyPassword,
} from '../../../src/auth/password.ts';

/** Cheap, so that the tests are; the real cost is asserted below. */
const CHEAP = { N: 16, r: 8, p: 1 };
const fixed = (bytes: number) => new Uint8Array(bytes).fill(7);

test('a password is verified by its hash, and no other is', async () => {
  const encoded = await hashPassword('correct horse', fixed, CHEAP);
  expect(encoded).toMatch(/^scrypt\$16\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(await verifyPassword('correct horse', encoded)).toBe(true);
  for (const wrong of ['correct hors', 'Correct horse', 'correct horse ', '']) {
    expect(await verifyPassword(wrong, encoded)).toBe(false);
  }
});

test('the hash is scrypt as RFC 7914 defines it', async () => {
  const salt = new TextEncoder().encode('SodiumChloride');
  const padded = new Uint8Array(16);
  padded.set(salt);
  const { scryptSync } = await import('node:crypto');
  const expected = scryptSync('pleaseletmein', padded, 32, { N: 16, r: 8, p: 1 }).toString('base64url');
  expect((await hashPassword('pleaseletmein', () => padded, CHEAP)).endsWith(`$${expected}`)).toBe(true);
});

test('the same password hashed twice looks different', async () => {
  const both = await Promise.all([
    hashPassword('same', undefined, CHEAP),
    hashPassword('same', undefined, CHEAP),
  ]);
  expect(both[0]).not.toBe(both[1]);
});

test('a letter typed as two characters is the same letter', async () => {
  const encoded = await hashPassword('caf\u00e9-password', fixed, CHEAP);
  expect(await verifyPassword('cafe\u0301-password', encoded)).toBe(true);
});

test('new hashes cost 16 MiB and 5 passes, and cheaper or foreign ones ask to be renewed', async () => {
  expect(PASSWORD_COST).toEqual({ N: 16_384, r: 8, p: 5 });
  const today = await hashPassword('correct horse');
  expect(today.startsWith('scrypt$16384$8$5$')).toBe(true);
  expect(needsRehash(today)).toBe(false);
  expect(needsRehash(await hashPassword('correct horse', fixed, CHEAP))).toBe(true);
  expect(needsRehash('$2b$10$abcdefghijklmnopqrstuv')).toBe(true);
});

test('a stored text that is no affordable hash verifies nothing and is no error', async () => {
  const texts = [
    '',
    'plain',
    'scrypt$16$8$1$short$short',
    `scrypt$15$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`,
    `scrypt$524288$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`,
    `scrypt$16384$8$99$${'A'.repeat(22)}$${'A'.repeat(43)}`,
    `scrypt$0$0$0$${'A'.repeat(22)}$${'A'.repeat(43)}`,
  ];
  const results = await Promise.all(texts.map((encoded) => verifyPassword('', encoded)));
  expect(results).toEqual(texts.map(() => false));
});

test('checking an unknown account costs what checking a known one costs', async () => {
  const encoded = await hashPassword('correct horse');
  const time = async (run: () => Promise<unknown>) => {
    const began = process.cpuUsage();
    await run();
    return process.cpuUsage(began).user;
  };
  await verifyNothing('warm up');
  const known = await time(() => verifyPassword('wrong', encoded));
  const unknown = await time(() => verifyNothing('wrong'));
  expect(unknown).toBeGreaterThan(known / 4);
});
