import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  agent,
  connect,
  messagesOf,
  openConversation,
  post,
  scriptedAnswer,
  until,
} from '../support/conversation-kit.ts';
import { script } from '../support/test-worker.ts';

/** Milliseconds after which the token of a test's socket is no longer good. */
const EXPIRED = 3_601_000;

let ahead = 0;
beforeEach(() => {
  ahead = 0;
  script.clock = () => Date.now() + ahead;
  script.sendRecords = async () => {};
  script.answer = async () => ({ kind: 'reply', answer: scriptedAnswer('Hello.') });
});
afterEach(() => {
  for (const name of Object.keys(script)) Reflect.deleteProperty(script, name);
});

test('once its token has expired a socket is sent nothing more, and is closed with 4401 in its place', async () => {
  const stub = await openConversation();
  const person = await connect(stub, agent);
  ahead = EXPIRED;
  const heard = person.frames.length;
  await post(stub, 'not for the ears of whoever holds that token now');
  await until(() => person.closed !== null);
  expect(person.closed).toBe(4401);
  expect(person.frames.slice(heard)).toEqual([]);
});

test('a frame that arrives after the expiry is not acted on', async () => {
  const stub = await openConversation();
  const visitor = await connect(stub);
  ahead = EXPIRED;
  visitor.send({ type: 'message', clientId: 'late', text: 'too late' });
  visitor.send({ type: 'person' });
  await until(() => visitor.closed !== null);
  expect(visitor.closed).toBe(4401);
  expect(await messagesOf(stub)).toEqual([]);
});
