import { expect, test } from 'vitest';
import { sha256Hex } from '../../../src/auth/encoding.ts';
import { type LoginDeps, login } from '../../../src/auth/login.ts';
import { hashPassword } from '../../../src/auth/password.ts';
import { logout, type RefreshDeps, refresh } from '../../../src/auth/refresh.ts';
import { createTokens } from '../../../src/auth/tokens.ts';
import type { User } from '../../../src/domain/user.ts';

const NOW = Date.parse('2026-10-20T08:00:00Z');
const PASSWORD = 'correct horse';
const cheap = await hashPassword(PASSWORD, undefined, { N: 16, r: 8, p: 1 });
const USER: User = {
  id: 'usr_1',
  organizationId: 'org_1',
  email: 'ada@example.test',
  name: 'Ada',
  role: 'agent',
  createdAt: '2026-10-20T08:00:00.000Z',
  disabledAt: null,
};
const tokens = createTokens([{ kid: 'k1', secret: btoa('a'.repeat(32)) }], () => NOW);

/** Deps over a map, with a log of every call that changes something. */
function world(user: User | null = USER) {
  const calls: string[] = [];
  const counts = new Map<string, number>();
  const deps: LoginDeps = {
    users: {
      findCredentialsByEmail: async (email) => (user?.email === email ? { user, passwordHash: cheap } : null),
      update: async (_organization, userId) => calls.push(`rehash:${userId}`),
    },
    sessions: {
      start: async (organizationId, userId, hash) => calls.push(`start:${organizationId}:${userId}:${hash}`),
    },
    attempts: {
      count: async (subject) => {
        counts.set(subject, (counts.get(subject) ?? 0) + 1);
        return { failures: counts.get(subject) ?? 0, lastAt: NOW };
      },
      takeBack: async (subject) => {
        calls.push(`takeBack:${subject}`);
        counts.set(subject, (counts.get(subject) ?? 1) - 1);
      },
      clear: async (subject) => {
        calls.push(`clear:${subject}`);
        counts.delete(subject);
      },
    },
    tokens,
    fingerprint: async (subject) => `#${subject}`,
    clock: () => NOW,
  };
  const tryLogin = (email: string, password: string, address = '192.0.2.1') =>
    login(deps, { email, password, address });
  return { deps, calls, counts, tryLogin };
}

test('a right password begins a session: a token that verifies, a refresh token stored as its hash, counters forgiven', async () => {
  const { tryLogin, calls, counts } = world();
  const session = await tryLogin(' Ada@Example.test ', PASSWORD);
  if (!session.ok) throw new Error(session.error.reason);
  expect(session.value).toMatchObject({ expiresIn: 900, user: USER });
  expect(await tokens.verify('access', session.value.accessToken)).toMatchObject({
    ok: true,
    value: { userId: 'usr_1' },
  });
  expect(calls).toEqual([
    'clear:#account:ada@example.test',
    'takeBack:#address:192.0.2.1',
    'rehash:usr_1',
    `start:org_1:usr_1:${await sha256Hex(session.value.refreshToken)}`,
  ]);
  expect([...counts.values()]).toEqual([0]);
});

test('unknown e-mail, wrong password and disabled user get one and the same answer', async () => {
  const answers = await Promise.all([
    world().tryLogin('nobody@example.test', PASSWORD),
    world().tryLogin(USER.email, 'wrong'),
    world({ ...USER, disabledAt: '2026-10-20T08:00:00.000Z' }).tryLogin(USER.email, PASSWORD),
    world().tryLogin(USER.email, ''),
    world().tryLogin(USER.email, 'x'.repeat(1_000_000)),
  ]);
  for (const answer of answers) expect(answer).toEqual({ ok: false, error: { reason: 'invalid' } });
});

test('after too many tries an account pauses, known or not, the right password included', async () => {
  for (const email of [USER.email, 'nobody@example.test']) {
    const { tryLogin, counts } = world();
    counts.set(`#account:${email}`, 8);
    expect(await tryLogin(email, PASSWORD)).toEqual({
      ok: false,
      error: { reason: 'throttled', retryAfterSeconds: 1_800 },
    });
  }
});

test('an address that tries many accounts pauses, and other addresses do not', async () => {
  const { tryLogin, counts } = world();
  counts.set('#address:192.0.2.1', 40);
  expect(await tryLogin(USER.email, PASSWORD)).toMatchObject({ ok: false, error: { reason: 'throttled' } });
  expect((await tryLogin(USER.email, PASSWORD, '192.0.2.2')).ok).toBe(true);
});

function refreshing(
  rotated: Awaited<ReturnType<RefreshDeps['sessions']['rotate']>>,
  user: User | null = USER,
) {
  const calls: string[] = [];
  const deps: RefreshDeps = {
    users: { get: async () => user },
    sessions: {
      rotate: async (hash) => {
        calls.push(`rotate:${hash}`);
        return rotated;
      },
      endByToken: async (_hash, reason) => {
        calls.push(`end:${reason}`);
        return null;
      },
    },
    tokens,
  };
  return { deps, calls };
}

const OWNER = { organizationId: 'org_1', userId: 'usr_1', familyId: 'fam_1' };
const TOKEN = `ew_rt_${'a'.repeat(43)}`;

test('a refresh answers with a new pair for a user who may still log in', async () => {
  const { deps, calls } = refreshing({ ok: true, value: OWNER });
  const session = await refresh(deps, TOKEN);
  if (!session.ok) throw new Error(session.error.reason);
  expect(session.value.refreshToken).not.toBe(TOKEN);
  expect((await tokens.verify('access', session.value.accessToken)).ok).toBe(true);
  expect(calls).toEqual([`rotate:${await sha256Hex(TOKEN)}`]);
});

test('a refresh of a user who was disabled or removed ends the family', async () => {
  for (const user of [null, { ...USER, disabledAt: '2026-10-20T08:00:00.000Z' }]) {
    const { deps, calls } = refreshing({ ok: true, value: OWNER }, user);
    expect(await refresh(deps, TOKEN)).toEqual({ ok: false, error: { reason: 'disabled' } });
    expect(calls.at(-1)).toBe('end:disabled');
  }
});

test('reuse is told with whose session it was, for the audit', async () => {
  const { deps } = refreshing({ ok: false, error: { reason: 'reused', ...OWNER } });
  expect(await refresh(deps, TOKEN)).toEqual({ ok: false, error: { reason: 'reused', ...OWNER } });
});

test('what has not the form of a refresh token never reaches the database', async () => {
  const { deps, calls } = refreshing({ ok: true, value: OWNER });
  for (const text of ['', 'x', `${TOKEN}x`, 'ew_rt_', 'eyJhbGciOiJub25lIn0.e30.']) {
    expect(await refresh(deps, text)).toEqual({ ok: false, error: { reason: 'malformed' } });
    expect(await logout(deps, text)).toBeNull();
  }
  expect(calls).toEqual([]);
});
