import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { snapshotOf } from '../../../src/store/organization-record.ts';
import { connectorCaller } from '../../../workers/wire-tools.ts';
import { shopConnector } from '../../stand-ins/shop-connector.ts';
import { call, records, seedTenant, type Tenant } from './http-kit.ts';

const SECRET = 'shop-secret-token';
const PATH = '/v1/connectors/shop';
const declaration = shopConnector('https://shop.example.com/api', SECRET);

let acme: Tenant;
let globex: Tenant;
beforeAll(async () => {
  [acme, globex] = await Promise.all([seedTenant('Acme'), seedTenant('Globex')]);
});

const token = () => acme.users.admin.token;
const put = (body: unknown, path = PATH) => call('PUT', path, { token: token(), body });

/** What left for the outside. */
let sent: { url: string; init: RequestInit | undefined }[] = [];
beforeEach(() => {
  sent = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    sent.push({ url: String(url), init });
    return Response.json({ id: 'A-1001', status: 'open', total: '49.90', internalNote: 'margin' });
  });
});
afterEach(() => vi.restoreAllMocks());

describe('a connector', () => {
  it('is stored with its secret sealed, shown without it, and raises the version of its organization', async () => {
    const before = await records.organizations.get(acme.organization.id);
    const made = await put(declaration);
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({ name: 'shop', hasSecret: true, auth: { kind: 'bearer' } });
    const read = await call('GET', PATH, { token: token() });
    const list = await call('GET', '/v1/connectors', { token: token() });
    expect([made, read, list].map(({ text }) => text.includes(SECRET))).toEqual([false, false, false]);
    expect(list.body.data).toHaveLength(1);
    const row = await env.RECORDS.prepare('SELECT secret, declaration FROM connectors').first();
    expect(row?.secret).toMatch(/^v1\./);
    expect(JSON.stringify(row)).not.toContain(SECRET);
    const after = await records.organizations.get(acme.organization.id);
    expect(after?.version).toBe((before?.version ?? 0) + 1);
  });

  it('travels to conversations sealed, and opens there for its own name and organization only', async () => {
    await put(declaration);
    const organization = await records.organizations.get(acme.organization.id);
    const byKey = await records.organizations.getByWidgetKey(acme.organization.widgetKey);
    if (!organization) throw new Error('no organization');
    const [connector] = snapshotOf(organization).connectors ?? [];
    expect(byKey?.connectors).toEqual(organization.connectors);
    if (!connector) throw new Error('no connector');
    expect(JSON.stringify(connector)).not.toContain(SECRET);
    const ask = (organizationId: string, name: string) =>
      connectorCaller(env, organizationId, () => Date.now())(
        {
          ...{ connector: { ...connector, name }, template: { method: 'GET', path: '/x' }, input: {} },
          ...{ effect: 'reads', idempotent: false, timeoutMs: 500, idempotencyKey: 'run_1', result: ['id'] },
        },
        null,
      );
    expect(await ask(acme.organization.id, 'shop')).toMatchObject({ kind: 'done', value: { id: 'A-1001' } });
    expect(sent[0]?.init?.headers).toMatchObject({ authorization: `Bearer ${SECRET}` });
    for (const [organizationId, name] of [
      [globex.organization.id, 'shop'],
      [acme.organization.id, 'other'],
    ] as const) {
      expect(await ask(organizationId, name)).toMatchObject({ kind: 'failed', happened: 'no' });
    }
    expect(sent).toHaveLength(1);
  });

  it('keeps its secret when it is changed without one, but not when it moves to another place', async () => {
    await put(declaration);
    const { secret: _, ...without } = declaration;
    expect((await put(without)).body).toMatchObject({ hasSecret: true });
    for (const moved of [
      { ...without, baseUrl: 'https://evil.example.com/api' },
      { ...without, auth: { kind: 'header', header: 'x-key' } },
      { ...without, secret: null },
    ]) {
      const refused = await put(moved);
      expect([refused.status, refused.body.errors[0]?.path]).toEqual([422, 'secret']);
    }
  });

  it('of another organization is not there', async () => {
    await put(declaration);
    const other = { token: globex.users.owner.token };
    expect((await call('GET', PATH, other)).status).toBe(404);
    expect((await call('DELETE', PATH, other)).status).toBe(404);
    expect((await call('POST', `${PATH}/test`, { ...other, body: { tool: 'get_order' } })).status).toBe(404);
    expect((await call('GET', '/v1/connectors', other)).body.data).toEqual([]);
  });

  it('is forgotten with its secret, which the audit trail knows by name', async () => {
    await put(declaration, '/v1/connectors/gone');
    expect((await call('DELETE', '/v1/connectors/gone', { token: token() })).status).toBe(204);
    expect((await call('GET', '/v1/connectors/gone', { token: token() })).status).toBe(404);
    const page = await records.audit.list(acme.organization.id, { limit: 100 });
    const events = page.ok ? page.value.data.filter(({ target }) => target === 'gone') : [];
    expect(events.map(({ action }) => action).sort()).toEqual(['connector.delete', 'connector.put']);
    expect(JSON.stringify(events)).not.toContain(SECRET);
  });

  it('is one of five', async () => {
    for (let n = 1; n <= 5; n += 1) await put(declaration, `/v1/connectors/many${n}`);
    expect((await put(declaration, '/v1/connectors/many6')).body.code).toBe('limit_reached');
    expect((await put(declaration, '/v1/connectors/many1')).status).toBe(200);
    for (let n = 1; n <= 5; n += 1) await call('DELETE', `/v1/connectors/many${n}`, { token: token() });
  });
});

