import { env } from 'cloudflare:workers';
import { SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { newApiKey } from '../../../src/auth/api-key.ts';
import { createTokens } from '../../../src/auth/tokens.ts';
import {
  call,
  conversation,
  records,
  seedTenant,
  type Tenant,
  tokens,
  type WidgetSessionBody,
  widgetSession,
} from './http-kit.ts';

let acme: Tenant;
let globex: Tenant;
let visitor: WidgetSessionBody;

beforeAll(async () => {
  [acme, globex] = await Promise.all([seedTenant('Acme'), seedTenant('Globex')]);
  visitor = await widgetSession(acme);
});

type Caller = 'owner' | 'admin' | 'agent' | 'analyst' | 'adminKey' | 'agentKey' | 'analystKey' | 'customer';
const CALLERS: Caller[] = [
  'owner',
  'admin',
  'agent',
  'analyst',
  'adminKey',
  'agentKey',
  'analystKey',
  'customer',
];

function tokenOf(caller: Caller, tenant: Tenant): string {
  switch (caller) {
    case 'customer':
      return visitor.token;
    case 'adminKey':
      return tenant.keys.admin.key;
    case 'agentKey':
      return tenant.keys.agent.key;
    case 'analystKey':
      return tenant.keys.analyst.key;
    default:
      return tenant.users[caller].token;
  }
}

const PEOPLE: Caller[] = ['owner', 'admin', 'agent', 'analyst'];
const STAFF: Caller[] = [...PEOPLE, 'adminKey', 'agentKey', 'analystKey'];
const WORKERS: Caller[] = ['owner', 'admin', 'agent', 'adminKey', 'agentKey'];
const ADMINS: Caller[] = ['owner', 'admin', 'adminKey'];
const ADMIN_PEOPLE: Caller[] = ['owner', 'admin'];

/** Who may do what, in words of our own: the permission table in the product must agree with it. */
const MATRIX: Record<string, Caller[]> = {
  'GET /v1/users/me': PEOPLE,
  'PUT /v1/users/me': PEOPLE,
  'GET /v1/users': STAFF,
  'POST /v1/users': ADMIN_PEOPLE,
  'PATCH /v1/users/{id}': ADMIN_PEOPLE,
  'DELETE /v1/users/{id}': ADMIN_PEOPLE,
  'GET /v1/organization': ADMINS,
  'PATCH /v1/organization': ADMINS,
  'GET /v1/models': ADMINS,
  'POST /v1/models/check': ADMINS,
  'GET /v1/api-keys': ADMINS,
  'POST /v1/api-keys': ADMIN_PEOPLE,
  'DELETE /v1/api-keys/{id}': ADMIN_PEOPLE,
  'POST /v1/conversations': WORKERS,
  'GET /v1/conversations': STAFF,
  'GET /v1/conversations/{id}': [...STAFF, 'customer'],
  'PUT /v1/conversations/{id}': WORKERS,
  'DELETE /v1/conversations/{id}': WORKERS,
  'POST /v1/conversations/{id}/messages': [...WORKERS, 'customer'],
  'GET /v1/conversations/{id}/messages': [...STAFF, 'customer'],
  'GET /v1/conversations/{id}/messages/{messageId}/original': ADMINS,
  'GET /v1/conversations/{id}/messages/{messageId}/citations/{n}': [...STAFF, 'customer'],
  'POST /v1/conversations/{id}/takeover': WORKERS,
  'POST /v1/conversations/{id}/return': WORKERS,
  'POST /v1/conversations/{id}/assign': WORKERS,
  'POST /v1/conversations/{id}/resolve': WORKERS,
  'POST /v1/conversations/{id}/notes': WORKERS,
  'GET /v1/conversations/{id}/notes': STAFF,
  'GET /v1/conversations/{id}/actions': STAFF,
  'GET /v1/conversations/{id}/handover': STAFF,
  'GET /v1/conversations/{id}/calls': ['owner', 'admin', 'analyst', 'adminKey', 'analystKey'],
  'POST /v1/conversations/{id}/feedback': [...WORKERS, 'customer'],
  'GET /v1/knowledge/articles': STAFF,
  'GET /v1/knowledge/articles/{externalId}': STAFF,
  'GET /v1/knowledge/articles/{externalId}/versions': STAFF,
  'GET /v1/knowledge/articles/{externalId}/versions/{version}': STAFF,
  'PUT /v1/knowledge/articles/{externalId}': ADMINS,
  'DELETE /v1/knowledge/articles/{externalId}': ADMINS,
  'POST /v1/knowledge/sources': ADMINS,
  'GET /v1/knowledge/sources': STAFF,
  'GET /v1/knowledge/sources/{id}': STAFF,
  'PATCH /v1/knowledge/sources/{id}': ADMINS,
  'DELETE /v1/knowledge/sources/{id}': ADMINS,
  'POST /v1/knowledge/sources/{id}/sync': ADMINS,
  'POST /v1/knowledge/sources/{id}/rollback': ADMINS,
  'POST /v1/knowledge/sources/{id}/pause': ADMINS,
  'POST /v1/knowledge/sources/{id}/resume': ADMINS,
  'GET /v1/knowledge/sources/{id}/syncs': STAFF,
  'GET /v1/knowledge/sources/{id}/documents': STAFF,
  'GET /v1/knowledge/sources/{id}/files': STAFF,
  'GET /v1/knowledge/sources/{id}/files/{path}': STAFF,
  'PUT /v1/knowledge/sources/{id}/files/{path}': ADMINS,
  'DELETE /v1/knowledge/sources/{id}/files/{path}': ADMINS,
  'POST /v1/knowledge/answer': STAFF,
  'POST /v1/knowledge/search': STAFF,
  'GET /v1/knowledge/duplicates': STAFF,
  'GET /v1/knowledge/synonyms': STAFF,
  'PUT /v1/knowledge/synonyms': ADMINS,
  'GET /v1/knowledge/contradictions': STAFF,
  'GET /v1/knowledge/gaps': STAFF,
  'POST /v1/knowledge/gaps/refresh': ADMINS,
  'GET /v1/knowledge/gaps/{id}': STAFF,
  'POST /v1/knowledge/gaps/{id}/dismiss': ADMINS,
  'POST /v1/knowledge/gaps/{id}/reopen': ADMINS,
  'POST /v1/knowledge/gaps/{id}/draft': ADMINS,
  'GET /v1/knowledge/drafts': STAFF,
  'POST /v1/knowledge/drafts': ADMINS,
  'GET /v1/knowledge/drafts/{id}': STAFF,
  'PATCH /v1/knowledge/drafts/{id}': ADMINS,
  'POST /v1/knowledge/drafts/{id}/publish': ADMINS,
  'POST /v1/knowledge/drafts/{id}/discard': ADMINS,
  'GET /v1/knowledge/health': STAFF,
  'POST /v1/understand': STAFF,
  'POST /v1/intents/train': ADMINS,
  'GET /v1/intents/versions': STAFF,
  'GET /v1/intents/versions/{version}': STAFF,
  'POST /v1/intents/versions/{version}/activate': ADMINS,
  'POST /v1/intents/reset': ADMINS,
  'GET /v1/usage/llm': ['owner', 'admin', 'analyst', 'adminKey', 'analystKey'],
  'GET /v1/connectors': ADMINS,
  'GET /v1/connectors/{name}': ADMINS,
  'PUT /v1/connectors/{name}': ADMINS,
  'DELETE /v1/connectors/{name}': ADMINS,
  'POST /v1/connectors/{name}/test': ADMINS,
  'GET /v1/audit-events': ADMINS,
  'GET /v1/dead-letters': ADMINS,
  'POST /v1/dead-letters/{id}/replay': ADMINS,
  'DELETE /v1/dead-letters/{id}': ADMINS,
};

/** A body that the route's schema takes, so that a refusal can only come from who is asking. */
const BODIES: Record<string, object> = {
  'PUT /v1/users/me': {},
  'POST /v1/users': { email: 'new@else.test', name: 'New', role: 'agent', password: 'Tr0ub4dor&3-horse' },
  'PATCH /v1/users/{id}': { name: 'Renamed' },
  'PATCH /v1/organization': {},
  'POST /v1/api-keys': { name: 'k', role: 'agent' },
  'POST /v1/conversations': {},
  'PUT /v1/conversations/{id}': { subject: 'S' },
  'POST /v1/conversations/{id}/messages': { text: 'hello' },
  'POST /v1/conversations/{id}/assign': { userId: 'usr_x' },
  'POST /v1/conversations/{id}/notes': { text: 'n' },
  'POST /v1/conversations/{id}/feedback': { rating: 1 },
  'PUT /v1/knowledge/articles/{externalId}': { title: 'T', body: 'B', format: 'text' },
  'POST /v1/knowledge/sources': { kind: 'files', name: 'Manuals' },
  'PATCH /v1/knowledge/sources/{id}': {},
  'POST /v1/knowledge/sources/{id}/sync': {},
  'POST /v1/knowledge/answer': { question: 'nothing' },
  'POST /v1/knowledge/search': { query: 'nothing' },
  'PUT /v1/knowledge/synonyms': { short: 'sla', long: 'service level agreement', use: false },
  'POST /v1/knowledge/drafts': { conversationId: 'cnv_none' },
  'PATCH /v1/knowledge/drafts/{id}': { title: 'T' },
  'POST /v1/knowledge/drafts/{id}/publish': {},
  'POST /v1/intents/train': {
    intents: [
      { name: 'open', examples: ['open it', 'please open'] },
      { name: 'close', examples: ['close it', 'please close'] },
    ],
  },
  'POST /v1/understand': { text: 'nothing' },
  'POST /v1/connectors/{name}/test': { tool: 'none' },
  'POST /v1/models/check': {},
};

function send(route: string, token: string | undefined, ids: Record<string, string>) {
  const [method = '', path = ''] = route.split(' ');
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => ids[name] ?? '');
  return call(method, filled, { token, body: BODIES[route] });
}

