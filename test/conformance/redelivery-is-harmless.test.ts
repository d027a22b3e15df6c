import {
  createExecutionContext,
  createMessageBatch,
  getQueueResult,
  runDurableObjectAlarm,
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test } from 'vitest';
import type { RecordsMessage } from '../../src/protocol/queue.ts';
import { messagesOf, openConversation, post, scriptedAnswer, until } from '../support/conversation-kit.ts';
import worker, { resetScript, script } from '../support/test-worker.ts';
import { call, seedTenant } from '../workers/http/http-kit.ts';
import { callOf, runOf } from '../workers/store/records-fixture.ts';

afterEach(resetScript);

async function organizationRow() {
  await env.RECORDS.prepare(
    `INSERT OR IGNORE INTO organizations (id, name, tier, widget_key, created_at, updated_at)
     VALUES ('org_test', 'Test', 'business', 'wk_redelivery', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`,
  ).run();
}

async function deliver(queue: string, bodies: unknown[], attempts = 1) {
  const batch = createMessageBatch(
    queue,
    bodies.map((body, index) => ({ id: `m${index}`, timestamp: new Date(), attempts, body })),
  );
  const ctx = createExecutionContext();
  await worker.queue(batch, env);
  return getQueueResult(batch, ctx);
}

/** The records of a conversation of one exchange, as its object sends them. */
async function records(): Promise<{
  sent: RecordsMessage[];
  stub: Awaited<ReturnType<typeof openConversation>>;
}> {
  let now = Date.now();
  const sent: RecordsMessage[] = [];
  script.clock = () => now;
  script.answer = async () => ({ kind: 'reply', answer: scriptedAnswer('archived') });
  script.sendRecords = async (messages) => {
    sent.push(...messages);
  };
  const stub = await openConversation();
  await post(stub, 'archive this');
  await until(async () => (await messagesOf(stub)).length === 2);
  now += 5_000;
  await runDurableObjectAlarm(stub);
  return { sent, stub };
}

test('records delivered three times are in D1 once, and the object is told so', async () => {
  await organizationRow();
  const { sent, stub } = await records();
  const [record] = sent;
  if (!record) throw new Error('a record is expected');
  for (let round = 0; round < 3; round += 1) {
    const result = await deliver('edgewise-events', [...sent, ...sent]);
    expect(result.retryMessages).toEqual([]);
  }
  const { results } = await env.RECORDS.prepare(
    'SELECT seq, text FROM messages WHERE conversation_id = ? ORDER BY seq',
  )
    .bind(record.conversationId)
    .all();
  expect(results.map((row) => row.seq)).toEqual([1, 2]);
  expect(await runDurableObjectAlarm(stub)).toBeTypeOf('boolean');
  expect(sent, 'nothing is left to be sent').toHaveLength(1);
});

test('calls of models delivered again, reordered and in pieces are counted once', async () => {
  await organizationRow();
  const { sent } = await records();
  const [record] = sent;
  if (!record) throw new Error('a record is expected');
  const calls = ['a', 'b', 'c', 'd'].map((name) => callOf(`llm_${record.conversationId}_${name}`));
  const pieces = [calls.slice(0, 3), calls.slice(2), calls.slice(1, 2), calls.toReversed()].map((part) => ({
    ...record,
    calls: part.map((call) => ({ messageSeq: 1, call })),
  }));
  for (const bodies of [pieces, pieces.toReversed(), [pieces[2], pieces[2], pieces[0]]]) {
    expect((await deliver('edgewise-events', bodies)).retryMessages).toEqual([]);
  }
  const summed = await env.RECORDS.prepare(
    'SELECT calls, cost_micros, tokens FROM llm_conversations WHERE conversation_id = ?',
  )
    .bind(record.conversationId)
    .first();
  expect(summed).toEqual({ calls: 4, cost_micros: 6_000, tokens: 4 * 173 });
  const stored = await env.RECORDS.prepare('SELECT COUNT(*) AS n FROM llm_calls WHERE conversation_id = ?')
    .bind(record.conversationId)
    .first();
  expect(stored).toEqual({ n: 4 });
});