describe('a declaration is refused with where and why', () => {
  const toolOf = (name: string) => declaration.tools.find((tool) => tool.name === name);
  const [get, cancel] = [toolOf('get_order'), toolOf('cancel_order')];
  const withTool = (change: object, tool: object | undefined = get) => ({
    ...declaration,
    tools: [{ ...tool, ...change }],
  });
  const orderId = { type: 'string', description: 'x' };
  it.each<[string, object, RegExp]>([
    ['baseUrl', { ...declaration, baseUrl: 'http://shop.example.com' }, /https address/],
    ['baseUrl', { ...declaration, baseUrl: 'https://10.0.0.8/api' }, /public internet/],
    ['baseUrl', { ...declaration, baseUrl: 'https://u:p@shop.example.com' }, /without user/],
    ['baseUrl', { ...declaration, baseUrl: 'https://shop.example.com/?key=1' }, /without user/],
    ['baseUrl', { ...declaration, baseUrl: 'https://metadata.internal' }, /public internet/],
    ['tools.0.path', withTool({ path: '/orders/{id}' }), /unknown placeholder \{id\}/],
    ['tools.0.path', withTool({ path: '/orders/../admin' }), /must not have/],
    ['tools.0.path', withTool({ path: 'orders' }), /must be a path/],
    ['tools.0.input.more', withTool({ input: { orderId, more: orderId } }), /not used/],
    ['tools.0.input.email', withTool({ input: { orderId, email: orderId } }), /says who the customer is/],
    ['tools.0.inject', withTool({ inject: {}, query: {} }), /at least one field of the customer/],
    ['tools.0.scope', withTool({ scope: 'anyone' }), /must be verified-customer/],
    [
      'tools.0.query.api_key',
      withTool({ query: { customer: '{customerId}', api_key: 'k' } }),
      /looks like a secret/,
    ],
    ['tools.0.timeoutMs', withTool({ timeoutMs: 10_001 }), /10000/],
    [
      'tools.0.input.orderId.pattern',
      withTool({ input: { orderId: { ...orderId, pattern: '(a+)+$' } } }),
      /simple/,
    ],
    ['tools.0.preview.en', withTool({ preview: {} }, cancel), /is needed/],
    ['tools.0.preview.en', withTool({ preview: { en: 'Cancel it.' } }, cancel), /must show \{orderId\}/],
    ['tools.0.method', withTool({ method: 'GET', body: undefined }, cancel), /must not be GET/],
    ['auth.header', { ...declaration, auth: { kind: 'header', header: 'Host' } }, /connection itself/],
    ['secret', { ...declaration, secret: 'a\r\nx: y' }, /printable/],
    ['url', { ...declaration, url: 'x' }, /./],
  ])('%s', async (path, body, message) => {
    const { status, body: problem } = await put(body, '/v1/connectors/wrong');
    expect(status).toBe(422);
    const error = problem.errors.find((one) => one.path === path);
    expect(error?.message ?? JSON.stringify(problem.errors)).toMatch(message);
  });
});

describe('a tool that is tried', () => {
  const test = (body: object) => call('POST', `${PATH}/test`, { token: token(), body });
  const customer = { externalId: 'C-77', email: null, name: null };
  beforeEach(() => put(declaration));

  it('reads, with what is kept of the answer and never the secret', async () => {
    const { body, text } = await test({ tool: 'get_order', input: { orderId: 'A-1001' }, customer });
    expect(body).toMatchObject({
      request: { method: 'GET', url: 'https://shop.example.com/api/orders/A-1001?customer=C-77', body: null },
      ...{ sent: true, status: 200, error: null, result: { id: 'A-1001', status: 'open', total: '49.90' } },
    });
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain('margin');
  });

  it('changes nothing unless it is told to send', async () => {
    const asked = { tool: 'cancel_order', input: { orderId: 'A-1001' }, customer };
    expect((await test(asked)).body).toMatchObject({ sent: false, preview: 'Cancel order A-1001.' });
    expect(sent).toHaveLength(0);
    expect((await test({ ...asked, send: true })).body).toMatchObject({ sent: true, status: 200 });
    expect(sent[0]?.init?.headers).toHaveProperty('idempotency-key');
  });

  it('says what is wrong with its arguments', async () => {
    const wrong = await test({ tool: 'get_order', input: { orderId: 'nonsense' }, customer });
    expect(wrong.body).toMatchObject({ sent: false, error: expect.stringContaining('must look like') });
    const nobody = await test({ tool: 'get_order', input: { orderId: 'A-1001' } });
    expect(nobody.body).toMatchObject({
      sent: false,
      error: expect.stringContaining('Give it in "customer"'),
    });
    expect((await test({ tool: 'drop_table' })).status).toBe(404);
  });
});
