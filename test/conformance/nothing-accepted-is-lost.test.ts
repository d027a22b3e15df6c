import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import type { RecordsMessage } from '../../src/protocol/queue.ts';
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

test('every acked message survives the loss of the object, with dense sequence numbers', async () => {
  script.answer = async (input) => ({ kind: 'reply', answer: scriptedAnswer(`re: ${input.message.text}`) });
  const stub = await openConversation();
  const socket = await connect(stub);
  for (let index = 0; index < 5; index += 1) {
    socket.send({ type: 'message', clientId: `c${index}`, text: `message ${index}` });
  }
  await until(() => socket.of('ack').length === 5);
  await evictDurableObject(stub, { webSockets: 'close' });
  await until(async () => {
    await runDurableObjectAlarm(stub);
    return (await messagesOf(stub)).length === 10;
  });
  const messages = await messagesOf(stub);
  expect(messages.map((message) => message.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  for (const ack of socket.of('ack')) {
    expect(messages.find((message) => message.clientId === ack.clientId)).toMatchObject({
      id: ack.messageId,
      seq: ack.seq,
    });
  }
});

test('a client that comes back with its last seq gets exactly what it missed, in order', async () => {
  script.answer = async (input) => ({ kind: 'reply', answer: scriptedAnswer(`re: ${input.message.text}`) });
  const stub = await openConversation();
  for (const text of ['one', 'two', 'three']) await post(stub, text);
  await until(async () => (await messagesOf(stub)).length === 6);
  const socket = await connect(stub, undefined, 4);
  expect(socket.of('welcome')[0]).toMatchObject({ lastSeq: 6 });
  await until(() => socket.messages().length === 2);
  expect(socket.messages().map((message) => message.seq)).toEqual([5, 6]);
});

test('a client that joins in mid-answer gets the text so far and then the rest, without a gap or a repeat', async () => {
  let released = false;
  script.answer = async (_input, write) => {
    write('The first half, ');
    while (!released) await scheduler.wait(5);
    write('and the second.');
    return { kind: 'reply', answer: scriptedAnswer('The first half, and the second.') };
  };
  const stub = await openConversation();
  await post(stub, 'tell me all');
  await until(async () => {
    const peek = await connect(stub);
    await scheduler.wait(5);
    const heard = peek.streamed() !== '';
    peek.raw.close(1000);
    return heard;
  });
  const late = await connect(stub);
  await until(() => late.streamed() === 'The first half, ');
  released = true;
  await until(() => late.messages().some((message) => message.role === 'assistant'));
  expect(late.streamed()).toBe('The first half, and the second.');
});

test('a sleeping object keeps its sockets: a client hears the answer to what another client asks after the wake-up', async () => {
  script.answer = async () => ({ kind: 'reply', answer: scriptedAnswer('after sleep') });
  const stub = await openConversation();
  const socket = await connect(stub);
  await evictDurableObject(stub);
  await post(stub, 'are you awake?');
  await until(() => socket.messages().some((message) => message.text === 'after sleep'));
  expect(socket.closed).toBeNull();
});

test('records are handed over again until the consumer confirms them, and never after', async () => {
  let now = Date.now();
  script.clock = () => now;
  script.answer = async () => ({ kind: 'reply', answer: scriptedAnswer('recorded') });
  const sent: RecordsMessage[] = [];
  script.sendRecords = async (messages) => {
    sent.push(...messages);
  };
  const stub = await openConversation();
  await post(stub, 'record me');
  await until(async () => (await messagesOf(stub)).length === 2);
  now += 5_000;
  await runDurableObjectAlarm(stub);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.messages.map((message) => message.seq)).toEqual([1, 2]);
  now += 20_000;
  await runDurableObjectAlarm(stub);
  expect(sent, 'the queue lost it, so it is sent again').toHaveLength(2);
  await stub.confirmArchived({ from: sent[0]?.from ?? 0, through: sent[0]?.through ?? 0 });
  now += 900_000;
  await runDurableObjectAlarm(stub);
  expect(sent).toHaveLength(2);
});

test('a queue that refuses the records costs time and never a record', async () => {
  let now = Date.now();
  script.clock = () => now;
  script.log = () => {};
  script.answer = async () => ({ kind: 'reply', answer: scriptedAnswer('kept') });
  let failures = 0;
  const sent: RecordsMessage[] = [];
  script.sendRecords = async (messages) => {
    if (failures < 7) {
      failures += 1;
      throw new Error('queue unavailable');
    }
    sent.push(...messages);
  };
  const stub = await openConversation();
  await post(stub, 'keep me');
  await until(async () => (await messagesOf(stub)).length === 2);
  for (let round = 0; round < 12 && sent.length === 0; round += 1) {
    now += 1_000_000;
    await runDurableObjectAlarm(stub);
  }
  expect(failures).toBe(7);
  expect(sent.flatMap((record) => record.messages).map((message) => message.seq)).toEqual([1, 2]);
});

test('confirming a later part leaves an earlier, lost part to be sent again', async () => {
  let now = Date.now();
  script.clock = () => now;
  script.answer = async () => ({ kind: 'handoff' });
  const sent: RecordsMessage[] = [];
  script.sendRecords = async (messages) => {
    sent.push(...messages);
  };
  const stub = await openConversation();
  for (let index = 0; index < 8; index += 1) await post(stub, `${index} ${'x'.repeat(7_900)}`);
  now += 5_000;
  await runDurableObjectAlarm(stub);
  expect(sent.length, 'too large for one queue message').toBeGreaterThan(1);
  const [first, second] = sent;
  if (!first || !second) throw new Error('two parts expected');
  await stub.confirmArchived({ from: second.from, through: second.through });
  now += 60_000;
  await runDurableObjectAlarm(stub);
  const again = sent
    .slice(2)
    .flatMap((record) => record.messages)
    .map((message) => message.seq);
  expect(again).toEqual(expect.arrayContaining(first.messages.map((message) => message.seq)));
});

test('a reply that is stored after everything before it was confirmed is handed over too', async () => {
  let now = Date.now();
  let released = false;
  script.clock = () => now;
  script.answer = async () => {
    while (!released) await scheduler.wait(5);
    return { kind: 'reply', answer: scriptedAnswer('late') };
  };
  const sent: RecordsMessage[] = [];
  script.sendRecords = async (messages) => {
    sent.push(...messages);
  };
  const stub = await openConversation();
  await post(stub, 'a slow question');
  now += 5_000;
  await runDurableObjectAlarm(stub);
  await stub.confirmArchived({ from: sent[0]?.from ?? 0, through: sent[0]?.through ?? 0 });
  released = true;
  await until(async () => (await messagesOf(stub)).length === 2);
  now += 5_000;
  await runDurableObjectAlarm(stub);
  expect(sent.flatMap((record) => record.messages).map((message) => message.text)).toEqual([
    'a slow question',
    'late',
  ]);
});
