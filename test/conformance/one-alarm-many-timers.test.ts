import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { LIMITS } from '../../src/domain/limits.ts';
import type { RecordsMessage } from '../../src/protocol/queue.ts';
import {
  type ConversationStub,
  messagesOf,
  openConversation,
  post,
  scriptedAnswer,
  until,
} from '../support/conversation-kit.ts';
import { resetScript, script } from '../support/test-worker.ts';

afterEach(resetScript);

test('a timer that fails keeps none of the others from running, and is tried again', async () => {
  let now = Date.now();
  let sends = 0;
  let answers = 0;
  script.clock = () => now;
  script.log = () => {};
  script.sendRecords = async () => {
    sends += 1;
    throw new Error('no queue');
  };
  script.answer = async () => {
    answers += 1;
    if (answers === 1) throw new Error('first attempt fails');
    return { kind: 'reply', answer: scriptedAnswer('second attempt') };
  };
  const stub = await openConversation();
  await post(stub, 'both timers are due');
  await until(() => answers === 1);
  now += LIMITS.turnResumeMs;
  await runDurableObjectAlarm(stub);
  await until(async () => (await messagesOf(stub)).length === 2);
  expect(sends).toBe(1);
  now += LIMITS.outboxRetryCapMs;
  await runDurableObjectAlarm(stub);
  expect(sends).toBe(2);
});

/** When the alarm stands, and what waits, in milliseconds from `now`. */
function standing(stub: ConversationStub, now: number) {
  return runInDurableObject(stub, async (_instance, state) => {
    const alarm = await state.storage.getAlarm();
    const rows = state.storage.sql
      .exec<{ due_at: number; attempts: number }>('SELECT due_at, attempts FROM timers ORDER BY due_at')
      .toArray();
    return {
      alarm: alarm === null ? null : alarm - now,
      timers: rows.map(({ due_at, attempts }) => ({ due: due_at - now, attempts })),
    };
  });
}

test('behind what an awake object does by itself an alarm stands, and is not set again while it stands in time', async () => {
  let now = Date.now();
  script.clock = () => now;
  script.answer = async () => ({ kind: 'reply', answer: scriptedAnswer('yes') });
  script.sendRecords = async () => {};
  const stub = await openConversation();
  const first = await standing(stub, now);
  expect(first.timers[0]?.due).toBeLessThan(first.alarm ?? 0);
  expect(first.alarm).toBe(LIMITS.turnResumeMs);
  const began = now;
  for (const text of ['one', 'two', 'three']) {
    now += 3_000;
    await post(stub, text);
    expect((await standing(stub, began)).alarm).toBe(first.alarm);
  }
  await until(async () => (await messagesOf(stub)).length === 6);
  now = began + LIMITS.turnResumeMs;
  await runDurableObjectAlarm(stub);
  expect((await standing(stub, now)).alarm, 'work is left, so the next one is set').toBe(LIMITS.turnResumeMs);
});

test('what waits longer than an object stays awake has the alarm at its very time', async () => {
  let now = Date.now();
  script.clock = () => now;
  script.log = () => {};
  script.answer = () => new Promise(() => {});
  script.sendRecords = async () => {
    throw new Error('no queue');
  };
  const stub = await openConversation();
  await post(stub, 'arm');
  now += 2_000;
  await runDurableObjectAlarm(stub);
  const { alarm, timers } = await standing(stub, now);
  expect(timers.map(({ attempts }) => attempts)).toContain(1);
  expect(alarm).toBe(timers[0]?.due);
});

test('an awake object hands its records over by itself, without a write, and after a death they are sent once more', async () => {
  const sent: RecordsMessage[] = [];
  script.answer = async () => ({ kind: 'reply', answer: scriptedAnswer('kept') });
  script.sendRecords = async (messages) => {
    sent.push(...messages);
  };
  const timesSent = () => sent.flatMap(({ messages }) => messages).filter(({ seq }) => seq === 1).length;
  const confirm = async (record = sent.at(-1)) =>
    await stub.confirmArchived({ from: record?.from ?? 0, through: record?.through ?? 0 });
  const stub = await openConversation();
  await until(() => sent.length === 1);
  await confirm();
  await post(stub, 'archive me');
  const posted = await standing(stub, 0);
  await until(() => timesSent() === 1);
  expect((await standing(stub, 0)).alarm).toBe(posted.alarm);
  expect((await standing(stub, 0)).timers).toContainEqual(posted.timers[0]);
  await evictDurableObject(stub);
  let now = Date.now() + LIMITS.turnResumeMs;
  script.clock = () => now;
  await runDurableObjectAlarm(stub);
  await until(() => timesSent() === 2);
  const { timers } = await standing(stub, now);
  expect(timers, 'from now on it is noted how often').toEqual([{ due: LIMITS.outboxRetryMs, attempts: 1 }]);
  await confirm();
  now += 900_000;
  await runDurableObjectAlarm(stub);
  expect(await standing(stub, now)).toEqual({ alarm: null, timers: [] });
});

test('what an object does by itself is done also where its timer goes off a little before the clock says so', async () => {
  let behind = 0;
  let sends = 0;
  script.clock = () => Date.now() - behind;
  script.sendRecords = async () => {
    sends += 1;
  };
  await openConversation();
  behind = 300;
  await until(() => sends === 1);
});
