import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/domain/limits.ts';
import type { Message } from '../../src/domain/message.ts';
import {
  agent,
  type ConversationStub,
  connect,
  customer,
  openConversation,
  scriptedAnswer,
  until,
} from '../support/conversation-kit.ts';
import { script } from '../support/test-worker.ts';

/** Frames that a client may send, to be mutated. `stop` and `person` are left out: a mutation may keep them right. */
const RIGHT = [
  { type: 'hello', after: 0 },
  { type: 'message', clientId: 'c1', text: 'Why does it fail?' },
  { type: 'typing', on: true },
  { type: 'read', seq: 1 },
  { type: 'feedback', messageId: 'msg_0', rating: 1, comment: 'fine' },
].map((frame) => JSON.stringify(frame));

const WRONG: [string, string | ArrayBuffer, string][] = [
  ['nothing', '', 'malformed'],
  ['null', 'null', 'malformed'],
  ['a string', '"hello"', 'malformed'],
  ['an array', '[{"type":"stop"}]', 'malformed'],
  ['no type', '{}', 'malformed'],
  ['a type that is no text', '{"type":{"a":1}}', 'malformed'],
  ['a type nobody knows', '{"type":"grant"}', 'unknown_type'],
  ['a type of the language itself', '{"type":"__proto__"}', 'unknown_type'],
  ['a number beyond all integers', '{"type":"hello","after":1e400}', 'malformed'],
  ['a negative mark', '{"type":"read","seq":-1}', 'malformed'],
  ['half a character', '{"type":"message","clientId":"c","text":"\\ud800"}', 'malformed'],
  ['only NUL', '{"type":"message","clientId":"c","text":"\\u0000"}', 'malformed'],
  ['a text beyond its limit', `{"type":"message","clientId":"c","text":"${'x'.repeat(8_001)}"}`, 'malformed'],
  ['5,000 levels', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, 'malformed'],
  ['30,000 brackets', '['.repeat(30_000), 'malformed'],
  ['a byte more than a frame may have', 'x'.repeat(LIMITS.frameBytes + 1), 'too_large'],
  ['few characters of many bytes', 'é'.repeat(LIMITS.frameBytes / 2 + 1), 'too_large'],
  ['2 MB', 'x'.repeat(2_000_000), 'too_large'],
  ['binary', new Uint8Array([0, 255]).buffer, 'malformed'],
  ['2 MB of binary', new ArrayBuffer(2_000_000), 'malformed'],
];

/** Frames that one socket sends: fewer than close it when all are malformed. */
const BATCH = 15;
const BATCHES = 30;

let now = 0;
beforeEach(() => {
  now = Date.UTC(2026, 9, 20);
  script.clock = () => now;
  script.sendRecords = async () => {};
  script.answer = async () => ({ kind: 'reply', answer: scriptedAnswer('Because of a lock.') });
});
afterEach(() => {
  for (const name of Object.keys(script)) Reflect.deleteProperty(script, name);
});

describe('a wrong frame gets its error, and the socket goes on', () => {
  test.for(WRONG)('%s', async ([, frame, code]) => {
    const socket = await connect(await openConversation());
    socket.raw.send(frame);
    await until(() => socket.of('error').length > 0);
    expect(socket.of('error').map((error) => error.code)).toEqual([code]);
    socket.send({ type: 'message', clientId: 'after', text: 'still here?' });
    await until(() => socket.messages().length === 2);
    expect(socket.closed).toBeNull();
  });
});

test('20 malformed frames within 10 s close the socket with 1008; slower ones, and unknown types, do not', async () => {
  const stub = await openConversation();
  const hasty = await connect(stub);
  for (let sent = 0; sent < 20; sent += 1) hasty.send('{');
  await until(() => hasty.closed !== null);
  expect(hasty.closed).toBe(1008);
  const slow = await connect(stub);
  for (let sent = 0; sent < 40; sent += 1) {
    slow.send(sent % 2 === 0 ? '{' : '{"type":"newer"}');
    await until(() => slow.of('error').length === sent + 1);
    now += 600;
  }
  expect(slow.closed).toBeNull();
});

test('a flood is refused, and closed with 1008 when it goes on; another socket is served all the while', async () => {
  const stub = await openConversation();
  const flood = await connect(stub);
  const calm = await connect(stub, agent);
  for (let sent = 0; sent < 400; sent += 1) flood.send('{"type":"typing","on":true}');
  await until(() => flood.closed !== null);
  expect(flood.closed).toBe(1008);
  expect(new Set(flood.of('error').map((error) => error.code))).toEqual(new Set(['rate_limited']));
  expect(calm.of('typing').length).toBeLessThanOrEqual(LIMITS.frameBurst);
  calm.send({ type: 'read', seq: 0 });
  calm.send({ type: 'hello', after: 0 });
  await until(() => calm.of('welcome').length === 2);
});