describe('roles', () => {
  it('are asked for on every route that is not for anyone', async () => {
    const { body } = await call('GET', '/openapi.json');
    const guarded = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, operation]) => operation.security !== undefined)
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    );
    const socket = 'GET /v1/conversations/{id}/socket'; // has its own way of carrying a token, and its own tests
    expect(guarded.filter((route) => route !== socket).sort()).toEqual(Object.keys(MATRIX).sort());
  });

  it('let in exactly whom the matrix names, and deny the others with 403 before anything is looked up', async () => {
    const ids = {
      id: 'cnv_0000000000000000000000',
      externalId: 'never-there',
      messageId: 'msg_0',
      ...{ version: '999', n: '1', path: 'a.txt', name: 'shop' },
    };
    for (const [route, may] of Object.entries(MATRIX)) {
      for (const caller of CALLERS) {
        const { status } = await send(route, tokenOf(caller, acme), ids);
        const letIn = status !== 403 && status !== 401;
        expect({ route, caller, letIn }).toEqual({ route, caller, letIn: may.includes(caller) });
        expect(status).toBeLessThan(500);
      }
    }
  }, 60_000);

  it('are written into the audit trail when they deny a change', async () => {
    const path = '/v1/users/usr_0000000000000000000000';
    const requestId = 'denied-1';
    const token = acme.users.agent.token;
    await call('DELETE', path, { token, headers: { 'x-request-id': requestId } });
    const page = await records.audit.list(acme.organization.id, { limit: 100 });
    const event = page.ok ? page.value.data.find((one) => one.requestId === requestId) : undefined;
    expect(event).toMatchObject({
      actorKind: 'user',
      actorId: acme.users.agent.id,
      action: 'user.remove',
      target: 'usr_0000000000000000000000',
      outcome: 'denied',
    });
  });
});

