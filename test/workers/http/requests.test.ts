import { env, exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemSchema } from '../../../src/protocol/problem-schema.ts';
import { BASE, call, conversation, type Got, seedTenant, type Tenant, widgetSession } from './http-kit.ts';

let acme: Tenant;
beforeAll(async () => {
  acme = await seedTenant('Acme');
});

function expectProblem(got: Got, status: number, code: string): void {
  expect(got.body).toMatchObject({ status, code });
  expect(got.status).toBe(status);
  expect(got.headers.get('content-type')).toBe('application/problem+json');
  expect(problemSchema.strict().safeParse(got.body).error).toBeUndefined();
  expect(got.body.requestId).toBe(got.headers.get('x-request-id'));
}

describe('every answer', () => {
  it('echoes a safe X-Request-Id, and replaces one that could break a log line or hold an address', async () => {
    const safe = await call('GET', '/health/live', { headers: { 'x-request-id': 'trace-1.a:b_C' } });
    expect(safe.headers.get('x-request-id')).toBe('trace-1.a:b_C');
    for (const id of ['a b', 'ada@example.com', 'x'.repeat(101), '{"a":1}']) {
      const got = await call('GET', '/health/live', { headers: { 'x-request-id': id } });
      expect(got.headers.get('x-request-id')).toMatch(/^req_[0-9A-Za-z]{22}$/);
    }
  });

  it('carries the security headers, errors included, and HSTS over https only', async () => {
    for (const path of ['/health/live', '/v1/users/me', '/nowhere', '/docs']) {
      const { headers } = await call('GET', path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('strict-transport-security')).toContain('max-age=63072000');
    }
    const plain = await exports.default.fetch('http://edgewise.test/health/live');
    expect(plain.headers.has('strict-transport-security')).toBe(false);
    await plain.text();
  });

  it('is a problem with a code when there is no such route, and 405 with Allow for a wrong method', async () => {
    expectProblem(await call('GET', '/v1/nothing'), 404, 'route_not_found');
    expectProblem(await call('POST', '/nothing', { body: {} }), 404, 'route_not_found');
    expectProblem(await call('GET', '/v1/../../etc/passwd'), 404, 'route_not_found');
    const wrong = await call('PATCH', '/v1/auth/login', { body: {} });
    expectProblem(wrong, 405, 'method_not_allowed');
    expect(wrong.headers.get('allow')).toBe('POST, OPTIONS');
    const put = await call('PUT', '/v1/users', { token: acme.users.admin.token, body: {} });
    expect(put.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS');
  });

  it('leads from the root to the demo', async () => {
    const got = await call('GET', '/');
    expect([got.status, got.headers.get('location')]).toEqual([302, '/demo/']);
  });
});

describe('the order of the checks', () => {
  const path = '/v1/users';
  const big = JSON.stringify({ name: 'x'.repeat(300_000) });

  it('is: body limit, edge limit, authentication, permission, content type, JSON, schema', async () => {
    const limited = { 'cf-connecting-ip': 'order.test' };
    const text = { 'content-type': 'text/plain' };
    for (let sent = 0; sent < 300; sent += 1) await env.RATE_PUBLIC.limit({ key: 'order.test' });
    const { analyst, admin } = acme.users;
    const steps: [Parameters<typeof call>[2], number][] = [
      [{ body: big, headers: { ...limited, ...text } }, 413],
      [{ body: '{', headers: { ...limited, ...text } }, 429],
      [{ body: '{', headers: text }, 401],
      [{ body: '{', headers: text, token: analyst.token }, 403],
      [{ body: '{', headers: text, token: admin.token }, 415],
      [{ body: '{', token: admin.token }, 400],
      [{ body: '{}', token: admin.token }, 422],
    ];
    for (const [sent, status] of steps) expect((await call('POST', path, sent)).status).toBe(status);
    const over = await call('POST', path, { body: '{', headers: limited });
    expectProblem(over, 429, 'rate_limited');
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('limits a body of unknown length while it is read, and accepts an article of nearly a megabyte', async () => {
    const chunk = new TextEncoder().encode('x'.repeat(65_536));
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        if (sent > 160) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const response = await exports.default.fetch(
      new Request(`${BASE}/v1/auth/login`, {
        method: 'POST',
        body: endless,
        headers: { 'content-type': 'application/json' },
      }),
    );
    expect(response.status).toBe(413);
    await response.text();
    const body = { title: 'Book', format: 'text', body: `${'word '.repeat(190_000)}` };
    const put = await call('PUT', '/v1/knowledge/articles/book', { token: acme.keys.admin.key, body });
    expect([put.status, put.body.state]).toEqual([201, 'indexed']);
    const over = { ...body, body: 'word '.repeat(210_000) };
    const refused = await call('PUT', '/v1/knowledge/articles/book', {
      token: acme.keys.admin.key,
      body: over,
    });
    expectProblem(refused, 413, 'too_large');
  });
});

describe('bad input', () => {
  it('gets 400 for what is no sound JSON text, and says why', async () => {
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    for (const body of [
      '',
      '{',
      '{"email":}',
      'NaN',
      '\u0000',
      deep,
      '{"a":1,"a":2}',
      '{"a":1,"\\u0061":2}',
      '"\u0000"',
    ]) {
      expectProblem(await call('POST', '/v1/auth/login', { body }), 400, 'malformed_json');
    }
    const latin = await exports.default.fetch(`${BASE}/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Uint8Array([0x22, 0xff, 0x22]),
    });
    expect(latin.status).toBe(400);
    await latin.text();
  });

  it('gets 415 for another content type, and none for a parameter of the right one', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/jsonp',
      'multipart/form-data',
    ]) {
      const got = await call('POST', '/v1/auth/login', { body: '{}', headers: { 'content-type': type } });
      expectProblem(got, 415, 'unsupported_media_type');
    }
    const utf8 = { 'content-type': 'Application/JSON; charset=utf-8' };
    const got = await call('POST', '/v1/auth/login', { body: '{}', headers: utf8 });
    expectProblem(got, 422, 'invalid');
  });

  it('gets 422 that names each wrong field, without echoing its value', async () => {
    const secret = '<script>alert(1)</script>';
    const got = await call('POST', '/v1/users', {
      token: acme.users.owner.token,
      body: { email: secret, name: '', role: 'king', password: 7, extra: secret },
    });
    expectProblem(got, 422, 'invalid');
    const paths = got.body.errors.map((error) => error.path).sort();
    expect(paths).toEqual(['email', 'extra', 'name', 'password', 'role']);
    expect(JSON.stringify(got.body)).not.toContain('script');
  });

  it('refuses unknown fields on writes and ignores them on widget sessions', async () => {
    const note = await call('POST', '/v1/auth/refresh', { body: { refreshToken: 'x', admin: true } });
    expect(note.body.errors).toEqual([{ path: 'admin', message: 'is not known here' }]);
    const session = await widgetSession(acme, { future: { field: 1 }, __proto__: null });
    expect(session.conversationId).toMatch(/^cnv_/);
  });

  it('never takes a lone surrogate, strips NUL, and keeps markup as the text that it is', async () => {
    const { token, conversationId } = await widgetSession(acme);
    const path = `/v1/conversations/${conversationId}/messages`;
    const lone = await call('POST', path, { token, body: '{"text":"a\\ud800b"}' });
    expectProblem(lone, 422, 'invalid');
    const got = await call('POST', path, { token, body: '{"text":"a\\u0000<script>b</script>"}' });
    expect([got.status, got.body.message.text]).toEqual([202, 'a<script>b</script>']);
  });

  it('answers ids of no form, of the wrong kind and with path tricks like ids that never were', async () => {
    const { token } = acme.users.agent;
    const ids = [
      'x',
      'usr_1',
      'cnv_',
      '..%2f..%2fx',
      'cnv_%00',
      'cnv_\u{1f600}',
      `cnv_${'a'.repeat(2_000)}`,
      '%E0%A4%A',
    ];
    const never = await call('GET', '/v1/conversations/cnv_0000000000000000000000', { token });
    expectProblem(never, 404, 'not_found');
    for (const id of ids) {
      const got = await call('GET', `/v1/conversations/${id}`, { token });
      expect({ ...got.body, requestId: '' }).toEqual({ ...never.body, requestId: '' });
    }
  });

  it('refuses article ids that could climb, hide or break a path', async () => {
    const { key } = acme.keys.admin;
    const body = { title: 'T', body: 'b', format: 'text' };
    for (const id of ['..%2fx', '.hidden', 'a%2Fb', '%00', 'a%20b', 'ü', 'a'.repeat(129)]) {
      expectProblem(await call('PUT', `/v1/knowledge/articles/${id}`, { token: key, body }), 422, 'invalid');
    }
    expectProblem(
      await call('PUT', '/v1/knowledge/articles/..', { token: key, body }),
      404,
      'route_not_found',
    );
    const fine = await call('PUT', '/v1/knowledge/articles/A.b_c-d~1', { token: key, body });
    expect(fine.status).toBe(201);
  });

  it('refuses cursors and limits that it did not hand out', async () => {
    const { token } = acme.users.admin;
    const queries = [
      'limit=0',
      'limit=101',
      'limit=1e1',
      'limit=-1',
      'limit=1&limit=2',
      'cursor=',
      'cursor=abc',
      'cursor=%00',
    ];
    for (const query of queries) {
      for (const list of ['/v1/users', '/v1/conversations', '/v1/api-keys', '/v1/knowledge/articles']) {
        expectProblem(await call('GET', `${list}?${query}`, { token }), 422, 'invalid');
      }
    }
    const id = await conversation(acme);
    const history = await call('GET', `/v1/conversations/${id}/messages?after=-1`, { token });
    expectProblem(history, 422, 'invalid');
  });

  it('takes SQL in a filter as text to look for', async () => {
    const text = encodeURIComponent("%' OR 1=1; DROP TABLE users --");
    const got = await call('GET', `/v1/conversations?text=${text}`, { token: acme.users.agent.token });
    expect([got.status, got.body.data]).toEqual([200, []]);
  });
});

describe('CORS', () => {
  const shop = 'https://shop.example';

  it('answers a preflight for any origin, with the methods of the path and without credentials', async () => {
    const path = '/v1/conversations/cnv_0000000000000000000000/messages';
    for (const [route, methods] of [
      ['/v1/widget/sessions', 'POST'],
      [path, 'POST, GET'],
    ] as const) {
      const headers = { origin: shop, 'access-control-request-method': 'POST' };
      const got = await call('OPTIONS', route, { headers });
      expect(got.status).toBe(204);
      expect(got.headers.get('access-control-allow-origin')).toBe(shop);
      expect(got.headers.get('access-control-allow-methods')).toBe(methods);
      expect(got.headers.get('access-control-allow-headers')).toContain('Authorization');
      expect(got.headers.get('access-control-allow-credentials')).toBeNull();
      expect(got.headers.get('vary')).toContain('Origin');
    }
  });

  it('lets no other site read what is not for customers', async () => {
    for (const path of ['/v1/users', '/v1/organization', '/v1/auth/login', '/v1/conversations']) {
      const preflight = await call('OPTIONS', path, { headers: { origin: shop } });
      expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, null]);
      const got = await call('GET', path, { token: acme.users.admin.token, headers: { origin: shop } });
      expect(got.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('serves customers on the allowed origins and its own only, and the refusal can be read', async () => {
    const tenant = await seedTenant('Shop');
    const { widgetKey } = tenant.organization;
    const before = await widgetSession(tenant);
    const patch = { settings: { allowedOrigins: [shop] } };
    const changed = await call('PATCH', '/v1/organization', { token: tenant.users.admin.token, body: patch });
    expect(changed.status).toBe(200);
    const begin = (origin: string) =>
      call('POST', '/v1/widget/sessions', { body: { widgetKey }, headers: { origin } });
    for (const origin of [shop, BASE]) expect((await begin(origin)).status).toBe(201);
    for (const origin of ['https://evil.example', 'https://shop.example.evil.example', 'null']) {
      const refused = await begin(origin);
      expectProblem(refused, 403, 'origin_not_allowed');
      expect(refused.headers.get('access-control-allow-origin')).toBe(origin);
    }
    const path = `/v1/conversations/${before.conversationId}/messages`;
    const read = (origin: string) => call('GET', path, { token: before.token, headers: { origin } });
    expect((await read(shop)).status).toBe(200);
    expectProblem(await read('https://evil.example'), 403, 'origin_not_allowed');
  });
});

describe('the specification', () => {
  it('covers every route of the table and names only schemas that it holds', async () => {
    const { createApp } = await import('../../../workers/http/app.ts');
    const { wire } = await import('../../../workers/wire.ts');
    const deps = wire(env).http;
    const app = createApp(deps, async () => deps);
    await app.rows();
    const routes = app
      .routes()
      .filter(({ method }) => method !== 'ALL' && method !== 'OPTIONS')
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)(?:\{[^}]*\})?/g, '{$1}')}`)
      .filter((route) => route !== 'GET /');
    const { body } = await call('GET', '/openapi.json');
    const described = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(body.openapi).toBe('3.1.0');
    expect(described.sort()).toEqual([...new Set(routes)].sort());
    expect(described).toContain('GET /v1/conversations/{id}/socket');
    const text = JSON.stringify(body);
    const named = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !(name in body.components.schemas))).toEqual([]);
  });

  it('is a page without script, inline style or another host', async () => {
    const page = await call('GET', '/docs');
    expect(page.headers.get('content-type')).toMatch(/^text\/html; charset=utf-8$/i);
    expect(page.text).not.toMatch(/<script|style=|<style|https?:\/\//);
    expect(page.text).toContain('id="problem-origin_not_allowed"');
    const style = await call('GET', '/docs.css');
    expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(style.text).not.toMatch(/url\(|@import/);
  });
});
