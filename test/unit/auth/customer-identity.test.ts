import { SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { verifyCustomerIdentity } from '../../../src/auth/customer-identity.ts';

const NOW = Date.parse('2026-10-20T08:00:00Z');
const SECRET = 'the secret of one organization 01';
const inSeconds = (seconds: number) => NOW / 1_000 + seconds;

function sign(claims: Record<string, unknown>, secret = SECRET, alg = 'HS256'): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
}

test('a signed token says who the customer is, by user_id or by sub', async () => {
  const full = await sign({ user_id: 'u-1', name: 'Grace', email: 'grace@example.test', exp: inSeconds(60) });
  expect(await verifyCustomerIdentity(full, SECRET, NOW)).toEqual({
    ok: true,
    value: { externalId: 'u-1', name: 'Grace', email: 'grace@example.test', partnerUntil: null },
  });
  const bare = await sign({ sub: 'u-2', exp: inSeconds(60), more: 'ignored' });
  expect(await verifyCustomerIdentity(bare, SECRET, NOW)).toEqual({
    ok: true,
    value: { externalId: 'u-2', name: null, email: null, partnerUntil: null },
  });
});

test('a signed token may say that the customer is a partner, until its own end', async () => {
  const partner = await sign({ sub: 'u-3', partner: true, exp: inSeconds(60) });
  expect(await verifyCustomerIdentity(partner, SECRET, NOW)).toMatchObject({
    value: { partnerUntil: NOW + 60_000 },
  });
  const wrong = await sign({ sub: 'u-3', partner: 'yes', exp: inSeconds(60) });
  expect(await verifyCustomerIdentity(wrong, SECRET, NOW)).toMatchObject({ error: { reason: 'malformed' } });
});

test.each<[string, Record<string, unknown>, string]>([
  ['no expiry', { sub: 'u' }, 'malformed'],
  ['an expiry in the past', { sub: 'u', exp: inSeconds(-31) }, 'expired'],
  ['an expiry more than a day ahead', { sub: 'u', exp: inSeconds(86_400 + 31) }, 'too_long_lived'],
  ['a start in the future', { sub: 'u', exp: inSeconds(600), nbf: inSeconds(60) }, 'malformed'],
  ['no user', { exp: inSeconds(60) }, 'no_user'],
  ['an empty user', { sub: '', exp: inSeconds(60) }, 'malformed'],
  ['a user that is a number', { user_id: 7, exp: inSeconds(60) }, 'malformed'],
  ['two users', { user_id: 'a', sub: 'b', exp: inSeconds(60) }, 'malformed'],
  ['an e-mail that is none', { sub: 'u', email: '<script>', exp: inSeconds(60) }, 'malformed'],
  ['a name without end', { sub: 'u', name: 'x'.repeat(201), exp: inSeconds(60) }, 'malformed'],
])('a well-signed token with %s is refused', async (_name, claims, reason) => {
  expect(await verifyCustomerIdentity(await sign(claims), SECRET, NOW)).toEqual({
    ok: false,
    error: { reason },
  });
});

test('clocks may differ by 30 seconds, either way', async () => {
  for (const exp of [inSeconds(-29), inSeconds(86_400 + 29)]) {
    expect((await verifyCustomerIdentity(await sign({ sub: 'u', exp }), SECRET, NOW)).ok).toBe(true);
  }
});

test('a token of another secret, another algorithm or none is refused', async () => {
  const claims = { sub: 'u', exp: inSeconds(60) };
  const reasons = await Promise.all(
    [
      await sign(claims, 'the secret of another organization'),
      await sign(claims, SECRET.repeat(2), 'HS512'),
      new UnsecuredJWT(claims).encode(),
      'garbage',
      'a'.repeat(5_000),
    ].map(async (token) => {
      const result = await verifyCustomerIdentity(token, SECRET, NOW);
      return result.ok ? 'accepted' : result.error.reason;
    }),
  );
  expect(reasons).toEqual(['signature', 'algorithm', 'algorithm', 'malformed', 'malformed']);
});

test('an organization without a secret, or with a short one, believes no token', async () => {
  for (const secret of [null, '', 'short']) {
    const token = await new SignJWT({ sub: 'u', exp: inSeconds(60) })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(secret || 'x'));
    expect(await verifyCustomerIdentity(token, secret, NOW)).toEqual({
      ok: false,
      error: { reason: 'not_configured' },
    });
  }
});