describe('credentials', () => {
  const path = '/v1/users/me';

  it('that are missing, garbled or of another scheme get 401 and the scheme to use', async () => {
    const headers = [
      '',
      'Bearer',
      'Bearer ',
      'Basic dTpw',
      `Bearer ${'a'.repeat(5_000)}`,
      'Bearer a b',
      'Bearer ew_live_x',
    ];
    for (const authorization of headers) {
      const got = await call('GET', path, { headers: { authorization } });
      expect([got.status, got.body.code, got.headers.get('www-authenticate')]).toEqual([
        401,
        'unauthenticated',
        'Bearer',
      ]);
    }
  });

  it('that are expired, unsigned, of another key, another kind or another product get 401', async () => {
    const { id: organizationId } = acme.organization;
    const claims = { organizationId, userId: acme.users.owner.id, role: 'owner' as const, name: 'x' };
    const ring = [{ kid: 'test', secret: btoa('0'.repeat(32)) }];
    const past = createTokens(JSON.parse(env.TOKEN_KEYS), () => Date.now() - 3_600_000);
    const foreign = await createTokens(ring, () => Date.now()).sign('access', claims);
    const resume = visitor.resumeToken;
    const none = new UnsecuredJWT(claims)
      .setIssuer('edgewise')
      .setAudience('edgewise:access')
      .setExpirationTime('1h')
      .encode();
    const other = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'test' })
      .setIssuer('somebody')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode('0'.repeat(32)));
    for (const token of [foreign.token, resume, none, other]) {
      expect((await call('GET', path, { token })).body.code).toBe('unauthenticated');
    }
    const { token } = await past.sign('access', claims);
    expect((await call('GET', path, { token })).body.code).toBe('token_expired');
  });

  it('of a revoked API key, or of one that was never made, get 401', async () => {
    const { key } = await newApiKey();
    expect((await call('GET', '/v1/users', { token: key })).status).toBe(401);
    const admin = acme.users.admin.token;
    const made = await call('POST', '/v1/api-keys', { token: admin, body: { name: 'short', role: 'agent' } });
    expect((await call('GET', '/v1/users', { token: made.body.key })).status).toBe(200);
    expect((await call('DELETE', `/v1/api-keys/${made.body.id}`, { token: admin })).status).toBe(204);
    expect((await call('GET', '/v1/users', { token: made.body.key })).status).toBe(401);
  });
});

