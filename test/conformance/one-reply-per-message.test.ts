import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import {
  connect,
  messagesOf,
  openConversation,
  post,
  scriptedAnswer,
  until,
} from '../support/conversation-kit.ts';
import { resetScript, script } from '../support/test-worker.ts';

afterEach(resetScript);

test('a message sent twice under one clientId is stored once and answered once', async () => {
  script.answer = async () => ({ kind: 'reply', answer: scriptedAnswer('once') });
  const stub = await openConversation();
  const first = await post(stub, 'hello there', { clientId: 'c1' });
  const second = await post(stub, 'hello there', { clientId: 'c1' });
  expect(
    first.ok && second.ok && second.value.duplicate && second.value.message.id === first.value.message.id,
  ).toBe(true);
  await until(async () => (await messagesOf(stub)).length === 2);
  await post(stub, 'hello there', { clientId: 'c1' });
  expect((await messagesOf(stub)).map((message) => message.role)).toEqual(['customer', 'assistant']);
});

test('two clients that race the same clientId get the same ack, and one message is stored', async () => {
  script.answer = async () => ({ kind: 'reply', answer: scriptedAnswer('once') });
  const stub = await openConversation();
  const [one, two] = await Promise.all([connect(stub), connect(stub)]);
  one.send({ type: 'message', clientId: 'same', text: 'from one' });
  two.send({ type: 'message', clientId: 'same', text: 'from two' });
  await until(() => one.of('ack').length === 1 && two.of('ack').length === 1);
  expect(one.of('ack')[0]).toEqual(two.of('ack')[0]);
  expect((await messagesOf(stub)).filter((message) => message.role === 'customer')).toHaveLength(1);
});

test('a turn interrupted by losing the object is resumed by the alarm and answered exactly once', async () => {
  let attempts = 0;
  script.answer = (_input, write) => {
    attempts += 1;
    write(`attempt ${attempts}`);
    if (attempts === 1) return new Promise(() => {});
    return Promise.resolve({ kind: 'reply', answer: scriptedAnswer(`attempt ${attempts}`) });
  };
  const stub = await openConversation();
  await post(stub, 'will you be interrupted?');
  await until(() => attempts === 1);
  await evictDurableObject(stub, { webSockets: 'close' });
  const before = await messagesOf(stub);
  expect(before.map((message) => message.role)).toEqual(['customer']);
  await runDurableObjectAlarm(stub);
  await until(async () => (await messagesOf(stub)).length === 2);
  const [, reply] = await messagesOf(stub);
  expect(reply?.text).toBe('attempt 2');
  await runDurableObjectAlarm(stub);
  expect(await messagesOf(stub)).toHaveLength(2);
});

test('the id of a reply derives from its turn, so a second reply to the same turn cannot be stored', async () => {
  let turnId = '';
  script.answer = async (input) => {
    turnId = input.turnId;
    return { kind: 'reply', answer: scriptedAnswer('derived') };
  };
  const stub = await openConversation();
  await post(stub, 'which id?');
  await until(async () => (await messagesOf(stub)).length === 2);
  expect((await messagesOf(stub))[1]?.id).toBe(turnId.replace('trn_', 'msg_'));
});

test('messages that arrive while an answer is written are answered one after the other, each once', async () => {
  const started: string[] = [];
  script.answer = async (input) => {
    started.push(input.message.text);
    await scheduler.wait(20);
    return { kind: 'reply', answer: scriptedAnswer(`re: ${input.message.text}`) };
  };
  const stub = await openConversation();
  for (const text of ['one', 'two', 'three']) await post(stub, text);
  await until(async () => (await messagesOf(stub)).length === 6);
  const replies = (await messagesOf(stub))
    .filter((message) => message.role === 'assistant')
    .map(({ text }) => text);
  expect(replies).toEqual(['re: one', 're: two', 're: three']);
  expect(started).toEqual(['one', 'two', 'three']);
});

test('an answer that fails is tried again, and after the last try an honest reply is stored', async () => {
  let now = Date.now();
  script.clock = () => now;
  script.log = () => {};
  let attempts = 0;
  script.answer = async () => {
    attempts += 1;
    throw new Error('no answer today');
  };
  const stub = await openConversation();
  await post(stub, 'will it fail?');
  for (let round = 0; round < 12 && (await messagesOf(stub)).length < 2; round += 1) {
    now += 20_000;
    await runDurableObjectAlarm(stub);
    await scheduler.wait(10);
  }
  const [, reply] = await messagesOf(stub);
  expect(reply?.text).toContain('could not finish');
  expect(reply?.quickReplies).toEqual(['Talk to a person']);
  expect(attempts).toBeGreaterThanOrEqual(3);
});
