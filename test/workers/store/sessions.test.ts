import { expect, test } from 'vitest';
import { LIMITS } from '../../../src/domain/limits.ts';
import { recordsFixture } from './records-fixture.ts';

const hash = () => crypto.randomUUID().replaceAll('-', '').repeat(2);

async function session() {
  const fixture = recordsFixture();
  const organizationId = await fixture.organization();
  const user = await fixture.user(organizationId);
  const first = hash();
  const { familyId } = await fixture.records.sessions.start(organizationId, user.id, first);
  return { ...fixture, fixture, sessions: fixture.records.sessions, organizationId, user, first, familyId };
}

test('a token is exchanged for the next one, which can be exchanged again', async () => {
  const { sessions, first, organizationId, user, familyId } = await session();
  const [second, third] = [hash(), hash()];
  const owner = { organizationId, userId: user.id, familyId };
  expect(await sessions.rotate(first, second)).toEqual({ ok: true, value: owner });
  expect(await sessions.rotate(second, third)).toEqual({ ok: true, value: owner });
});

test('a token used twice is told as reuse and ends the family, newest token included', async () => {
  const { sessions, first } = await session();
  const second = hash();
  await sessions.rotate(first, second);
  expect(await sessions.rotate(first, hash())).toMatchObject({ ok: false, error: { reason: 'reused' } });
  expect(await sessions.rotate(second, hash())).toEqual({ ok: false, error: { reason: 'ended' } });
  expect(await sessions.rotate(first, hash())).toEqual({ ok: false, error: { reason: 'ended' } });
});

test('of many exchanges of one token at the same moment exactly one wins, and the family ends', async () => {
  const { sessions, first } = await session();
  const next = Array.from({ length: 8 }, hash);
  const outcomes = await Promise.all(next.map((one) => sessions.rotate(first, one)));
  const reasons = outcomes.map((outcome) => (outcome.ok ? 'won' : outcome.error.reason)).sort();
  expect(reasons.filter((reason) => reason === 'won')).toHaveLength(1);
  expect(reasons.filter((reason) => reason === 'reused')).toHaveLength(1);
  expect(reasons.filter((reason) => reason === 'ended')).toHaveLength(6);
  const winner = next[outcomes.findIndex((outcome) => outcome.ok)] ?? '';
  expect(await sessions.rotate(winner, hash())).toEqual({ ok: false, error: { reason: 'ended' } });
});

test('a token that nobody gave out is unknown and leaves nothing behind', async () => {
  const { sessions } = await session();
  const never = hash();
  expect(await sessions.rotate(hash(), never)).toEqual({ ok: false, error: { reason: 'unknown' } });
  expect(await sessions.rotate(never, hash())).toEqual({ ok: false, error: { reason: 'unknown' } });
});

test('a token expires, and a family expires however often it was exchanged', async () => {
  const { sessions, first, time } = await session();
  const day = 86_400_000;
  let current = first;
  for (let exchange = 0; exchange < 4; exchange += 1) {
    time.now += LIMITS.refreshTokenSeconds * 1_000 - day;
    const next = hash();
    const rotated = await sessions.rotate(current, next);
    expect(rotated.ok).toBe(exchange < 3);
    if (!rotated.ok) expect(rotated.error).toEqual({ reason: 'expired' });
    current = next;
  }
  const other = await session();
  other.time.now += LIMITS.refreshTokenSeconds * 1_000;
  expect(await other.sessions.rotate(other.first, hash())).toEqual({
    ok: false,
    error: { reason: 'expired' },
  });
});

test('after logout no token of the family works, and logging out again changes nothing', async () => {
  const { sessions, first, familyId } = await session();
  const second = hash();
  await sessions.rotate(first, second);
  expect(await sessions.endByToken(first, 'logout')).toMatchObject({ familyId });
  expect(await sessions.rotate(second, hash())).toEqual({ ok: false, error: { reason: 'ended' } });
  expect(await sessions.endByToken(second, 'logout')).toBeNull();
});

test('ending all sessions of a user spares other users, and a stranger organization ends none', async () => {
  const { sessions, records, organization, organizationId, user, first, fixture } = await session();
  const colleague = await fixture.user(organizationId);
  const theirs = hash();
  await records.sessions.start(organizationId, colleague.id, theirs);
  await sessions.endAll(await organization(), user.id, 'password');
  const second = hash();
  expect((await sessions.rotate(first, second)).ok).toBe(true);
  await sessions.endAll(organizationId, user.id, 'password');
  expect((await sessions.rotate(second, hash())).ok).toBe(false);
  expect((await sessions.rotate(theirs, hash())).ok).toBe(true);
});

test('purging removes expired families with their tokens and nothing else', async () => {
  const { sessions, first, time } = await session();
  await sessions.purge();
  const second = hash();
  expect((await sessions.rotate(first, second)).ok).toBe(true);
  time.now += 91 * 86_400_000;
  await sessions.purge();
  expect(await sessions.rotate(second, hash())).toEqual({ ok: false, error: { reason: 'unknown' } });
});
