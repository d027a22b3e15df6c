import { env, exports } from 'cloudflare:workers';
import { SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTokens } from '../../../src/auth/tokens.ts';
import { newId } from '../../../src/domain/ids.ts';
import { ACTOR_HEADER } from '../../../workers/conversation/api.ts';
import { TestSocket, until } from '../../support/conversation-kit.ts';
import { BASE, call, conversation, seedTenant, type Tenant, tokens, widgetSession } from './http-kit.ts';

const SECRET = 'the shop signs with these 32 bytes or more';
let acme: Tenant;
let globex: Tenant;

beforeAll(async () => {
  [acme, globex] = await Promise.all([seedTenant('Acme'), seedTenant('Globex')]);
  const body = { identitySecret: SECRET, settings: { greeting: { en: 'Hello', de: 'Hallo' } } };
  await call('PATCH', '/v1/organization', { token: acme.users.owner.token, body });
});

function begin(body: object, tenant = acme) {
  return call('POST', '/v1/widget/sessions', { body: { widgetKey: tenant.organization.widgetKey, ...body } });
}

async function identity(claims: Record<string, unknown>, secret = SECRET, life = '5m'): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(life)
    .sign(new TextEncoder().encode(secret));
}

const customerOf = async (conversationId: string) =>
  (await call('GET', `/v1/conversations/${conversationId}`, { token: acme.users.agent.token })).body.customer;

describe('a widget session', () => {
  it('needs a known widget key and speaks the reader’s language', async () => {
    const unknown = await call('POST', '/v1/widget/sessions', { body: { widgetKey: 'wk_nobody' } });
    expect([unknown.status, unknown.body.code]).toEqual([401, 'invalid_widget_key']);
    const greetings = await Promise.all(
      ['de-AT', 'fr', undefined].map(async (locale) => (await begin({ locale })).text),
    );
    expect(greetings.map((text) => JSON.parse(text).config.greeting)).toEqual(['Hallo', 'Hello', 'Hello']);
  });

  it('takes what the page claims about a customer, and never as verified', async () => {
    const got = await begin({ customer: { name: 'Eve', email: 'ceo@acme.test', externalId: '1' } });
    expect(await customerOf(got.body.conversationId)).toMatchObject({
      name: 'Eve',
      externalId: '1',
      verified: false,
    });
  });

  it('verifies a customer by the organization’s signature only, and knows them again', async () => {
    const token = await identity({ user_id: 'u-1', name: 'Ada' });
    const customer = { name: 'Eve', externalId: 'u-2' };
    const [one, two] = await Promise.all([
      begin({ identityToken: token, customer }),
      begin({ identityToken: token }),
    ]);
    const first = await customerOf(one.body.conversationId);
    expect(first).toMatchObject({ name: 'Ada', externalId: 'u-1', verified: true });
    expect((await customerOf(two.body.conversationId)).id).toBe(first.id);
    const bad = [
      await identity({ user_id: 'u-1' }, 'another secret of at least 32 characters'),
      await identity({ user_id: 'u-1' }, SECRET, '-5m'),
      await identity({ name: 'nobody' }),
      'garbage',
    ];
    for (const identityToken of bad) {
      const got = await begin({ identityToken });
      expect([got.status, got.body.code]).toEqual([401, 'invalid_identity_token']);
    }
    const none = await begin({ identityToken: token }, globex);
    expect(none.body.code).toBe('invalid_identity_token');
  });

  it('goes on with its resume token, for the same conversation, organization and customer only', async () => {
    const { conversationId, resumeToken, token } = await widgetSession(acme);
    const again = await begin({ conversationId, resumeToken });
    expect([again.status, again.body.conversationId]).toEqual([201, conversationId]);
    expect(
      (await call('GET', `/v1/conversations/${conversationId}`, { token: again.body.token })).status,
    ).toBe(200);
    const other = await widgetSession(acme);
    const past = createTokens(JSON.parse(env.TOKEN_KEYS), () => Date.now() - 31 * 86_400_000);
    const claims = { organizationId: acme.organization.id, conversationId, customerId: 'cus_x' };
    const expired = (await past.sign('resume', claims)).token;
    const somebody = (await tokens.sign('resume', claims)).token;
    const attempts = [
      begin({ conversationId }),
      begin({ resumeToken }),
      begin({ conversationId, resumeToken: token }),
      begin({ conversationId, resumeToken: other.resumeToken }),
      begin({ conversationId: 'cnv_0000000000000000000000', resumeToken }),
      begin({ conversationId, resumeToken: expired }),
      begin({ conversationId, resumeToken: somebody }),
      begin({ conversationId, resumeToken }, globex),
    ];
    for (const got of await Promise.all(attempts)) {
      expect([got.status, got.body.code]).toEqual([401, 'invalid_resume_token']);
    }
  });

  it('becomes verified when its customer logs in, and is closed to the next one who does on that browser', async () => {
    const { conversationId, resumeToken } = await widgetSession(acme, { customer: { name: 'Guest' } });
    const ada = await identity({ sub: 'u-ada', name: 'Ada' });
    expect((await begin({ conversationId, resumeToken, identityToken: ada })).status).toBe(201);
    expect(await customerOf(conversationId)).toMatchObject({
      name: 'Ada',
      externalId: 'u-ada',
      verified: true,
    });
    const late = await identity({ sub: 'u-ada' }, SECRET, '-5m');
    expect((await begin({ conversationId, resumeToken, identityToken: late })).status).toBe(201);
    const bob = await begin({ conversationId, resumeToken, identityToken: await identity({ sub: 'u-bob' }) });
    expect([bob.status, bob.body.code]).toEqual([401, 'invalid_resume_token']);
  });
});

