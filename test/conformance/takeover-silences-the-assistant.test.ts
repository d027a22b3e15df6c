import { afterEach, expect, test } from 'vitest';
import {
  agent,
  connect,
  customer,
  messagesOf,
  openConversation,
  post,
  scriptedAnswer,
  until,
} from '../support/conversation-kit.ts';
import { resetScript, script } from '../support/test-worker.ts';

afterEach(resetScript);

test('a reply that was begun before a takeover is neither stored nor sent after it', async () => {
  let released = false;
  let started = false;
  script.answer = async (_input, write) => {
    write('I was saying');
    started = true;
    while (!released) await scheduler.wait(5);
    write(' something');
    return { kind: 'reply', answer: scriptedAnswer('I was saying something') };
  };
  const stub = await openConversation();
  const socket = await connect(stub);
  await post(stub, 'tell me');
  await until(() => started && socket.streamed() !== '');
  const taken = await stub.takeover({ actor: agent, requestId: 'req_test' });
  expect(taken.ok && taken.value.owner).toBe('usr_agent');
  const framesAtTakeover = socket.of('delta').length;
  released = true;
  await scheduler.wait(50);
  expect((await messagesOf(stub)).some((message) => message.role === 'assistant')).toBe(false);
  expect(socket.of('delta').length).toBe(framesAtTakeover);
  expect(socket.messages().some((message) => message.role === 'assistant')).toBe(false);
});

test('while a person owns the conversation no turn is started', async () => {
  let asked = 0;
  script.answer = async () => {
    asked += 1;
    return { kind: 'reply', answer: scriptedAnswer('must not be said') };
  };
  const stub = await openConversation();
  await stub.takeover({ actor: agent, requestId: 'req_test' });
  await post(stub, 'anyone?');
  await post(stub, 'I am here', { actor: agent });
  await scheduler.wait(30);
  expect(asked).toBe(0);
  expect((await messagesOf(stub)).map((message) => message.role)).toEqual(['system', 'customer', 'agent']);
});

test('in random interleavings of messages, takeovers and returns the assistant never speaks under an old epoch', async () => {
  let seed = 20_261_122;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  script.answer = async (input, write) => {
    for (let piece = 0; piece < 4; piece += 1) {
      await scheduler.wait(Math.floor(random() * 3));
      write(`${input.message.text} `);
    }
    return { kind: 'reply', answer: scriptedAnswer(input.message.text) };
  };
  for (let run = 0; run < 25; run += 1) {
    const stub = await openConversation();
    const socket = await connect(stub);
    for (let step = 0; step < 8; step += 1) {
      const choice = random();
      if (choice < 0.45) await post(stub, `m${step}`);
      else if (choice < 0.75) await stub.takeover({ actor: agent, requestId: 'req_test' });
      else await stub.giveBack({ actor: agent, requestId: 'req_test' });
      await scheduler.wait(Math.floor(random() * 4));
    }
    await scheduler.wait(40);
    let owner = 'ai';
    for (const message of await messagesOf(stub)) {
      if (message.event === 'takeover') owner = 'person';
      if (message.event === 'returned') owner = 'ai';
      if (message.role === 'assistant') expect(owner, `run ${run}, seq ${message.seq}`).toBe('ai');
    }
    let live = 'ai';
    for (const frame of socket.frames) {
      if (frame.type === 'state') live = frame.owner === 'ai' ? 'ai' : 'person';
      if (frame.type === 'message' && frame.message.event === 'takeover') live = 'person';
      if (frame.type === 'delta') expect(live, `run ${run}: a delta after the takeover`).toBe('ai');
    }
  }
});

test('only the person who owns the conversation can write as an agent', async () => {
  const stub = await openConversation();
  expect(await post(stub, 'hello', { actor: agent })).toEqual({
    ok: false,
    error: { reason: 'not_owner', owner: 'ai' },
  });
  await stub.takeover({ actor: agent, requestId: 'req_test' });
  const other = { role: 'agent' as const, id: 'usr_other', name: 'Other' };
  expect(await post(stub, 'hello', { actor: other })).toMatchObject({
    ok: false,
    error: { reason: 'not_owner' },
  });
  expect((await post(stub, 'hello', { actor: agent })).ok).toBe(true);
});

test('after the return the assistant answers the next message, and only that', async () => {
  script.answer = async (input) => ({ kind: 'reply', answer: scriptedAnswer(`re: ${input.message.text}`) });
  const stub = await openConversation();
  await stub.takeover({ actor: agent, requestId: 'req_test' });
  await post(stub, 'to the person', { actor: customer });
  await stub.giveBack({ actor: agent, requestId: 'req_test' });
  await post(stub, 'to the assistant');
  await until(async () => (await messagesOf(stub)).some((message) => message.role === 'assistant'));
  const said = (await messagesOf(stub))
    .filter((message) => message.role === 'assistant')
    .map(({ text }) => text);
  expect(said).toEqual(['re: to the assistant']);
});
