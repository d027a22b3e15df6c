import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect, openConversation, post, until } from '../support/conversation-kit.ts';
import { script } from '../support/test-worker.ts';

/** Far below the 30 s that a caller would wait for a reply that never comes. */
const AT_ONCE_MS = 5_000;

beforeEach(() => {
  script.sendRecords = async () => {};
  script.answer = async (_input, write, signal) => {
    write('Locks are held by rows. [1]\n\nRead list[0] first. [2] Then');
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    throw new Error('unreachable');
  };
});
afterEach(() => {
  for (const name of Object.keys(script)) Reflect.deleteProperty(script, name);
});

test('a caller who waits for a reply is told at once when the customer asks for a person on the socket', async () => {
  const stub = await openConversation();
  const socket = await connect(stub);
  const posted = await post(stub, 'why does it fail?');
  if (!posted.ok) throw new Error(posted.error.reason);
  const waiting = stub.reply({ messageId: posted.value.message.id, timeoutMs: 30_000 });
  await until(() => socket.streamed() !== '');
  socket.send({ type: 'person' });
  const late = scheduler.wait(AT_ONCE_MS).then(() => 'still waiting' as const);
  expect(await Promise.race([waiting, late])).toEqual({ ok: false, error: { reason: 'timeout' } });
});

test('a stopped answer keeps its words, and no marker of a source that it does not name', async () => {
  const stub = await openConversation();
  const socket = await connect(stub);
  await post(stub, 'why does it fail?');
  await until(() => socket.streamed() !== '');
  socket.send({ type: 'stop' });
  await until(() => socket.messages().some(({ role }) => role === 'assistant'));
  const reply = socket.messages().at(-1);
  expect(reply?.citations).toEqual([]);
  expect(reply?.text).toBe('Locks are held by rows.\n\nRead list[0] first. Then');
});