describe('a customer', () => {
  it('reads and writes their conversation over HTTP, and rates it', async () => {
    const { conversationId, token } = await widgetSession(acme, { customer: { name: 'Ada' } });
    const path = `/v1/conversations/${conversationId}`;
    const sent = await call('POST', `${path}/messages?wait=true`, { token, body: { text: 'hello' } });
    expect([sent.status, sent.body.reply]).toEqual([201, expect.objectContaining({ role: 'assistant' })]);
    const rated = await call('POST', `${path}/feedback`, {
      token,
      body: { messageId: sent.body.reply.id, rating: 1 },
    });
    expect(rated.status).toBe(201);
    for (const body of [
      { rating: 0 },
      { rating: 6 },
      { rating: 1.5 },
      { rating: '5' },
      { rating: 1, comment: 'x'.repeat(2_001) },
    ]) {
      expect((await call('POST', `${path}/feedback`, { token, body })).status).toBe(422);
    }
    const as = await call('POST', `${path}/messages`, { token, body: { text: 'x', as: 'agent' } });
    expect([as.status, as.body.code]).toEqual([422, 'invalid']);
  });

  it('who writes faster than a person is told when to go on', async () => {
    const { conversationId, token } = await widgetSession(acme);
    const path = `/v1/conversations/${conversationId}/messages`;
    const all = [];
    for (let at = 0; at < 12; at += 1)
      all.push(await call('POST', path, { token, body: { text: `m${at}` } }));
    const refused = all.find(({ status }) => status === 429);
    expect(refused?.body.code).toBe('rate_limited');
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    const stored = all.filter(({ status }) => status === 202).map(({ body }) => body.message.text);
    const history = await call('GET', path, { token });
    const texts = history.body.data.map(({ text }) => text);
    expect(texts.filter((text) => stored.includes(text))).toEqual(stored);
  });
});

