import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import type { LlmCall } from '../../src/domain/llm.ts';
import type { RecordsMessage } from '../../src/protocol/queue.ts';
import { messagesOf, openConversation, post, scriptedAnswer, until } from '../support/conversation-kit.ts';
import { resetScript, script } from '../support/test-worker.ts';
import { callOf } from './store/records-fixture.ts';

afterEach(resetScript);

const worstOf = (id: string): LlmCall =>
  callOf(id, { outcome: 'interrupted', costMicros: 9_000, firstMs: null, totalMs: 0 });

/** What is sent to the archive, and a clock that only the test moves. */
function watched() {
  const time = { now: Date.now() };
  const sent: RecordsMessage[] = [];
  script.clock = () => time.now;
  script.sendRecords = async (messages) => {
    sent.push(...messages);
  };
  const archived = () =>
    sent.flatMap(({ calls = [] }) => calls.map(({ messageSeq, call }) => [messageSeq, call]));
  return { time, sent, archived };
}

test('a call in whose middle we die is archived as interrupted with the most it may have used, its turn is answered, and each is one call', async () => {
  const { time, sent, archived } = watched();
  const spent: number[] = [];
  let attempts = 0;
  script.answer = ({ ledger }) => {
    attempts += 1;
    spent.push(ledger.spentMicros());
    ledger.startCall(worstOf(`llm_${attempts}`));
    spent.push(ledger.spentMicros());
    if (attempts === 1) return new Promise(() => {});
    ledger.addCall(callOf(`llm_${attempts}`));
    return Promise.resolve({ kind: 'reply', answer: scriptedAnswer('done') });
  };
  const stub = await openConversation();
  await post(stub, 'will you be interrupted?');
  await until(() => attempts === 1);
  await evictDurableObject(stub, { webSockets: 'close' });
  time.now += 60_000;
  await runDurableObjectAlarm(stub);
  await until(async () => (await messagesOf(stub)).length === 2);
  const [, reply] = await messagesOf(stub);
  expect(reply?.cost).toBe(0.0105);
  expect(spent).toEqual([0, 0, 9_000, 9_000]);
  sent.length = 0;
  time.now += 60_000;
  await runDurableObjectAlarm(stub);
  expect(archived()).toEqual([
    [1, worstOf('llm_1')],
    [1, callOf('llm_2')],
  ]);
});

test('a call that has come to its end is what it was, also after we die', async () => {
  const { time, archived } = watched();
  let isCalled = false;
  script.answer = ({ ledger }) => {
    if (isCalled) return Promise.resolve({ kind: 'reply', answer: scriptedAnswer('done') });
    ledger.startCall(worstOf('llm_1'));
    ledger.addCall(callOf('llm_1'));
    isCalled = true;
    return new Promise(() => {});
  };
  const stub = await openConversation();
  await post(stub, 'hello there');
  await until(() => isCalled);
  await evictDurableObject(stub, { webSockets: 'close' });
  time.now += 60_000;
  await runDurableObjectAlarm(stub);
  await until(async () => (await messagesOf(stub)).length === 2);
  time.now += 60_000;
  await runDurableObjectAlarm(stub);
  expect(new Set(archived().map((one) => JSON.stringify(one)))).toEqual(
    new Set([JSON.stringify([1, callOf('llm_1')])]),
  );
});

test('a call under way is not archived, and wakes the object should it die, also when all else has been confirmed', async () => {
  const { time, sent, archived } = watched();
  script.answer = async () => ({ kind: 'reply', answer: scriptedAnswer('done') });
  let isSumming = false;
  script.afterTurn = ({ ledger }) => {
    ledger.startCall(worstOf('llm_summary'));
    isSumming = true;
    return new Promise(() => {});
  };
  const stub = await openConversation();
  await post(stub, 'hello there');
  await until(() => isSumming);
  time.now += 5_000;
  await runDurableObjectAlarm(stub);
  expect(archived()).toEqual([]);
  const last = sent.at(-1);
  await stub.confirmArchived({ from: last?.from ?? 0, through: last?.through ?? 0 });
  delete script.afterTurn;
  await evictDurableObject(stub);
  time.now += 100_000;
  expect(await runDurableObjectAlarm(stub)).toBe(true);
  expect(archived()).toEqual([[1, worstOf('llm_summary')]]);
});

test('an answer is archived at once also when all before it was confirmed while its model was called', async () => {
  const { time, sent } = watched();
  const model = Promise.withResolvers<void>();
  let isCalled = false;
  script.answer = async ({ ledger }) => {
    ledger.startCall(worstOf('llm_1'));
    isCalled = true;
    await model.promise;
    ledger.addCall(callOf('llm_1'));
    return { kind: 'reply', answer: scriptedAnswer('done') };
  };
  const stub = await openConversation();
  await post(stub, 'hello there');
  await until(() => isCalled);
  time.now += 2_000;
  await runDurableObjectAlarm(stub);
  const last = sent.at(-1);
  await stub.confirmArchived({ from: last?.from ?? 0, through: last?.through ?? 0 });
  sent.length = 0;
  model.resolve();
  await until(async () => (await messagesOf(stub)).length === 2);
  time.now += 2_000;
  await runDurableObjectAlarm(stub);
  expect(sent.flatMap(({ messages }) => messages.map(({ text }) => text))).toContain('done');
});
