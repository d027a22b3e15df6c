import { env } from 'cloudflare:test';
import { expect, test } from 'vitest';
import { recordsFixture } from './records-fixture.ts';

const scope = { route: 'POST /v1/api-keys', key: 'k-1' };

async function keys() {
  const fixture = recordsFixture();
  return { ...fixture, keys: fixture.records.idempotency, organizationId: await fixture.organization() };
}

test('of two requests with one key at the same moment one runs, and a later one is told its answer', async () => {
  const { keys: repository, organizationId } = await keys();
  const both = await Promise.all([
    repository.begin(organizationId, scope, 'body'),
    repository.begin(organizationId, scope, 'body'),
  ]);
  expect(both.map((start) => start.kind).sort()).toEqual(['fresh', 'running']);
  await repository.complete(organizationId, scope, 201, '{"key":"ew_live_once"}');
  expect(await repository.begin(organizationId, scope, 'body')).toEqual({
    kind: 'replay',
    status: 201,
    response: '{"key":"ew_live_once"}',
  });
});

test('the same key with another body, or for another route, is not a repeat', async () => {
  const { keys: repository, organizationId } = await keys();
  await repository.begin(organizationId, scope, 'body');
  expect(await repository.begin(organizationId, scope, 'other')).toEqual({ kind: 'mismatch' });
  expect(await repository.begin(organizationId, { ...scope, route: 'POST /v1/users' }, 'other')).toEqual({
    kind: 'fresh',
  });
});

test('a claim that was abandoned, or whose request died, may be taken again by the same request', async () => {
  const { keys: repository, organizationId, time } = await keys();
  await repository.begin(organizationId, scope, 'body');
  await repository.abandon(organizationId, scope);
  expect(await repository.begin(organizationId, scope, 'body')).toEqual({ kind: 'fresh' });
  time.now += 61_000;
  expect(await repository.begin(organizationId, scope, 'other')).toEqual({ kind: 'mismatch' });
  expect(await repository.begin(organizationId, scope, 'body')).toEqual({ kind: 'fresh' });
});

test('a finished answer cannot be abandoned, and is forgotten after a day', async () => {
  const { keys: repository, organizationId, time } = await keys();
  await repository.begin(organizationId, scope, 'body');
  await repository.complete(organizationId, scope, 201, '{}');
  await repository.abandon(organizationId, scope);
  expect((await repository.begin(organizationId, scope, 'body')).kind).toBe('replay');
  time.now += 86_400_000;
  expect(await repository.begin(organizationId, scope, 'other')).toEqual({ kind: 'fresh' });
});

test('a stored answer is sealed: a key that is shown once does not stand readable in the database', async () => {
  const { keys: repository, organizationId } = await keys();
  await repository.begin(organizationId, scope, 'body');
  await repository.complete(organizationId, scope, 201, '{"key":"ew_live_once"}');
  const row = await env.RECORDS.prepare('SELECT response FROM idempotency_keys WHERE organization_id = ?')
    .bind(organizationId)
    .first<{ response: string }>();
  expect(row?.response).toMatch(/^v1\.k1\./);
});
