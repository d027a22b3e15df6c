import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { LIMITS } from '../../src/domain/limits.ts';
import { messagesOf, openConversation, post, scriptedAnswer, until } from '../support/conversation-kit.ts';
import { script } from '../support/test-worker.ts';

afterEach(() => {
  for (const name of Object.keys(script) as (keyof typeof script)[]) delete script[name];
});

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

test('the alarm stands at the earliest timer, and after it has fired at the next', async () => {
  const now = Date.now();
  script.clock = () => now;
  script.answer = () => new Promise(() => {});
  script.sendRecords = async () => {};
  const stub = await openConversation();
  await post(stub, 'arm');
  const due = () =>
    runInDurableObject(stub, async (_instance, state) => ({
      alarm: await state.storage.getAlarm(),
      timers: state.storage.sql
        .exec<{ id: string; due_at: number }>('SELECT id, due_at FROM timers ORDER BY due_at')
        .toArray()
        .map((row) => row.due_at - now),
    }));
  const first = await due();
  expect(first.timers.length).toBe(2);
  expect(first.alarm).toBe(now + (first.timers[0] ?? 0));
  await runDurableObjectAlarm(stub);
  const next = await due();
  expect(next.alarm).toBe(now + (next.timers[0] ?? 0));
});