describe('human work', () => {
  const act = (id: string, what: string, body?: object, token = acme.users.agent.token) =>
    call('POST', `/v1/conversations/${id}/${what}`, { token, body });

  it('takes a conversation over, writes in it, gives it back and resolves it', async () => {
    const id = await conversation(acme, { channel: 'web', customer: { name: 'Zoë' }, subject: 'Héllo' });
    const early = await act(id, 'messages', { text: 'hi' });
    expect([early.status, early.body.code]).toEqual([409, 'not_owner']);
    const taken = await act(id, 'takeover');
    expect([taken.status, taken.body.owner, taken.body.state]).toEqual([
      200,
      acme.users.agent.id,
      'assigned',
    ]);
    const said = await act(id, 'messages', { text: 'A person here.' });
    expect([said.status, said.body.message]).toEqual([202, expect.objectContaining({ role: 'agent' })]);
    expect((await act(id, 'return')).body.owner).toBe('ai');
    const twice = await act(id, 'return');
    expect([twice.status, twice.body.code]).toEqual([409, 'illegal_transition']);
    expect((await act(id, 'resolve')).body.state).toBe('resolved');
    const assigned = await act(id, 'assign', { userId: acme.users.admin.id });
    expect(assigned.body.owner).toBe(acme.users.admin.id);
    for (const userId of ['usr_nobody', acme.users.analyst.id]) {
      expect((await act(id, 'assign', { userId })).status).toBe(422);
    }
  });

  it('keeps notes for staff, changes the subject, and ends for good', async () => {
    const { conversationId: id, token } = await widgetSession(acme);
    const path = `/v1/conversations/${id}`;
    const note = await act(id, 'notes', { text: 'calls from <b>work</b>' });
    expect(note.status).toBe(201);
    const notes = await call('GET', `${path}/notes`, { token: acme.users.analyst.token });
    expect(notes.body.data).toMatchObject([
      { text: 'calls from <b>work</b>', author: { id: acme.users.agent.id } },
    ]);
    expect((await call('GET', `${path}/notes`, { token })).status).toBe(403);
    expect((await call('GET', `${path}/messages`, { token })).text).not.toContain('calls from');
    const agent = acme.users.agent.token;
    const put = await call('PUT', path, { token: agent, body: { subject: 'Billing', locale: 'de-AT' } });
    expect(put.body).toMatchObject({ subject: 'Billing', locale: 'de-AT' });
    expect((await call('DELETE', path, { token: agent })).body.state).toBe('closed');
    expect((await call('DELETE', path, { token: agent })).body.state).toBe('closed');
    const late = await act(id, 'messages', { text: 'more' }, token);
    expect([late.status, late.body.code]).toEqual([409, 'ended']);
  });

  it('can be asked by a program: it begins a conversation, asks for the customer and waits for the reply', async () => {
    const token = acme.keys.agent.key;
    const made = await call('POST', '/v1/conversations', { token, body: { customer: { name: 'Bo' } } });
    const path = `/v1/conversations/${made.body.id}/messages`;
    const got = await call('POST', `${path}?wait=true`, { token, body: { text: 'hello', clientId: 'c1' } });
    expect(got.status).toBe(201);
    expect(got.body.message).toMatchObject({ role: 'customer', clientId: 'c1', seq: 1 });
    expect(got.body.reply).toMatchObject({ role: 'assistant', conversationId: made.body.id });
    const again = await call('POST', `${path}?wait=true`, { token, body: { text: 'hello', clientId: 'c1' } });
    expect([again.body.message.id, again.body.reply.id]).toEqual([got.body.message.id, got.body.reply.id]);
    const history = await call('GET', `${path}?after=1&limit=1`, { token });
    expect(history.body.data.map(({ id }) => id)).toEqual([got.body.reply.id]);
    const asAgent = await call('POST', path, {
      token: acme.users.agent.token,
      body: { text: 'x', as: 'agent' },
    });
    expect(asAgent.body.code).toBe('not_owner');
  });

  it('shows conversations in the list once the queue has archived them', async () => {
    const id = await conversation(acme, { subject: 'findable-subject' });
    let found: string[] = [];
    for (let tries = 0; tries < 50 && !found.includes(id); tries += 1) {
      const list = await call('GET', '/v1/conversations?status=active&channel=api&owner=ai&text=findable', {
        token: acme.users.analyst.token,
      });
      found = list.body.data.map((one) => one.id);
      if (!found.includes(id)) await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(found).toEqual([id]);
  });
});

async function connect(conversationId: string, protocols: string, headers: Record<string, string> = {}) {
  return exports.default.fetch(`${BASE}/v1/conversations/${conversationId}/socket`, {
    headers: {
      upgrade: 'websocket',
      'sec-websocket-protocol': protocols,
      'cf-connecting-ip': newId('req'),
      ...headers,
    },
  });
}

async function codeOf(response: Response): Promise<[number, string]> {
  expect(response.webSocket).toBeNull();
  const { code } = await response.json<{ code: string }>();
  return [response.status, code];
}

describe('the socket', () => {
  it('opens for the customer of the conversation, answers the subprotocol, and streams the reply', async () => {
    const { conversationId, token } = await widgetSession(acme, { customer: { name: 'Zoë 🦊' } });
    const response = await connect(conversationId, `edgewise.v1, bearer.${token}`);
    expect([response.status, response.headers.get('sec-websocket-protocol')]).toEqual([101, 'edgewise.v1']);
    if (!response.webSocket) throw new Error('no socket');
    const socket = new TestSocket(response.webSocket);
    socket.send({ type: 'hello', after: 0 });
    socket.send({ type: 'message', clientId: 'c1', text: 'hello' });
    await until(() => socket.messages().some(({ role }) => role === 'assistant'));
    expect(socket.of('ack')).toMatchObject([{ clientId: 'c1' }]);
    socket.raw.close(1000);
  });

  it('opens for a user as an agent, whose name may have any letter, and never trusts a client’s actor header', async () => {
    const id = await conversation(acme);
    const { token } = await tokens.sign('access', {
      organizationId: acme.organization.id,
      userId: acme.users.agent.id,
      role: 'agent',
      name: 'Zoë 🦊 “quoted”',
    });
    const forged = JSON.stringify({ role: 'customer', id: 'cus_x', name: null, expiresAt: 9e9 });
    const response = await connect(id, `bearer.${token},edgewise.v1`, { [ACTOR_HEADER]: forged });
    expect(response.status).toBe(101);
    if (!response.webSocket) throw new Error('no socket');
    const socket = new TestSocket(response.webSocket);
    socket.send({ type: 'hello', after: 0 });
    await until(() => socket.of('welcome').length > 0);
    expect(socket.of('welcome')).toMatchObject([{ you: { role: 'agent' } }]);
    socket.raw.close(1000);
  });

  it('refuses without an upgrade: 401 a bad token, 403 a role or origin, 404 a conversation that is not theirs', async () => {
    const { conversationId, token, resumeToken } = await widgetSession(acme);
    const other = await widgetSession(acme);
    const good = `edgewise.v1, bearer.${token}`;
    for (const offered of [
      '',
      'edgewise.v1',
      `bearer.${token}`,
      'edgewise.v1, bearer.x',
      `${good}, bearer.x`,
      `edgewise.v1, bearer.${resumeToken}`,
    ]) {
      expect(await codeOf(await connect(conversationId, offered))).toEqual([401, 'unauthenticated']);
    }
    const past = createTokens(JSON.parse(env.TOKEN_KEYS), () => Date.now() - 7_200_000);
    const claims = {
      organizationId: acme.organization.id,
      conversationId,
      customerId: 'cus_x',
      jurisdiction: null,
    };
    const expired = await past.sign('widget', claims);
    expect(await codeOf(await connect(conversationId, `edgewise.v1, bearer.${expired.token}`))).toEqual([
      401,
      'token_expired',
    ]);
    for (const id of [other.conversationId, 'cnv_0000000000000000000000', 'x']) {
      expect(await codeOf(await connect(id, good))).toEqual([404, 'not_found']);
    }
    const stranger = `edgewise.v1, bearer.${globex.users.owner.token}`;
    expect(await codeOf(await connect(conversationId, stranger))).toEqual([404, 'not_found']);
    const analyst = `edgewise.v1, bearer.${acme.users.analyst.token}`;
    expect(await codeOf(await connect(conversationId, analyst))).toEqual([403, 'forbidden']);
    const key = `edgewise.v1, bearer.${acme.keys.agent.key}`;
    expect(await codeOf(await connect(conversationId, key))).toEqual([403, 'forbidden']);
    const plain = await call('GET', `/v1/conversations/${conversationId}/socket`, { token });
    expect([plain.status, plain.body.code]).toEqual([426, 'upgrade_required']);
  });

  it('refuses pages of other sites once the organization names its own', async () => {
    const tenant = await seedTenant('Strict');
    const { conversationId, token } = await widgetSession(tenant);
    const body = { settings: { allowedOrigins: ['https://shop.example'] } };
    await call('PATCH', '/v1/organization', { token: tenant.users.admin.token, body });
    const offered = `edgewise.v1, bearer.${token}`;
    const evil = await connect(conversationId, offered, { origin: 'https://evil.example' });
    expect(await codeOf(evil)).toEqual([403, 'origin_not_allowed']);
    const shop = await connect(conversationId, offered, { origin: 'https://shop.example' });
    expect(shop.status).toBe(101);
    shop.webSocket?.accept();
    shop.webSocket?.close(1000);
  });
});