describe('tenants', () => {
  it('cannot tell what is another tenant’s from what never was, on any route with an id', async () => {
    const secret = 'canary-7391';
    const id = await conversation(acme, { subject: secret });
    const put = { title: secret, body: secret, format: 'text' };
    await call('PUT', '/v1/knowledge/articles/theirs', { token: acme.keys.admin.key, body: put });
    const routes = Object.keys(MATRIX).filter((route) => route.includes('{'));
    await send('POST /v1/intents/train', acme.keys.admin.key, {});
    const source = await call('POST', '/v1/knowledge/sources', {
      token: acme.keys.admin.key,
      body: { kind: 'files', name: secret },
    });
    const real: Record<string, string> = { id, externalId: 'theirs', version: '1', path: 'a.txt' };
    const never: Record<string, string> = {
      id: 'cnv_0000000000000000000000',
      externalId: 'never',
      version: '999',
      path: 'a.txt',
    };
    for (const route of routes) {
      if (route === 'PUT /v1/knowledge/articles/{externalId}') continue;
      const theirs = route.includes('/users/')
        ? acme.users.agent.id
        : route.includes('/api-keys/')
          ? acme.keys.agent.id
          : route.includes('/sources/')
            ? source.body.id
            : id;
      const [stranger, nobody] = await Promise.all([
        send(route, globex.users.owner.token, { ...real, id: theirs }),
        send(route, globex.users.owner.token, never),
      ]);
      const status = route.endsWith('/assign') ? 422 : 404;
      expect({ route, status: stranger.status }).toEqual({ route, status });
      expect({ ...stranger.body, requestId: '' }).toEqual({ ...nobody.body, requestId: '' });
      expect(headersOf(stranger.headers)).toEqual(headersOf(nobody.headers));
    }
  });

  it('find nothing of each other in lists and searches, and write articles of their own under a known id', async () => {
    const secret = 'canary-5120';
    const { key } = acme.keys.admin;
    const body = { title: `${secret} guide`, body: `The ${secret} opens the vault.`, format: 'text' };
    await call('PUT', '/v1/knowledge/articles/shared-id', { token: key, body });
    const mine = await call('POST', '/v1/knowledge/search', {
      token: key,
      body: { query: `${secret} vault` },
    });
    expect(JSON.stringify(mine.body.data)).toContain(secret);
    const token = globex.users.owner.token;
    const answers = await Promise.all([
      call('POST', '/v1/knowledge/search', { token, body: { query: `${secret} vault` } }),
      call('GET', '/v1/knowledge/articles', { token }),
      call('GET', '/v1/conversations', { token }),
      call('GET', '/v1/users', { token }),
      call('GET', '/v1/api-keys', { token }),
      call('GET', '/v1/organization', { token }),
    ]);
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(text).not.toContain(secret);
      expect(text).not.toContain(acme.organization.id);
    }
    const own = { title: 'Own', body: 'Own', format: 'text' };
    const put = await call('PUT', '/v1/knowledge/articles/shared-id', { token, body: own });
    expect(put.status).toBe(201);
    expect((await call('GET', '/v1/knowledge/articles/shared-id', { token: key })).body.title).toContain(
      secret,
    );
  });

  it('and customers reach one conversation only: 404 for any other, of their own organization too', async () => {
    const other = await widgetSession(acme);
    const stranger = await widgetSession(globex);
    for (const { token } of [other, stranger]) {
      for (const [method, path, body] of [
        ['GET', '', undefined],
        ['GET', '/messages', undefined],
        ['POST', '/messages', { text: 'hi' }],
        ['POST', '/feedback', { rating: 1 }],
      ] as const) {
        const got = await call(method, `/v1/conversations/${visitor.conversationId}${path}`, { token, body });
        expect([got.status, got.body.code]).toEqual([404, 'not_found']);
      }
    }
    expect(
      (await call('GET', `/v1/conversations/${visitor.conversationId}`, { token: visitor.token })).status,
    ).toBe(200);
  });

  it('keep their tokens apart: a token that names another tenant’s user finds no profile', async () => {
    const { token } = await tokens.sign('access', {
      organizationId: globex.organization.id,
      userId: acme.users.owner.id,
      role: 'owner',
      name: 'x',
    });
    expect((await call('GET', '/v1/users/me', { token })).status).toBe(404);
  });
});

function headersOf(headers: Headers): Record<string, string> {
  const { 'x-request-id': _own, ...rest } = Object.fromEntries(headers);
  return rest;
}