test('repeated hellos replay no more than the allowance of frames pays for', async () => {
  const stub = await openConversation();
  const socket = await connect(stub);
  for (let sent = 0; sent < 20; sent += 1) {
    socket.send({ type: 'message', clientId: `c${sent}`, text: 'x'.repeat(1_000) });
    await until(() => socket.messages().length === (sent + 1) * 2);
    now += 2_000;
  }
  const before = socket.messages().length;
  for (let sent = 0; sent < 60; sent += 1) socket.send({ type: 'hello', after: 0 });
  await until(() => socket.of('welcome').length + socket.of('error').length === 61);
  expect(socket.messages().length - before).toBeLessThanOrEqual((LIMITS.frameBurst / 4) * before);
  expect(socket.of('error').at(-1)?.retryAfterMs).toBeGreaterThan(0);
  now += 60_000;
  socket.send({ type: 'hello', after: 0 });
  await until(() => socket.messages().length % before === 0 && socket.of('welcome').length > 1);
  expect(socket.closed).toBeNull();
});

test('no mutation of a right frame breaks the conversation, or shows the other side anything but what was said', async () => {
  const stub = await openConversation();
  const witness = await connect(stub, agent);
  const garbage = fc.oneof(
    fc.tuple(fc.constantFrom(...RIGHT), fc.nat(80), fc.string({ unit: 'binary', maxLength: 4 })).map(cutIn),
    fc.tuple(fc.constantFrom(...RIGHT), fc.dictionary(fc.string(), fc.jsonValue())).map(mixIn),
    fc.json(),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );
  const frames = fc
    .sample(garbage, { numRuns: BATCHES * BATCH, seed: 7 })
    .filter((frame) => frame !== 'ping');
  for (let at = 0; at < frames.length; at += BATCH) {
    const socket = await connect(stub, customer, 1_000);
    for (const frame of frames.slice(at, at + BATCH)) socket.send(frame);
    socket.send({ type: 'message', clientId: `after-${at}`, text: 'and now?' });
    await until(() => socket.of('ack').some((ack) => ack.clientId === `after-${at}`));
    expect(socket.closed).toBeNull();
    socket.raw.close(1000);
    now += 60_000;
  }
  await until(async () => (await stub.head().then((head) => head.ok && head.value.state)) === 'waiting');
  const stored = await allMessages(stub);
  expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, at) => at + 1));
  expect(witness.of('error')).toEqual([]);
  await until(() => witness.messages().length === stored.length);
  expect(witness.messages()).toEqual(stored);
  for (const { seq } of witness.of('read')) expect(seq).toBeLessThanOrEqual(stored.length);
});

test('a read mark never stands beyond the last message, on any side', async () => {
  const stub = await openConversation();
  const visitor = await connect(stub);
  const person = await connect(stub, agent);
  visitor.send({ type: 'message', clientId: 'c', text: 'hello?' });
  await until(() => person.messages().length === 2);
  visitor.send({ type: 'read', seq: 999_999 });
  await until(() => person.of('read').length > 0);
  expect(person.of('read')).toEqual([{ type: 'read', who: 'customer', seq: 2 }]);
});

test('a customer who holds every socket there is keeps no agent out', async () => {
  const stub = await openConversation();
  for (let open = 0; open < LIMITS.socketsPerRole; open += 1) await connect(stub);
  await expect(connect(stub)).rejects.toThrow('429');
  const person = await connect(stub, agent);
  expect(person.of('welcome')[0]?.you).toEqual({ role: 'agent' });
});

async function allMessages(stub: ConversationStub): Promise<Message[]> {
  const all: Message[] = [];
  for (;;) {
    const page = await stub.history({ after: all.length, limit: 100 });
    if (!page.ok || page.value.messages.length === 0) return all;
    all.push(...page.value.messages);
  }
}

/** Puts `piece` somewhere into a frame. */
function cutIn([frame, at, piece]: [string, number, string]): string {
  return frame.slice(0, at) + piece + frame.slice(at + piece.length);
}

/** Adds and replaces fields of a frame. */
function mixIn([frame, fields]: [string, Record<string, unknown>]): string {
  return JSON.stringify({ ...JSON.parse(frame), ...fields });
}
