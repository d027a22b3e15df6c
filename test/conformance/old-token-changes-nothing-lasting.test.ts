import { beforeAll, describe, expect, test } from 'vitest';
import { call, records, seedTenant, type Tenant } from '../workers/http/http-kit.ts';

let acme: Tenant;
beforeAll(async () => {
  acme = await seedTenant('Acme');
});

/** What would still work after the access token has expired. */
const LASTING: [string, string, object][] = [
  ['POST', '/v1/api-keys', { name: 'back door', role: 'admin' }],
  [
    'POST',
    '/v1/users',
    { email: 'back@door.test', name: 'Back', role: 'admin', password: 'correct horse 9' },
  ],
  ['PATCH', '/v1/organization', { identitySecret: 'x'.repeat(40) }],
];

describe('an access token signed before its user lost the right makes nothing that outlives it', () => {
  const refused = async (token: string, status: number) => {
    for (const [method, path, body] of LASTING) {
      expect([path, (await call(method, path, { token, body })).status]).toEqual([path, status]);
    }
  };

  test('demoted: 403', async () => {
    const { id, token } = acme.users.admin;
    await records.users.update(acme.organization.id, id, { role: 'agent' });
    await refused(token, 403);
    await records.users.update(acme.organization.id, id, { role: 'admin' });
    expect((await call('PATCH', '/v1/organization', { token, body: { name: 'Acme 2' } })).status).toBe(200);
  });

  test('disabled, then removed: 401', async () => {
    const { id, token } = acme.users.admin;
    await records.users.update(acme.organization.id, id, { disabled: true });
    await refused(token, 401);
    await records.users.remove(acme.organization.id, id);
    await refused(token, 401);
  });

  test('a revoked API key: 401 at once, for everything', async () => {
    const { id, key } = acme.keys.admin;
    expect((await call('GET', '/v1/conversations', { token: key })).status).toBe(200);
    await records.apiKeys.revoke(acme.organization.id, id);
    expect((await call('GET', '/v1/conversations', { token: key })).status).toBe(401);
  });
});
