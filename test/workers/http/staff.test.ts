import { beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../../src/auth/password.ts';
import { call, records, seedTenant, type Tenant, widgetSession } from './http-kit.ts';

let acme: Tenant;
beforeAll(async () => {
  acme = await seedTenant('Acme');
});

const PASSWORD = 'quiet-harbour-92';

async function person(role: 'owner' | 'admin' | 'agent', email: string) {
  const passwordHash = await hashPassword(PASSWORD);
  const made = await records.users.create(
    acme.organization.id,
    { email, name: role, role, passwordHash },
    100,
  );
  if (!made.ok) throw new Error(made.error.reason);
  return made.value;
}

const login = (email: string, password = PASSWORD) =>
  call('POST', '/v1/auth/login', { body: { email, password } });
const refresh = (refreshToken: string) => call('POST', '/v1/auth/refresh', { body: { refreshToken } });

describe('sessions', () => {
  it('begin with a password, whatever the case of the address, and say nothing about which part was wrong', async () => {
    const user = await person('admin', 'sam@acme.test');
    const got = await login(' SAM@acme.test');
    expect(got.status).toBe(200);
    expect(got.body).toMatchObject({ expiresIn: 900, user: { id: user.id, role: 'admin' } });
    expect(got.text).not.toContain('scrypt');
    expect((await call('GET', '/v1/users/me', { token: got.body.accessToken })).body.id).toBe(user.id);
    const wrong = await login('sam@acme.test', 'not it');
    const unknown = await login('nobody@acme.test', 'not it');
    expect([wrong.status, wrong.body.code]).toEqual([401, 'invalid_credentials']);
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
  });

  it('are renewed once per refresh token; a second use ends them for whoever holds them', async () => {
    await person('agent', 'rita@acme.test');
    const first = (await login('rita@acme.test')).body;
    const second = await refresh(first.refreshToken);
    expect(second.status).toBe(200);
    const stolen = await refresh(first.refreshToken);
    expect([stolen.status, stolen.body.code]).toEqual([401, 'invalid_refresh_token']);
    expect((await refresh(second.body.refreshToken)).status).toBe(401);
    const trail = await records.audit.list(acme.organization.id, { limit: 20 });
    expect(trail.ok && trail.value.data.map(({ action }) => action)).toContain('auth.refresh_reused');
  });

  it('end at logout, which answers an unknown token alike', async () => {
    await person('agent', 'lou@acme.test');
    const { refreshToken } = (await login('lou@acme.test')).body;
    for (const token of [refreshToken, refreshToken, 'nonsense']) {
      expect((await call('POST', '/v1/auth/logout', { body: { refreshToken: token } })).status).toBe(204);
    }
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  it('pause after too many wrong passwords, with Retry-After, even for the right one', async () => {
    await person('agent', 'paul@acme.test');
    const tries = [];
    for (let at = 0; at < 8; at += 1) tries.push((await login('paul@acme.test', `wrong ${at}`)).status);
    expect(new Set(tries)).toEqual(new Set([401]));
    const paused = await login('paul@acme.test');
    expect([paused.status, paused.body.code]).toEqual([429, 'login_paused']);
    expect(Number(paused.headers.get('retry-after'))).toBeGreaterThan(1_000);
  });

  it('end when the user is disabled, or the password is changed', async () => {
    const user = await person('agent', 'dan@acme.test');
    const owner = acme.users.owner.token;
    const { refreshToken, accessToken } = (await login('dan@acme.test')).body;
    const changePassword = (currentPassword: string) =>
      call('PUT', '/v1/users/me', {
        token: accessToken,
        body: { password: 'another-Harbour-7', currentPassword },
      });
    expect((await changePassword('wrong')).body.errors).toEqual([
      { path: 'currentPassword', message: 'is wrong' },
    ]);
    expect((await changePassword(PASSWORD)).status).toBe(200);
    expect((await refresh(refreshToken)).status).toBe(401);
    const again = (await login('dan@acme.test', 'another-Harbour-7')).body;
    const disabled = await call('PATCH', `/v1/users/${user.id}`, { token: owner, body: { disabled: true } });
    expect(disabled.status).toBe(200);
    expect((await refresh(again.refreshToken)).status).toBe(401);
    expect((await login('dan@acme.test', 'another-Harbour-7')).status).toBe(401);
  });
});

describe('members', () => {
  it('are added, changed, listed and removed by an admin, with a page at a time', async () => {
    const token = acme.users.admin.token;
    const body = { email: 'New@Acme.test', name: ' Ada <b>', role: 'agent', password: PASSWORD };
    const made = await call('POST', '/v1/users', { token, body });
    expect([made.status, made.text.includes('hash')]).toEqual([201, false]);
    const taken = await call('POST', '/v1/users', { token, body: { ...body, email: 'new@acme.TEST' } });
    expect([taken.status, taken.body.code]).toEqual([409, 'email_taken']);
    const weak = await call('POST', '/v1/users', {
      token,
      body: { ...body, email: 'w@acme.test', password: 'password1' },
    });
    expect(weak.body.errors).toEqual([{ path: 'password', message: 'is too easy to guess' }]);
    const renamed = await call('PATCH', `/v1/users/${made.body.id}`, { token, body: { name: 'Ada' } });
    expect(renamed.body).toMatchObject({ name: 'Ada', role: 'agent', disabledAt: null });
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await call('GET', `/v1/users?limit=2${cursor}`, { token });
      seen.push(...page.body.data.map(({ id }) => id));
      cursor = page.body.nextCursor === null ? '' : `&cursor=${page.body.nextCursor}`;
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain(made.body.id);
    expect((await call('DELETE', `/v1/users/${made.body.id}`, { token })).status).toBe(204);
    expect((await call('DELETE', `/v1/users/${made.body.id}`, { token })).status).toBe(404);
  });

  it('who are owners are touched by owners only, and one of them always stays', async () => {
    const { owner, admin } = (await seedTenant('Owners')).users;
    const path = `/v1/users/${owner.id}`;
    for (const body of [{ name: 'x' }, { disabled: true }, { role: 'agent' }]) {
      expect((await call('PATCH', path, { token: admin.token, body })).status).toBe(403);
    }
    expect((await call('DELETE', path, { token: admin.token })).status).toBe(403);
    const crown = await call('PATCH', `/v1/users/${admin.id}`, {
      token: admin.token,
      body: { role: 'owner' },
    });
    expect(crown.status).toBe(403);
    for (const body of [{ disabled: true }, { role: 'admin' }]) {
      const got = await call('PATCH', path, { token: owner.token, body });
      expect([got.status, got.body.code]).toEqual([409, 'last_owner']);
    }
    expect((await call('DELETE', path, { token: owner.token })).body.code).toBe('last_owner');
    const shared = await call('PATCH', `/v1/users/${admin.id}`, {
      token: owner.token,
      body: { role: 'owner' },
    });
    expect(shared.status).toBe(200);
    expect((await call('DELETE', path, { token: owner.token })).status).toBe(204);
  });

  it('leave one audit event for each change, with who, what, on what and how it ended', async () => {
    const tenant = await seedTenant('Trail');
    const token = tenant.users.admin.token;
    const headers = { 'x-request-id': 'trail-1' };
    const body = { email: 'trail@acme.test', name: 'T', role: 'agent', password: PASSWORD };
    const made = await call('POST', '/v1/users', { token, body, headers });
    await call('POST', '/v1/users', { token, body, headers: { 'x-request-id': 'trail-2' } });
    await call('PATCH', '/v1/organization', {
      token,
      body: { settings: { displayName: 'D' } },
      headers: { 'x-request-id': 'trail-3' },
    });
    const page = await records.audit.list(tenant.organization.id, { limit: 10 });
    const events = page.ok ? page.value.data : [];
    const of = (requestId: string) => events.filter((event) => event.requestId === requestId);
    const who = { actorKind: 'user', actorId: tenant.users.admin.id };
    expect(of('trail-1')).toMatchObject([
      { ...who, action: 'user.create', target: made.body.id, outcome: 'allowed' },
    ]);
    expect(of('trail-2')).toMatchObject([{ ...who, action: 'user.create', outcome: 'failed' }]);
    expect(of('trail-3')).toMatchObject([
      { action: 'organization.update', details: { fields: ['settings', 'settings.displayName'] } },
    ]);
    expect(JSON.stringify(events)).not.toContain(PASSWORD);
    expect(JSON.stringify(events)).not.toContain('trail@acme.test');
  });
});

describe('the organization', () => {
  it('merges settings, raises its version, and refuses a change that was made on an older one', async () => {
    const tenant = await seedTenant('Settings');
    const token = tenant.users.admin.token;
    const patch = (body: object) => call('PATCH', '/v1/organization', { token, body });
    const one = await patch({ settings: { displayName: 'Help', accentColor: '#AABBCC' } });
    expect([one.status, one.body.version]).toEqual([200, 2]);
    const two = await patch({ settings: { starters: ['a'] }, name: 'New', version: 2 });
    expect(two.body).toMatchObject({
      name: 'New',
      version: 3,
      settings: { displayName: 'Help', accentColor: '#AABBCC', starters: ['a'] },
    });
    const stale = await patch({ name: 'Old', version: 2 });
    expect([stale.status, stale.body.code]).toEqual([409, 'version_conflict']);
    const session = await call('POST', '/v1/widget/sessions', {
      body: { widgetKey: tenant.organization.widgetKey },
    });
    expect(session.body).toMatchObject({ config: { displayName: 'Help', starters: ['a'], greeting: null } });
  });

  it('refuses colours, origins, languages and thresholds that are none', async () => {
    const wrong = [
      { accentColor: 'red' },
      { accentColor: '#12345' },
      { allowedOrigins: ['https://a.test/path'] },
      { allowedOrigins: ['a.test'] },
      { allowedOrigins: ['javascript:alert(1)'] },
      { allowedOrigins: ['https://A.test'] },
      { allowedOrigins: ['*'] },
      { greeting: { 'not a language': 'x' } },
      { starters: ['1', '2', '3', '4'] },
      { answerThreshold: 2 },
      { unknown: 1 },
    ];
    for (const settings of wrong) {
      const got = await call('PATCH', '/v1/organization', {
        token: acme.users.admin.token,
        body: { settings },
      });
      expect({ settings, status: got.status }).toEqual({ settings, status: 422 });
    }
  });

  it('takes an identity secret and never shows it', async () => {
    const tenant = await seedTenant('Secret');
    const token = tenant.users.owner.token;
    const identitySecret = 'a secret of at least 32 characters';
    const set = await call('PATCH', '/v1/organization', { token, body: { identitySecret } });
    expect(set.body).toMatchObject({ hasIdentitySecret: true });
    expect((await call('GET', '/v1/organization', { token })).text).not.toContain(identitySecret);
    const off = await call('PATCH', '/v1/organization', { token, body: { identitySecret: null } });
    expect(off.body).toMatchObject({ hasIdentitySecret: false });
    const short = await call('PATCH', '/v1/organization', { token, body: { identitySecret: 'short' } });
    expect(short.status).toBe(422);
  });
});

describe('API keys', () => {
  it('are shown once, listed without their secret, and cannot make users or further keys', async () => {
    const token = acme.users.admin.token;
    const made = await call('POST', '/v1/api-keys', { token, body: { name: 'ci', role: 'admin' } });
    expect([made.status, made.body.key]).toEqual([201, expect.stringMatching(/^ew_live_/)]);
    const list = await call('GET', '/v1/api-keys', { token });
    expect(list.body.data.map(({ id }) => id)).toContain(made.body.id);
    expect(list.text).not.toContain(made.body.key);
    const more = await call('POST', '/v1/api-keys', {
      token: made.body.key,
      body: { name: 'x', role: 'admin' },
    });
    expect(more.status).toBe(403);
    const owner = await call('POST', '/v1/api-keys', { token, body: { name: 'x', role: 'owner' } });
    expect(owner.status).toBe(422);
  });

  it('show that they are in use', async () => {
    const { key, id } = acme.keys.analyst;
    expect(await records.apiKeys.get(acme.organization.id, id)).toMatchObject({ lastUsedAt: null });
    expect((await call('GET', '/v1/users', { token: key })).status).toBe(200);
    let used: string | null = null;
    for (let tries = 0; tries < 50 && used === null; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      used = (await records.apiKeys.get(acme.organization.id, id))?.lastUsedAt ?? null;
    }
    expect(used).not.toBeNull();
  });
});

describe('an Idempotency-Key', () => {
  const post = (token: string, key: string, body: object, path = '/v1/api-keys') =>
    call('POST', path, { token, body, headers: { 'idempotency-key': key } });

  it('gives the first answer again for the same body, 409 for another one, and counts per caller', async () => {
    const { admin, owner } = acme.users;
    const first = await post(admin.token, 'k1', { name: 'once', role: 'agent' });
    const again = await post(admin.token, 'k1', { name: 'once', role: 'agent' });
    expect([again.status, again.body.key]).toEqual([201, first.body.key]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const other = await post(admin.token, 'k1', { name: 'twice', role: 'agent' });
    expect([other.status, other.body.code]).toEqual([409, 'idempotency_mismatch']);
    const somebody = await post(owner.token, 'k1', { name: 'once', role: 'agent' });
    expect(somebody.body.id).not.toBe(first.body.id);
    expect((await post(admin.token, 'a b', { name: 'x', role: 'agent' })).status).toBe(400);
  });

  it('lets one of many at the same moment through, and the others get its answer or 409', async () => {
    const body = { name: 'race', role: 'agent' };
    const all = await Promise.all(
      Array.from({ length: 8 }, () => post(acme.users.admin.token, 'race', body)),
    );
    const ids = new Set(all.filter(({ status }) => status === 201).map(({ body: { id } }) => id));
    expect(ids.size).toBe(1);
    for (const { status, body: problem } of all) {
      if (status !== 201) expect([status, problem.code]).toEqual([409, 'in_progress']);
    }
    const list = await call('GET', '/v1/api-keys?limit=100', { token: acme.users.admin.token });
    expect(list.body.data.filter((key) => JSON.stringify(key).includes('"race"'))).toHaveLength(1);
  });

  it('is not used up by a request that failed', async () => {
    const bad = await post(
      acme.users.admin.token,
      'k3',
      { email: 'a@b.test', name: 'n', role: 'owner', password: PASSWORD },
      '/v1/users',
    );
    expect(bad.status).toBe(403);
    const good = await post(
      acme.users.admin.token,
      'k3',
      { email: 'k3@b.test', name: 'n', role: 'agent', password: PASSWORD },
      '/v1/users',
    );
    expect(good.status).toBe(201);
  });

  it('stores a message once, also where the client gave no id of its own', async () => {
    const { token, conversationId } = await widgetSession(acme);
    const path = `/v1/conversations/${conversationId}/messages`;
    const sent = await Promise.all([1, 2, 3].map(() => post(token, 'm1', { text: 'once' }, path)));
    expect(sent.some(({ status }) => status === 202)).toBe(true);
    const history = await call('GET', path, { token });
    expect(history.body.data.filter(({ text }) => text === 'once')).toHaveLength(1);
  });
});

describe('knowledge', () => {
  const path = '/v1/knowledge/articles/lock-row';
  const body = {
    title: 'Row locks',
    format: 'markdown',
    body: '# Row locks\n\nUNABLE_TO_LOCK_ROW means that another transaction holds the parent record.',
    tags: ['apex'],
  };

  it('is found as soon as it is stored, and not any more once it is removed', async () => {
    const token = acme.keys.admin.key;
    const search = () =>
      call('POST', '/v1/knowledge/search', { token, body: { query: 'why UNABLE_TO_LOCK_ROW?', limit: 3 } });
    const put = await call('PUT', path, { token, body });
    expect([put.status, put.body.state, put.body.version]).toEqual([201, 'indexed', 1]);
    const [hit] = (await search()).body.data;
    expect(hit).toMatchObject({ articleId: put.body.id, title: 'Row locks' });
    expect(hit?.text).toContain('UNABLE_TO_LOCK_ROW');
    const read = await call('GET', path, { token });
    expect(read.body).toMatchObject({ body: body.body, tags: ['apex'] });
    expect((await call('DELETE', path, { token })).status).toBe(204);
    expect((await search()).body.data).toEqual([]);
    expect((await call('GET', path, { token })).status).toBe(404);
  });

  it('makes a new version of other content only', async () => {
    const token = acme.keys.admin.key;
    const put = (more: object) =>
      call('PUT', '/v1/knowledge/articles/versions', { token, body: { ...body, ...more } });
    expect((await put({})).status).toBe(201);
    const same = await put({});
    expect([same.status, same.body.version, same.body.state]).toEqual([200, 1, 'indexed']);
    const other = await put({ title: 'Row locks, again' });
    expect([other.status, other.body.version]).toEqual([200, 2]);
  });
});
