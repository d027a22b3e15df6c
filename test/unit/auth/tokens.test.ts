import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createTokens, type TokenKind } from '../../../src/auth/tokens.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

const NOW = Date.parse('2026-10-20T08:00:00Z');
const key = (kid: string, fill: string) => ({ kid, secret: btoa(fill.repeat(32)) });
const ring = [key('k1', 'a')];
const at = (ms: number) => createTokens(ring, () => ms);
const tokens = at(NOW);

const CLAIMS = {
  access: { organizationId: 'org_1', userId: 'usr_1', role: 'agent' as const, name: 'Ada' },
  widget: {
    organizationId: 'org_1',
    conversationId: 'cnv_1',
    customerId: 'cus_1',
    jurisdiction: 'eu' as const,
  },
  resume: { organizationId: 'org_1', conversationId: 'cnv_1', customerId: 'cus_1' },
};
const SECONDS = {
  access: LIMITS.accessTokenSeconds,
  widget: LIMITS.widgetTokenSeconds,
  resume: LIMITS.resumeTokenSeconds,
};
const KINDS = Object.keys(CLAIMS) as TokenKind[];

function sign(kind: TokenKind) {
  return kind === 'access'
    ? tokens.sign('access', CLAIMS.access)
    : kind === 'widget'
      ? tokens.sign('widget', CLAIMS.widget)
      : tokens.sign('resume', CLAIMS.resume);
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with a header and claims of the attacker's choice, signed with HS256 and a secret of their choice. */
async function forged(
  header: Record<string, unknown>,
  claims: Record<string, unknown> = {},
  secret = 'a'.repeat(32),
): Promise<string> {
  return new SignJWT({
    iss: 'edgewise',
    aud: 'edgewise:access',
    iat: NOW / 1_000,
    exp: NOW / 1_000 + 60,
    ...CLAIMS.access,
    ...claims,
  })
    .setProtectedHeader({ alg: 'HS256', kid: 'k1', typ: 'edgewise-access+jwt', ...header })
    .sign(new TextEncoder().encode(secret));
}

describe.each(KINDS)('a token of kind %s', (kind) => {
  test('says what it was made with, until it expires', async () => {
    const { token, expiresAt } = await sign(kind);
    expect(expiresAt).toBe(NOW + SECONDS[kind] * 1_000);
    expect(await tokens.verify(kind, token)).toEqual({ ok: true, value: CLAIMS[kind] });
    expect((await at(expiresAt - 1_000).verify(kind, token)).ok).toBe(true);
    expect(await at(expiresAt).verify(kind, token)).toEqual({ ok: false, error: { reason: 'expired' } });
  });

  test.each(KINDS.filter((other) => other !== kind))('cannot be used as %s', async (other) => {
    const { token } = await sign(kind);
    expect(await tokens.verify(other, token)).toEqual({ ok: false, error: { reason: 'wrong_kind' } });
  });
});

test('a forger who may choose header and claims but has no key is refused, and the same token with the key is not', async () => {
  expect((await tokens.verify('access', await forged({}))).ok).toBe(true);
  const wrongKey = await forged({}, {}, 'b'.repeat(32));
  expect(await tokens.verify('access', wrongKey)).toEqual({ ok: false, error: { reason: 'signature' } });
});

test.each<[string, () => Promise<string>, string]>([
  ['another issuer', () => forged({}, { iss: 'elsewhere' }), 'issuer'],
  ['another audience', () => forged({}, { aud: 'edgewise:widget' }), 'wrong_kind'],
  ['another type', () => forged({ typ: 'JWT' }), 'wrong_kind'],
  ['an unknown key id', () => forged({ kid: 'k9' }), 'unknown_key'],
  ['a key id that is a property of every object', () => forged({ kid: 'constructor' }), 'unknown_key'],
  ['no key id', () => forged({ kid: undefined }), 'unknown_key'],
  ['no expiry', () => forged({}, { exp: undefined }), 'malformed'],
  ['no time of issue', () => forged({}, { iat: undefined }), 'malformed'],
  ['a role that does not exist', () => forged({}, { role: 'root' }), 'malformed'],
  ['no organization', () => forged({}, { organizationId: '' }), 'malformed'],
  ['an id of the wrong type', () => forged({}, { userId: 7 }), 'malformed'],
  ['not valid yet', () => forged({}, { nbf: NOW / 1_000 + 60 }), 'malformed'],
])('a token with a good signature and %s is refused', async (_name, make, reason) => {
  expect(await tokens.verify('access', await make())).toEqual({ ok: false, error: { reason } });
});

test.each<[string, (token: string) => string, string]>([
  [
    'alg none without signature',
    (token) => `${encode({ alg: 'none', kid: 'k1', typ: 'edgewise-access+jwt' })}.${token.split('.')[1]}.`,
    'algorithm',
  ],
  [
    'alg none with the old signature',
    (token) => `${encode({ alg: 'none', kid: 'k1' })}.${token.split('.').slice(1).join('.')}`,
    'algorithm',
  ],
  [
    'alg None in other case',
    (token) => `${encode({ alg: 'nOnE', kid: 'k1' })}.${token.split('.')[1]}.`,
    'algorithm',
  ],
  [
    'RS256 claimed over an HMAC',
    (token) => `${encode({ alg: 'RS256', kid: 'k1' })}.${token.split('.').slice(1).join('.')}`,
    'algorithm',
  ],
  [
    'HS384 claimed',
    (token) => `${encode({ alg: 'HS384', kid: 'k1' })}.${token.split('.').slice(1).join('.')}`,
    'algorithm',
  ],
  [
    'claims exchanged',
    (token) => `${token.split('.')[0]}.${encode({ ...CLAIMS.access, role: 'owner' })}.${token.split('.')[2]}`,
    'signature',
  ],
  ['signature cut', (token) => token.slice(0, -4), 'signature'],
  ['signature missing', (token) => token.split('.').slice(0, 2).join('.'), 'malformed'],
  ['five parts', (token) => `${token}.a.b`, 'malformed'],
  ['nothing', () => '', 'malformed'],
  ['no token', () => 'hello', 'malformed'],
  [
    'an unknown critical header',
    (token) =>
      `${encode({ alg: 'HS256', kid: 'k1', crit: ['x'], x: 1 })}.${token.split('.').slice(1).join('.')}`,
    'malformed',
  ],
  ['a megabyte', (token) => token + 'a'.repeat(1_000_000), 'malformed'],
])('a changed token is refused: %s', async (_name, change, reason) => {
  const { token } = await tokens.sign('access', CLAIMS.access);
  expect(await tokens.verify('access', change(token))).toEqual({ ok: false, error: { reason } });
});

test('after a key rotation old tokens are good until the old key leaves the ring', async () => {
  const { token } = await tokens.sign('access', CLAIMS.access);
  const rotated = createTokens([key('k2', 'b'), key('k1', 'a')], () => NOW);
  expect((await rotated.verify('access', token)).ok).toBe(true);
  const fresh = await rotated.sign('access', CLAIMS.access);
  expect(await tokens.verify('access', fresh.token)).toEqual({ ok: false, error: { reason: 'unknown_key' } });
  const later = createTokens([key('k2', 'b')], () => NOW);
  expect(await later.verify('access', token)).toEqual({ ok: false, error: { reason: 'unknown_key' } });
  expect((await later.verify('access', fresh.token)).ok).toBe(true);
});

test('a key with the right id but another secret verifies nothing', async () => {
  const { token } = await tokens.sign('access', CLAIMS.access);
  expect(await createTokens([key('k1', 'z')], () => NOW).verify('access', token)).toEqual({
    ok: false,
    error: { reason: 'signature' },
  });
});

test('an empty key ring is a configuration error, not a token that anybody can make', () => {
  expect(() => createTokens([], () => NOW)).toThrow(/key ring is empty/);
});
