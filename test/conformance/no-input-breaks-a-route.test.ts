import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { OpenApiDocument, Operation } from '../../workers/http/openapi.ts';
import { anyBody, fitting, HOSTILE_TEXTS } from '../support/schema-arbitrary.ts';
import {
  call,
  conversation,
  type Got,
  seedTenant,
  type Tenant,
  widgetSession,
} from '../workers/http/http-kit.ts';

/** Stands in everything that the other organization has. Nothing that ours is answered may hold it. */
const SECRET = 'zxq-other-tenant-zxq';
/** Requests per operation: about 1,000 in all. */
const RUNS = 25;
const SEED = 20_261_122;

let ours: Tenant;
let theirs: Tenant;
let tokens: (string | undefined)[];
let ids: string[];
let paths: OpenApiDocument['paths'];

beforeAll(async () => {
  [ours, theirs] = await Promise.all([seedTenant('Ours'), seedTenant(SECRET)]);
  const customer = await widgetSession(ours);
  tokens = [
    ours.users.owner.token,
    ours.users.admin.token,
    ours.users.agent.token,
    ours.users.analyst.token,
    ours.keys.admin.key,
    ours.keys.agent.key,
    customer.token,
    customer.resumeToken,
    'no.such.token',
    undefined,
  ];
  ids = [
    customer.conversationId,
    await conversation(ours),
    ours.users.agent.id,
    ours.keys.analyst.id,
    ...(await foreignIds()),
    'cnv_0',
    ...HOSTILE_TEXTS.filter((text) => text.isWellFormed()),
  ];
  paths = (await call('GET', '/openapi.json')).body.paths as OpenApiDocument['paths'];
});

/** Fills the other organization, and tells the ids of what it holds. */
async function foreignIds(): Promise<string[]> {
  const { token } = theirs.users.admin;
  const id = await conversation(theirs, { subject: SECRET, customer: { name: SECRET } });
  await call('POST', `/v1/conversations/${id}/messages`, { token, body: { text: SECRET, as: 'customer' } });
  await call('POST', `/v1/conversations/${id}/notes`, { token, body: { text: SECRET } });
  const article = { title: SECRET, body: `${SECRET} is a secret article`, format: 'text' };
  await call('PUT', `/v1/knowledge/articles/${SECRET}`, { token, body: article });
  return [id, SECRET, theirs.users.owner.id, theirs.keys.admin.id];
}

interface Attempt {
  token: string | undefined;
  id: string;
  query: Record<string, unknown>;
  body: unknown;
  headers: Record<string, string>;
}

function attempts(operation: Operation): Attempt[] {
  const fields = (operation.parameters ?? []).filter((one) => one.in === 'query');
  const queries = fields.map(({ name, schema }) => [
    name,
    fc.oneof(fitting(schema), fc.constantFrom(...HOSTILE_TEXTS)),
  ]);
  const schema = operation.requestBody?.content['application/json']?.schema;
  const arbitrary = fc.record({
    // The two who may do most come up most often: a refusal at the door tries nothing behind it.
    token: fc.oneof(fc.constantFrom(...tokens.slice(0, 2)), fc.constantFrom(...tokens)),
    id: fc.oneof(fc.constantFrom(...ids.slice(0, 4)), fc.constantFrom(...ids)),
    query: fc.record(Object.fromEntries(queries), { requiredKeys: [] }),
    body: schema ? anyBody(schema) : fc.constant(undefined),
    headers: fc.oneof(
      { weight: 6, arbitrary: fc.constant({}) },
      fc.constantFrom<Record<string, string>>(
        { 'idempotency-key': 'the-same' },
        { 'idempotency-key': 'x'.repeat(300) },
        { 'content-type': 'text/plain' },
        { origin: 'https://evil.example' },
        { 'x-request-id': '<script>' },
        { 'x-edgewise-actor': '{"role":"agent","id":"usr_0","name":"x","expiresAt":9999999999}' },
      ),
    ),
  });
  return fc.sample(arbitrary, { numRuns: RUNS, seed: SEED });
}

async function send(method: string, path: string, attempt: Attempt): Promise<Got> {
  const { token, id, query, body, headers } = attempt;
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, `${value}`]));
  const target = `${path.replace(/\{\w+\}/, encodeURIComponent(id))}?${search}`;
  // The socket has its own tests; long waits are cut, since what counts here is the answer.
  return call(method.toUpperCase(), target.replace('wait=true', 'wait=false'), { token, body, headers });
}

function wrongWith(operation: Operation, got: Got): string | null {
  if (got.status >= 500) return `a ${got.status}`;
  const notFoundRoute = got.status === 404 && got.body.code === 'route_not_found';
  if (!(got.status in operation.responses) && !notFoundRoute) return `${got.status} is not documented`;
  if (got.text.includes(SECRET)) return 'it holds data of another organization';
  if (/\bat .+:\d+:\d+|\.ts:|node_modules|SQLITE|D1_ERROR/.test(got.text)) return 'it tells of our insides';
  if (!got.headers.get('x-request-id')) return 'it has no request id';
  if (got.status < 400) return null;
  const body: Record<string, unknown> = { ...got.body };
  const complete = ['type', 'title', 'code', 'detail', 'requestId'].every(
    (name) => typeof body[name] === 'string',
  );
  const type = got.headers.get('content-type');
  if (!complete || body.status !== got.status || type !== 'application/problem+json')
    return 'it is no problem+json';
  return null;
}

test('no input of any caller gets a 5xx, an undocumented answer, our insides or another organization’s data', async () => {
  const failures: string[] = [];
  const succeeded = new Set<string>();
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      for (const attempt of attempts(operation)) {
        const got = await send(method, path, attempt);
        const wrong = wrongWith(operation, got);
        if (wrong)
          failures.push(`${method} ${path}: ${wrong}\n  ${describe(attempt)}\n  ${got.text.slice(0, 200)}`);
        if (got.status < 300) succeeded.add(`${method} ${path}`);
      }
    }
  }
  expect(failures.slice(0, 10)).toEqual([]);
  // The test is worth something only where requests get past the door.
  expect(succeeded.size).toBeGreaterThan(20);
}, 180_000);

function describe({ token, ...rest }: Attempt): string {
  return JSON.stringify({ caller: tokens.indexOf(token), ...rest }).slice(0, 300);
}
