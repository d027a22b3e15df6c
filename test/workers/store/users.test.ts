import { expect, test } from 'vitest';
import { recordsFixture } from './records-fixture.ts';

const input = (email: string) => ({ email, name: 'A', role: 'agent' as const, passwordHash: 'scrypt$none' });

test('an e-mail address belongs to one user, whatever its case and whichever organization', async () => {
  const { records, organization } = recordsFixture();
  const [ours, theirs] = [await organization(), await organization()];
  const made = await records.users.create(ours, input(' Ada@Example.TEST '), 10);
  expect(made).toMatchObject({ ok: true, value: { email: 'ada@example.test' } });
  expect(await records.users.create(theirs, input('ada@example.test'), 10)).toEqual({
    ok: false,
    error: { reason: 'email_taken' },
  });
  expect((await records.users.findCredentialsByEmail('ADA@example.test'))?.user.organizationId).toBe(ours);
});

test('the limit counts users who can log in: disabling one makes room', async () => {
  const { records, organization, user } = recordsFixture();
  const id = await organization();
  const first = await user(id);
  expect(await records.users.create(id, input('limit-1@example.test'), 1)).toEqual({
    ok: false,
    error: { reason: 'limit_reached', limit: 1 },
  });
  await records.users.update(id, first.id, { disabled: true });
  expect((await records.users.create(id, input('limit-1@example.test'), 1)).ok).toBe(true);
});

test('an organization keeps an owner who can log in, even when two leave at the same moment', async () => {
  const { records, organization, user } = recordsFixture();
  const id = await organization();
  const [one, two] = [await user(id, 'owner'), await user(id, 'owner')];
  const left = await Promise.all([
    records.users.update(id, one.id, { role: 'admin' }),
    records.users.remove(id, two.id),
  ]);
  expect(left.map((outcome) => (outcome.ok ? 'left' : outcome.error.reason)).sort()).toEqual([
    'last_owner',
    'left',
  ]);
});

test('disabling twice keeps the first time, and enabling clears it', async () => {
  const { records, organization, user, time } = recordsFixture();
  const id = await organization();
  const { id: userId } = await user(id);
  const first = await records.users.update(id, userId, { disabled: true });
  time.now += 60_000;
  const second = await records.users.update(id, userId, { disabled: true });
  expect(first.ok && second.ok && second.value.disabledAt === first.value.disabledAt).toBe(true);
  expect(await records.users.update(id, userId, { disabled: false })).toMatchObject({
    ok: true,
    value: { disabledAt: null },
  });
});

test('a listed user carries no password hash', async () => {
  const { records, organization, user } = recordsFixture();
  const id = await organization();
  await user(id);
  expect(JSON.stringify(await records.users.list(id, {}))).not.toContain('scrypt');
});
