import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { LIMITS } from '../../src/domain/limits.ts';
import type { RecordsMessage } from '../../src/protocol/queue.ts';
import { ConversationWriter } from '../../workers/conversation/writer.ts';
import {
  type ConversationStub,
  messagesOf,
  openConversation,
  post,
  scriptedAnswer,
  until,
} from '../support/conversation-kit.ts';
import { script } from '../support/test-worker.ts';

afterEach(() => {
  for (const name of Object.keys(script) as (keyof typeof script)[]) delete script[name];
});

/** A conversation of one exchange, all of it sent; a clock that only the test moves. */
async function sentConversation() {
  const time = { now: Date.now() };
  const sent: RecordsMessage[] = [];
  script.clock = () => time.now;
  script.answer = async () => ({ kind: 'reply', answer: scriptedAnswer('yes') });
  script.sendRecords = async (messages) => {
    sent.push(...messages);
  };
  const stub = await openConversation();
  await post(stub, 'archive me');
  await until(async () => (await messagesOf(stub)).length === 2);
  time.now += 2_000;
  await runDurableObjectAlarm(stub);
  const last = sent.at(-1);
  const confirm = () => stub.confirmArchived({ from: last?.from ?? 0, through: last?.through ?? 0 });
  return { stub, time, sent, confirm };
}

function outboxOf(stub: ConversationStub): Promise<string[]> {
  return runInDurableObject(stub, (_instance, state) =>
    state.storage.sql
      .exec<{ kind: string; ref: string }>('SELECT kind, ref FROM outbox ORDER BY id')
      .toArray()
      .map(({ kind, ref }) => `${kind} ${ref}`),
  );
}

test('what was confirmed is forgotten with the next commit, and what that adds is sent in time', async () => {
  const { stub, time, sent, confirm } = await sentConversation();
  await confirm();
  await post(stub, 'and this');
  await until(async () => (await messagesOf(stub)).length === 4);
  expect(await outboxOf(stub)).toEqual(['message 3', 'message 4']);
  time.now += 2_000;
  await runDurableObjectAlarm(stub);
  expect(sent).toHaveLength(2);
  expect(sent[1]?.messages.map(({ seq }) => seq)).toEqual([3, 4]);
});

test('what was confirmed is forgotten by itself where no other commit comes, and leaves no alarm behind', async () => {
  const { stub, time, sent, confirm } = await sentConversation();
  await confirm();
  await confirm();
  time.now += LIMITS.turnResumeMs;
  await runDurableObjectAlarm(stub);
  expect(await outboxOf(stub)).toEqual([]);
  expect(await runDurableObjectAlarm(stub)).toBe(false);
  expect(sent).toHaveLength(1);
});

test('what was confirmed at a later sending is forgotten at once, so that nothing new waits for the next', async () => {
  const { stub, time, confirm } = await sentConversation();
  time.now += LIMITS.outboxRetryMs;
  await runDurableObjectAlarm(stub);
  await confirm();
  expect(await outboxOf(stub)).toEqual([]);
});

test('an awake object forgets what was confirmed without an alarm, and takes back the one that stood behind', async () => {
  const { stub, time, confirm } = await sentConversation();
  const alarm = () => runInDurableObject(stub, (_instance, { storage }) => storage.getAlarm());
  await confirm();
  expect(await alarm()).not.toBeNull();
  time.now += 5_000;
  await until(async () => (await outboxOf(stub)).length === 0);
  await until(async () => (await alarm()) === null);
});

test('what was postponed is written once, with the first commit that succeeds', async () => {
  const stub = await openConversation();
  const written = await runInDurableObject(stub, (_instance, { storage }) => {
    const writer = new ConversationWriter(storage);
    const order: string[] = [];
    writer.postpone(() => order.push('postponed'));
    const fail = () => {
      throw new Error('no commit');
    };
    expect(() => writer.transact(fail)).toThrow('no commit');
    writer.transact(() => order.push('a write'));
    writer.transact(() => order.push('another'));
    writer.settle();
    return order;
  });
  expect(written).toEqual(['a write', 'postponed', 'another']);
});
