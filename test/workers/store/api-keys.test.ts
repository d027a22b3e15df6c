import { expect, test } from 'vitest';
import { newApiKey } from '../../../src/auth/api-key.ts';
import { recordsFixture } from './records-fixture.ts';

async function key() {
  const fixture = recordsFixture();
  const organizationId = await fixture.organization();
  const { hash, prefix } = await newApiKey();
  const made = await fixture.records.apiKeys.create(
    organizationId,
    { hash, prefix, name: 'CI', role: 'agent', createdBy: null },
    1,
  );
  if (!made.ok) throw new Error(made.error.reason);
  return { ...fixture, keys: fixture.records.apiKeys, organizationId, hash, made: made.value };
}

test('a key is found by its hash until it is revoked, and stays listed after', async () => {
  const { keys, organizationId, hash, made } = await key();
  expect(await keys.findByHash(hash)).toEqual(made);
  expect(await keys.revoke(organizationId, made.id)).toEqual({ ok: true, value: null });
  expect(await keys.findByHash(hash)).toBeNull();
  const listed = await keys.list(organizationId, {});
  expect(listed.ok && listed.value.data[0]?.revokedAt).not.toBeNull();
});

test('what may be shown of a key does not hold its hash', async () => {
  const { keys, organizationId, hash } = await key();
  expect(JSON.stringify(await keys.list(organizationId, {}))).not.toContain(hash);
});

test('the limit counts keys that work: revoking one makes room', async () => {
  const { keys, organizationId, made } = await key();
  const another = async () => {
    const { hash, prefix } = await newApiKey();
    return keys.create(organizationId, { hash, prefix, name: 'B', role: 'analyst', createdBy: null }, 1);
  };
  expect(await another()).toEqual({ ok: false, error: { reason: 'limit_reached', limit: 1 } });
  await keys.revoke(organizationId, made.id);
  expect((await another()).ok).toBe(true);
});

test('use is noted at most once an hour', async () => {
  const { keys, organizationId, made, time } = await key();
  const lastUsed = async () => (await keys.get(organizationId, made.id))?.lastUsedAt;
  await keys.touch(organizationId, made.id);
  const first = await lastUsed();
  time.now += 30 * 60_000;
  await keys.touch(organizationId, made.id);
  expect(await lastUsed()).toBe(first);
  time.now += 31 * 60_000;
  await keys.touch(organizationId, made.id);
  expect(await lastUsed()).not.toBe(first);
});
