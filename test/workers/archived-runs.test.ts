import {
  createExecutionContext,
  createMessageBatch,
  getQueueResult,
  runDurableObjectAlarm,
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test } from 'vitest';
import { createFieldCipher } from '../../src/auth/field-cipher.ts';
import type { ToolRun } from '../../src/domain/turn-ledger.ts';
import { queueMessageSchema, type RecordsMessage } from '../../src/protocol/queue.ts';
import { sealRecords, unsealRecords } from '../../workers/queue/seal-records.ts';
import {
  agent,
  connect,
  messagesOf,
  openConversation,
  post,
  scriptedAnswer,
  until,
} from '../support/conversation-kit.ts';
import worker, { resetScript, script } from '../support/test-worker.ts';
import { call, conversation, seedTenant } from './http/http-kit.ts';
import { recordOf, runOf } from './store/records-fixture.ts';

afterEach(resetScript);

const RUN: ToolRun = {
  ...{ id: 'run_1', turnId: 'trn_1', tool: 'shop_cancel_order', state: 'asked' },
  ...{ input: { orderId: 'A-1001' }, preview: 'Cancel order A-1001.', result: null },
  ...{ expiresAt: '2026-10-20T08:10:00.000Z', createdAt: '2026-10-20T08:00:00.000Z' },
};

/** Two messages of a customer: the first has something asked, the second settles it. What the object sends, in two records. */
async function asksAndSettles(): Promise<RecordsMessage[]> {
  let now = Date.now();
  const sent: RecordsMessage[] = [];
  const known: (ToolRun | null)[] = [];
  script.clock = () => now;
  script.sendRecords = async (messages) => {
    sent.push(...messages);
  };
  script.answer = async ({ ledger }) => {
    known.push(ledger.toolRun('run_1'));
    const states = known.length === 1 ? (['asked'] as const) : (['started', 'done'] as const);
    for (const state of states) ledger.saveToolRun({ ...RUN, state, result: 'It shipped to Ada.' });
    if (known.length === 2) ledger.saveToolRun({ ...RUN, state: 'done', result: 'said twice' });
    return { kind: 'reply', answer: scriptedAnswer('ok') };
  };
  const stub = await openConversation();
  for (const count of [2, 4]) {
    await post(stub, 'cancel my order A-1001');
    await until(async () => (await messagesOf(stub)).length === count);
    now += 600_000;
    await runDurableObjectAlarm(stub);
  }
  expect(known[1], 'what the archive is told is not part of the run').toEqual({
    ...RUN,
    result: 'It shipped to Ada.',
  });
  return sent;
}

test('a run travels with the message that it was first asked for in, with each state that it was in once', async () => {
  const sent = await asksAndSettles();
  const told = sent.flatMap(({ runs = [] }) => runs);
  expect(told[0]?.run.steps.map(({ state, messageSeq }) => [state, messageSeq])).toEqual([['asked', 1]]);
  expect(told.at(-1)).toMatchObject({ messageSeq: 1, run: { id: 'run_1', effect: 'changes' } });
  expect(told.at(-1)?.run.steps.map(({ state, messageSeq }) => [state, messageSeq])).toEqual([
    ['asked', 1],
    ['started', 3],
    ['done', 3],
  ]);
  for (const record of sent) expect(queueMessageSchema.parse(record)).toEqual(record);
});

test('how a change ended after a person took over reaches the archive by itself', async () => {
  let now = Date.now();
  const sent: RecordsMessage[] = [];
  script.clock = () => now;
  script.sendRecords = async (messages) => {
    sent.push(...messages);
  };
  const turn = { isUnderWay: false, mayEnd: false, isOver: false };
  script.answer = async ({ ledger }) => {
    ledger.saveToolRun({ ...RUN, state: 'started' });
    turn.isUnderWay = true;
    while (!turn.mayEnd) await scheduler.wait(5);
    try {
      ledger.saveToolRun({ ...RUN, state: 'done' });
    } finally {
      turn.isOver = true;
    }
    return { kind: 'reply', answer: scriptedAnswer('never said') };
  };
  const stub = await openConversation();
  await connect(stub);
  await post(stub, 'yes');
  await until(() => turn.isUnderWay);
  await stub.takeover({ actor: agent, requestId: 'req_test' });
  now += 5_000;
  await runDurableObjectAlarm(stub);
  for (const { from, through } of sent) await stub.confirmArchived({ from, through });
  await until(async () => !(await runDurableObjectAlarm(stub)));
  const before = sent.length;
  turn.mayEnd = true;
  await until(() => turn.isOver);
  now += 5_000;
  await until(() => runDurableObjectAlarm(stub));
  expect(sent.length).toBeGreaterThan(before);
  const states = sent.map(({ runs }) => runs?.[0]?.run.steps.map(({ state }) => state));
  expect([states[0], states.at(-1)]).toEqual([['started'], ['started', 'done']]);
});

test('neither arguments nor results nor the question of a run leave the conversation with it', async () => {
  const told = JSON.stringify((await asksAndSettles()).map(({ runs }) => runs));
  expect(told).toContain('shop_cancel_order');
  expect(told).not.toMatch(/A-1001|Ada|said twice/);
});

test('runs cross the queue sealed', async () => {
  const cipher = createFieldCipher([{ kid: 'k1', secret: btoa('f'.repeat(32)) }]);
  const record = recordOf({ organizationId: 'org_1', runs: [runOf('run_1', ['asked'])] });
  const sealed = await sealRecords(cipher, record);
  expect(JSON.stringify(sealed)).not.toContain('run_1');
  expect(queueMessageSchema.parse(sealed)).toEqual(sealed);
  expect(await unsealRecords(cipher, sealed)).toEqual(record);
});

test('staff see what was done in a conversation; a stranger’s conversation is not found', async () => {
  const [ours, theirs] = await Promise.all([seedTenant('actions'), seedTenant('others')]);
  const conversationId = await conversation(ours);
  const record = recordOf({
    ...{ organizationId: ours.organization.id, conversationId },
    runs: [runOf('run_1', ['asked', 'declined'])],
  });
  const batch = createMessageBatch('edgewise-events', [
    { id: 'm1', timestamp: new Date(), attempts: 1, body: record },
  ]);
  await worker.queue(batch, env);
  expect((await getQueueResult(batch, createExecutionContext())).retryMessages).toEqual([]);
  const path = `/v1/conversations/${conversationId}/actions`;
  const got = await call('GET', path, { token: ours.users.analyst.token });
  expect(JSON.parse(got.text)).toEqual({
    data: [
      {
        ...{ id: 'run_1', tool: 'shop_cancel_order', effect: 'changes', state: 'declined', messageSeq: 1 },
        createdAt: '2026-10-20T08:00:00.000Z',
        steps: [
          { state: 'asked', at: '2026-10-20T08:00:00.000Z', messageSeq: 1 },
          { state: 'declined', at: '2026-10-20T08:00:01.000Z', messageSeq: 3 },
        ],
      },
    ],
    nextCursor: null,
  });
  expect((await call('GET', path, { token: theirs.users.owner.token })).status).toBe(404);
  expect((await call('GET', `${path}?cursor=x`, { token: ours.users.agent.token })).status).toBe(422);
});