test('what became of a run of a tool, delivered again and reordered, is its last state, and audited once a state', async () => {
  await organizationRow();
  const { sent } = await records();
  const [record] = sent;
  if (!record) throw new Error('a record is expected');
  const id = `run_${record.conversationId}`;
  const states = ['asked', 'started', 'done', 'undone'] as const;
  const pieces = states.map((_, at) => ({
    ...record,
    runs: [{ messageSeq: 1, run: runOf(id, states.slice(0, at + 1)) }],
  }));
  for (const bodies of [pieces.slice(2, 3), pieces.toReversed(), [...pieces, ...pieces]]) {
    expect((await deliver('edgewise-events', bodies)).retryMessages).toEqual([]);
  }
  const stored = await env.RECORDS.prepare('SELECT state FROM tool_runs WHERE id = ?').bind(id).all();
  expect(stored.results).toEqual([{ state: 'undone' }]);
  const audited = await env.RECORDS.prepare(
    'SELECT actor_kind, actor_id, action, request_id FROM audit_events WHERE target = ? ORDER BY created_at',
  )
    .bind(id)
    .all();
  expect(audited.results).toEqual(
    states.map((state) => ({
      ...{ actor_kind: 'customer', actor_id: record.head.customer.id },
      ...{ action: `tool.${state}`, request_id: `req_${state}` },
    })),
  );
});

test('a message that cannot be parsed is kept as a dead letter and harms none of its batch', async () => {
  await organizationRow();
  const { sent } = await records();
  const result = await deliver('edgewise-events', [
    { kind: 'records', nonsense: true },
    'rubbish',
    null,
    ...sent,
  ]);
  expect(result.retryMessages).toEqual([]);
  expect(result.explicitAcks).toHaveLength(3 + sent.length);
  const { results } = await env.RECORDS.prepare('SELECT kind, why, body FROM dead_letters').all();
  expect(results.map((row) => row.kind).sort()).toEqual(['records', 'unknown', 'unknown']);
  expect(JSON.stringify(results), 'sealed: it may hold what customers wrote').not.toContain('nonsense');
});

test('a record of an organization that does not exist is retried later, alone', async () => {
  await organizationRow();
  const { sent } = await records();
  const [record] = sent;
  if (!record) throw new Error('a record is expected');
  const orphan: RecordsMessage = {
    ...record,
    organizationId: 'org_nobody',
    head: { ...record.head, organizationId: 'org_nobody' },
  };
  const result = await deliver('edgewise-events', [orphan, record]);
  expect(result.retryMessages.map((message) => message.msgId)).toEqual(['m0']);
  expect(result.explicitAcks).toEqual(['m1']);
});

test('what the platform gave up on is kept where it can be seen', async () => {
  const before = await env.RECORDS.prepare('SELECT COUNT(*) AS n FROM dead_letters').first<{ n: number }>();
  await deliver(
    'edgewise-dead-letters',
    [{ kind: 'index', organizationId: 'org_test', articleId: 'art_x' }],
    6,
  );
  const after = await env.RECORDS.prepare(
    'SELECT organization_id, kind, why FROM dead_letters ORDER BY created_at DESC',
  ).all();
  expect(after.results.length).toBe((before?.n ?? 0) + 1);
  expect(after.results[0]).toMatchObject({
    organization_id: 'org_test',
    kind: 'index',
    why: 'retries used up',
  });
});

test('a dead letter is listed to its organization alone, sent again once, and the same failure makes no second one', async () => {
  const [ours, theirs] = await Promise.all([seedTenant('letters'), seedTenant('strangers')]);
  const token = ours.users.admin.token;
  const body = {
    kind: 'index',
    eventId: 'evt_1',
    requestId: 'req_1',
    organizationId: ours.organization.id,
    articleId: 'art_gone',
    version: 1,
  };
  await deliver('edgewise-dead-letters', [body, { ...body, eventId: 'evt_2' }], 6);
  const listed = await call('GET', '/v1/dead-letters', { token });
  expect(listed.body.data).toHaveLength(1);
  const id = listed.body.data[0]?.id ?? '';
  expect((await call('GET', '/v1/dead-letters', { token: theirs.users.admin.token })).body.data).toEqual([]);
  expect(
    (await call('POST', `/v1/dead-letters/${id}/replay`, { token: theirs.users.admin.token })).status,
  ).toBe(404);
  expect((await call('POST', `/v1/dead-letters/${id}/replay`, { token })).status).toBe(202);
  expect((await call('POST', `/v1/dead-letters/${id}/replay`, { token })).status).toBe(404);
  expect((await call('GET', '/v1/dead-letters', { token })).body.data).toEqual([]);
});

test('a dead letter that this version cannot read is refused for replay and can be deleted', async () => {
  const ours = await seedTenant('unreadable');
  const token = ours.users.admin.token;
  await deliver('edgewise-events', [{ kind: 'tomorrow', organizationId: ours.organization.id }]);
  const [letter] = (await call('GET', '/v1/dead-letters', { token })).body.data;
  const replayed = await call('POST', `/v1/dead-letters/${letter?.id}/replay`, { token });
  expect([replayed.status, replayed.body.code]).toEqual([409, 'not_replayable']);
  expect((await call('DELETE', `/v1/dead-letters/${letter?.id}`, { token })).status).toBe(204);
  expect((await call('DELETE', `/v1/dead-letters/${letter?.id}`, { token })).status).toBe(404);
});
