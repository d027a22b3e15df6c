import { env } from 'cloudflare:test';
import { expect, test } from 'vitest';
import { createFieldCipher } from '../../../src/auth/field-cipher.ts';
import { newId } from '../../../src/domain/ids.ts';
import { DEFAULT_SETTINGS } from '../../../src/domain/organization.ts';
import { TIER_LIMITS } from '../../../src/domain/tiers.ts';
import { OrganizationRepository } from '../../../src/store/organizations.ts';
import { recordsFixture } from './records-fixture.ts';

test('a new organization has every default, and is found by its widget key', async () => {
  const { records } = recordsFixture();
  const widgetKey = newId('key');
  const made = await records.organizations.create({
    name: 'Acme',
    tier: 'free',
    widgetKey,
    settings: { displayName: 'Hi' },
  });
  if (!made.ok) throw new Error(made.error.reason);
  expect(made.value.settings).toEqual({ ...DEFAULT_SETTINGS, displayName: 'Hi' });
  expect(made.value.limits).toEqual(TIER_LIMITS.free);
  expect(await records.organizations.getByWidgetKey(widgetKey)).toEqual(made.value);
  expect(await records.organizations.getByWidgetKey('wk_none')).toBeNull();
  expect(await records.organizations.create({ name: 'B', tier: 'free', widgetKey })).toEqual({
    ok: false,
    error: { reason: 'exists' },
  });
});

test('a change touches only what it names and raises the version by one', async () => {
  const { records, organization } = recordsFixture();
  const id = await organization();
  await records.organizations.update(id, { settings: { accentColor: '#112233' }, limits: { users: 7 } });
  const changed = await records.organizations.update(id, { settings: { answerThreshold: 0.7 } });
  expect(changed).toMatchObject({
    ok: true,
    value: {
      version: 3,
      name: 'Test',
      settings: { accentColor: '#112233', answerThreshold: 0.7 },
      limits: { users: 7 },
    },
  });
});

test('of two changes made from the same version one is refused and told the newer version', async () => {
  const { records, organization } = recordsFixture();
  const id = await organization();
  expect((await records.organizations.update(id, { name: 'First' }, 1)).ok).toBe(true);
  expect(await records.organizations.update(id, { name: 'Second' }, 1)).toEqual({
    ok: false,
    error: { reason: 'version_conflict', version: 2 },
  });
  expect((await records.organizations.get(id))?.name).toBe('First');
});

test('the identity secret is sealed where it is stored, and a lost key is a loud error', async () => {
  const { records, deps, organization } = recordsFixture();
  const id = await organization();
  const secret = 'a secret of thirty-two characters';
  await records.organizations.update(id, { identitySecret: secret });
  const row = await env.RECORDS.prepare('SELECT identity_secret AS sealed FROM organizations WHERE id = ?')
    .bind(id)
    .first<{ sealed: string }>();
  expect(row?.sealed).toMatch(/^v1\.k1\./);
  expect(row?.sealed).not.toContain('secret');
  expect(await records.organizations.identitySecret(id)).toBe(secret);
  const otherKeys = new OrganizationRepository({
    ...deps,
    sealer: createFieldCipher([{ kid: 'k2', secret: btoa('g'.repeat(32)) }]),
  });
  await expect(otherKeys.identitySecret(id)).rejects.toThrow(/FIELD_KEYS/);
  await records.organizations.update(id, { identitySecret: null });
  expect((await records.organizations.get(id))?.hasIdentitySecret).toBe(false);
});

test('settings that a newer or older version stored do not stop an organization from loading', async () => {
  const { records, organization } = recordsFixture();
  const id = await organization();
  await env.RECORDS.prepare(
    `UPDATE organizations SET settings = '{"displayName":"X","future":1}' WHERE id = ?`,
  )
    .bind(id)
    .run();
  expect((await records.organizations.get(id))?.settings).toEqual({ ...DEFAULT_SETTINGS, displayName: 'X' });
});

test('deleting an organization takes everything of it along', async () => {
  const { organization, user } = recordsFixture();
  const id = await organization();
  await user(id);
  await env.RECORDS.prepare('DELETE FROM organizations WHERE id = ?').bind(id).run();
  const left = await env.RECORDS.prepare('SELECT count(*) AS n FROM users WHERE organization_id = ?')
    .bind(id)
    .first<{ n: number }>();
  expect(left?.n).toBe(0);
});
