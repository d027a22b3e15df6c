import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/errors.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { createApp } from '../../../workers/http/app.ts';
import type { HttpDeps } from '../../../workers/http/deps.ts';
import { wire } from '../../../workers/wire.ts';
import { records, seedTenant, type Tenant } from './http-kit.ts';

let acme: Tenant;
let lines: string[] = [];
const logger = createLogger({ clock: () => Date.now(), write: (_level, line) => lines.push(line) });
const logged = () => lines.map((line): Record<string, unknown> => JSON.parse(line));

beforeAll(async () => {
  acme = await seedTenant('Acme');
});
beforeEach(() => {
  lines = [];
});

/** The product with some of its world replaced. */
function request(path: string, init: RequestInit, replaced: Partial<HttpDeps> = {}): Promise<Response> {
  const deps = { ...wire(env).http, logger, ...replaced };
  const app = createApp(deps, async () => deps);
  return Promise.resolve(
    app.fetch(new Request(`https://edgewise.test${path}`, init), env, createExecutionContext()),
  );
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('the log', () => {
  it('has one line a request with the id, the route’s pattern and who it was, and no path, query, body or token', async () => {
    const token = acme.users.agent.token;
    const path = '/v1/conversations/cnv_0000000000000000000000/messages?after=1&secret=s3cr3t';
    await request(path, { headers: { ...bearer(token), 'x-request-id': 'trace-9' } });
    await request('/v1/auth/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'ada@example.com', password: 'open sesame' }),
    });
    const access = logged().filter(({ event }) => event === 'http.access');
    expect(access[0]).toMatchObject({
      level: 'info',
      requestId: 'trace-9',
      method: 'GET',
      route: 'GET /v1/conversations/{id}/messages',
      status: 404,
      organizationId: acme.organization.id,
      principal: acme.users.agent.id,
    });
    expect(access[1]).toMatchObject({ route: 'POST /v1/auth/login', status: 401 });
    expect(access).toHaveLength(2);
    for (const secret of [token, 's3cr3t', 'ada@example.com', 'open sesame']) {
      expect(lines.join('\n')).not.toContain(secret);
    }
  });

  it('keeps what was thrown, masked; the client gets the request id and no stack', async () => {
    const broken = {
      ...records,
      users: Object.assign(Object.create(records.users), {
        get: () => Promise.reject(new Error('no row for ada@example.com, card 4111 1111 1111 1111')),
      }),
    };
    const init = { headers: bearer(acme.users.agent.token) };
    const response = await request('/v1/users/me', init, { records: broken });
    const text = await response.text();
    expect([response.status, JSON.parse(text).code]).toEqual([500, 'internal']);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(text).not.toMatch(/row|ada|4111|at |\.ts/);
    const failure = logged().find(({ event }) => event === 'unexpected.failure');
    expect(failure).toMatchObject({
      requestId: response.headers.get('x-request-id'),
      where: 'GET /v1/users/me',
      message: 'no row for [email], card [digits]',
    });
  });

  it('tells a storage that is away (503, try again) from a fault of ours (500)', async () => {
    const away = {
      ...records,
      users: Object.assign(Object.create(records.users), {
        get: () => Promise.reject(new AppError('storage_unavailable', 'D1 is away')),
      }),
    };
    const init = { headers: bearer(acme.users.agent.token) };
    const response = await request('/v1/users/me', init, { records: away });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    await response.text();
  });
});

describe('privileged changes', () => {
  it('do not succeed unnoticed: when the audit event cannot be written, the request fails', async () => {
    const mute = {
      ...records,
      audit: Object.assign(Object.create(records.audit), { add: () => Promise.reject(new Error('full')) }),
    };
    const init = {
      method: 'PATCH',
      headers: { ...bearer(acme.users.admin.token), 'content-type': 'application/json' },
      body: '{}',
    };
    const response = await request('/v1/organization', init, { records: mute });
    expect(response.status).toBe(500);
    await response.text();
  });
});

describe('an article whose index cannot be written', () => {
  it('is stored, answers pending, and is handed to the queue', async () => {
    const real = wire(env).http;
    const queued: unknown[] = [];
    const response = await request(
      '/v1/knowledge/articles/later',
      {
        method: 'PUT',
        headers: { ...bearer(acme.keys.admin.key), 'content-type': 'application/json' },
        body: JSON.stringify({ title: 'T', body: 'B', format: 'text' }),
      },
      {
        knowledge: { ...real.knowledge, index: () => Promise.reject(new Error('away')) },
        enqueue: async (message) => {
          queued.push(message);
        },
      },
    );
    const body = await response.json<{ id: string; state: string }>();
    expect([response.status, body.state]).toEqual([201, 'pending']);
    expect(queued).toMatchObject([{ kind: 'index', articleId: body.id, version: 1 }]);
  });
});

describe('health', () => {
  const up = { check: () => Promise.resolve(), needed: true };

  it('is ready when every dependency answers, and asks them at most once in two seconds', async () => {
    let asked = 0;
    let now = 1_000_000;
    const check = async () => {
      asked += 1;
    };
    const probes = { records: { needed: true, check } };
    const deps = { ...wire(env).http, logger, probes, clock: () => now };
    const app = createApp(deps, async () => deps);
    const ask = async () =>
      (await app.fetch(new Request('https://x.test/health/ready'), env)).json<{ status: string }>();
    const all = await Promise.all([ask(), ask(), ask()]);
    expect(all.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
    expect(asked).toBe(1);
    now += 2_000;
    await ask();
    expect(asked).toBe(2);
  });

  it('names the dependency that is down, without telling why to strangers, and answers 503', async () => {
    const broken = { check: () => Promise.reject(new Error('password of the database')), needed: true };
    const probes = { records: up, knowledge: broken };
    for (const path of ['/health', '/health/ready']) {
      const response = await request(path, {}, { probes });
      const text = await response.text();
      expect(response.status).toBe(503);
      expect(JSON.parse(text)).toMatchObject({
        status: 'down',
        checks: { records: { status: 'ok' }, knowledge: { status: 'down', why: 'failed' } },
      });
      expect(text).not.toContain('password');
    }
    const live = await request('/health/live', {}, { probes });
    expect([live.status, await live.json()]).toEqual([200, { status: 'ok', checks: {} }]);
    expect(
      logged().some(
        ({ event, dependency }) => event === 'health.dependency_down' && dependency === 'knowledge',
      ),
    ).toBe(true);
  });

  it('is degraded, not down, without a part that is not needed, and gives a silent one two seconds', async () => {
    const silent = { check: () => new Promise(() => undefined), needed: false };
    const startedMs = Date.now();
    const response = await request('/health', {}, { probes: { records: up, queue: silent } });
    expect(await response.json()).toMatchObject({
      status: 'degraded',
      checks: { queue: { why: 'timeout' } },
    });
    expect(response.status).toBe(200);
    expect(Date.now() - startedMs).toBeLessThan(4_000);
  });
});

describe('the edge limiter', () => {
  it('lets requests through when it is itself away', async () => {
    const away = { limit: () => Promise.reject(new Error('no limiter')) };
    const init = { headers: bearer(acme.users.agent.token) };
    const response = await request('/v1/users/me', init, { limiters: { public: away, login: away } });
    expect(response.status).toBe(200);
    await response.text();
  });
});
