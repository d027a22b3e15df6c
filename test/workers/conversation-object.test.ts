import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/domain/limits.ts';
import { migrate, OBJECT_MIGRATIONS } from '../../workers/conversation/migrations.ts';
import {
  agent,
  connect,
  messagesOf,
  openConversation,
  organization,
  post,
  scriptedAnswer,
  until,
} from '../support/conversation-kit.ts';
import { resetScript, script } from '../support/test-worker.ts';

afterEach(resetScript);

const answerAtOnce = async () => ({ kind: 'reply' as const, answer: scriptedAnswer('done') });

describe('states', () => {
  test('a message makes it processing, the reply makes it waiting, and both are announced', async () => {
    script.answer = answerAtOnce;
    const stub = await openConversation();
    const socket = await connect(stub);
    socket.send({ type: 'message', clientId: 'c1', text: 'hi there' });
    await until(() => socket.of('state').length === 2);
    expect(socket.of('state').map((frame) => frame.state)).toEqual(['processing', 'waiting']);
  });

  test('the wish for a person hands off with an announcement, and the assistant stays silent from then on', async () => {
    script.answer = answerAtOnce;
    const stub = await openConversation();
    const socket = await connect(stub);
    socket.send({ type: 'person' });
    await until(() => socket.of('state').some((frame) => frame.state === 'handoff'));
    expect(socket.messages()[0]).toMatchObject({ role: 'system', event: 'handoff' });
    await post(stub, 'still there?');
    await scheduler.wait(20);
    expect((await messagesOf(stub)).some((message) => message.role === 'assistant')).toBe(false);
  });

  test('a second wish for a person is not announced twice', async () => {
    const stub = await openConversation();
    await stub.askPerson({ actor: agent, requestId: 'r' });
    await stub.askPerson({ actor: agent, requestId: 'r' });
    expect(await messagesOf(stub)).toHaveLength(1);
  });

  test('a resolved conversation reopens with the next message; a closed one refuses it', async () => {
    script.answer = answerAtOnce;
    const stub = await openConversation();
    await stub.resolve({ actor: agent, requestId: 'r' });
    expect((await post(stub, 'one more thing')).ok).toBe(true);
    await stub.end({ actor: agent, requestId: 'r' });
    expect(await post(stub, 'hello?')).toEqual({ ok: false, error: { reason: 'ended' } });
    expect(await stub.takeover({ actor: agent, requestId: 'r' })).toEqual({
      ok: false,
      error: { reason: 'illegal_transition', from: 'closed', event: 'take' },
    });
  });

  test('ending closes every socket with 1000', async () => {
    const stub = await openConversation();
    const socket = await connect(stub);
    await stub.end({ actor: agent, requestId: 'r' });
    await until(() => socket.closed !== null);
    expect(socket.closed).toBe(1000);
  });
});

describe('frames', () => {
  const wrong: [string, string, string][] = [
    ['not JSON', '{"type":', 'malformed'],
    ['a number', '7', 'malformed'],
    ['null', 'null', 'malformed'],
    ['an array', '[]', 'malformed'],
    ['no type', '{"text":"x"}', 'malformed'],
    ['an unknown type', '{"type":"drop-tables"}', 'unknown_type'],
    ['a message without clientId', '{"type":"message","text":"x"}', 'malformed'],
    ['an empty message', '{"type":"message","clientId":"c","text":"   "}', 'malformed'],
    ['a text that is a number', '{"type":"message","clientId":"c","text":5}', 'malformed'],
    ['a lone surrogate', '{"type":"message","clientId":"c","text":"\\ud800"}', 'malformed'],
    ['a clientId with a space', '{"type":"message","clientId":"a b","text":"x"}', 'malformed'],
    [
      'a clientId of 65',
      JSON.stringify({ type: 'message', clientId: 'c'.repeat(65), text: 'x' }),
      'malformed',
    ],
    [
      'a text too long',
      JSON.stringify({ type: 'message', clientId: 'c', text: 'x'.repeat(8_001) }),
      'malformed',
    ],
    [
      'a frame too large',
      JSON.stringify({ type: 'message', clientId: 'c', text: 'x'.repeat(70_000) }),
      'too_large',
    ],
    ['a negative hello', '{"type":"hello","after":-1}', 'malformed'],
    ['depth', `{"type":"hello","after":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, 'malformed'],
  ];
  test.each(wrong)('%s gets a clear error and nothing is stored', async (_name, frame, code) => {
    const stub = await openConversation();
    const socket = await connect(stub);
    socket.send(frame);
    await until(() => socket.of('error').length === 1);
    expect(socket.of('error')[0]?.code).toBe(code);
    expect(socket.of('error')[0]?.message).not.toMatch(/\bat .*\.ts|Zod|Error:/);
    expect(await messagesOf(stub)).toEqual([]);
  });

  test('20 malformed frames within 10 s close the socket with 1008, and no other', async () => {
    const stub = await openConversation();
    const [bad, good] = await Promise.all([connect(stub), connect(stub)]);
    for (let index = 0; index < LIMITS.malformedFrames; index += 1) bad.send('{');
    await until(() => bad.closed !== null);
    expect(bad.closed).toBe(1008);
    expect(good.closed).toBeNull();
  });

  test('NUL and control characters are removed, everything else is kept to the letter', async () => {
    script.answer = answerAtOnce;
    const stub = await openConversation();
    await connect(stub).then((socket) =>
      socket.send({
        type: 'message',
        clientId: 'c',
        text: 'a\u0000b\tc\n<script>alert(1)</script> 👩‍👩‍👧 عربى',
      }),
    );
    await until(async () => (await messagesOf(stub)).length > 0);
    expect((await messagesOf(stub))[0]?.text).toBe('ab\tc\n<script>alert(1)</script> 👩‍👩‍👧 عربى');
  });

  test('more messages than the bucket holds are refused with the time to wait, and accepted after it', async () => {
    let now = Date.now();
    script.clock = () => now;
    script.answer = answerAtOnce;
    const stub = await openConversation();
    for (let index = 0; index < LIMITS.messageBurst; index += 1)
      expect((await post(stub, `m${index}`)).ok).toBe(true);
    const refused = await post(stub, 'too many');
    expect(refused).toMatchObject({ ok: false, error: { reason: 'rate_limited' } });
    now += 2_000;
    expect((await post(stub, 'later')).ok).toBe(true);
  });

  test('ping is answered pong', async () => {
    const stub = await openConversation();
    const socket = await connect(stub);
    const heard: unknown[] = [];
    socket.raw.addEventListener('message', ({ data }) => heard.push(data));
    socket.send('ping');
    await until(() => heard.includes('pong'));
    expect(socket.of('error')).toEqual([]);
  });
});

describe('company', () => {
  test('typing, read marks and presence reach the other side and not oneself', async () => {
    const stub = await openConversation();
    script.answer = answerAtOnce;
    const visitor = await connect(stub);
    await stub.takeover({ actor: agent, requestId: 'r' });
    const person = await connect(stub, agent);
    await until(() => visitor.of('presence').some((frame) => frame.online.length === 2));
    visitor.send({ type: 'typing', on: true });
    person.send({ type: 'read', seq: 1 });
    await until(() => person.of('typing').length === 1 && visitor.of('read').length === 1);
    expect(person.of('typing')[0]).toEqual({ type: 'typing', who: 'customer', on: true });
    expect(visitor.of('read')[0]).toEqual({ type: 'read', who: 'agent', seq: 1 });
    expect(visitor.of('typing')).toEqual([]);
    person.raw.close(1000);
    await until(() => visitor.of('presence').at(-1)?.online.length === 1);
    expect(visitor.of('presence').at(-1)?.online).toEqual([{ role: 'customer', name: 'Ada' }]);
  });

  test('stop ends the answer being written and keeps what was said', async () => {
    script.answer = async (_input, write, signal) => {
      write('What I had said');
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      throw new Error('unreachable');
    };
    const stub = await openConversation();
    const socket = await connect(stub);
    socket.send({ type: 'message', clientId: 'c1', text: 'go on' });
    await until(() => socket.streamed() !== '');
    socket.send({ type: 'stop' });
    await until(() => socket.messages().some((message) => message.role === 'assistant'));
    expect(socket.messages().at(-1)?.text).toBe('What I had said');
    expect(socket.of('state').at(-1)?.state).toBe('waiting');
  });

  test('an internal note is kept and never sent to a socket', async () => {
    const stub = await openConversation();
    const socket = await connect(stub);
    await stub.note({ actor: agent, text: 'customer is upset', requestId: 'r' });
    const notes = await stub.notes();
    expect(notes.ok && notes.value.map((note) => note.text)).toEqual(['customer is upset']);
    expect(JSON.stringify(socket.frames)).not.toContain('upset');
  });

  test('a second rating of the same message replaces the first; a foreign message is refused', async () => {
    script.answer = answerAtOnce;
    const stub = await openConversation();
    await post(stub, 'rate me');
    await until(async () => (await messagesOf(stub)).length === 2);
    const messageId = (await messagesOf(stub))[1]?.id ?? '';
    const actor = { role: 'customer' as const, id: 'cus_test', name: null };
    const up = await stub.feedback({ actor, messageId, rating: 1, comment: null, requestId: 'r' });
    const down = await stub.feedback({ actor, messageId, rating: -1, comment: 'no', requestId: 'r' });
    expect(up).toEqual(down);
    const foreign = await stub.feedback({
      actor,
      messageId: 'msg_other',
      rating: 1,
      comment: null,
      requestId: 'r',
    });
    expect(foreign).toEqual({ ok: false, error: { reason: 'not_found' } });
  });
});

describe('storage', () => {
  test('asking for a conversation that was never opened stores nothing and finds nothing', async () => {
    const stub = env.CONVERSATION.getByName('org_test/cnv_never');
    expect(await stub.head()).toEqual({ ok: false, error: { reason: 'not_found' } });
    expect(await post(stub, 'hello')).toEqual({ ok: false, error: { reason: 'not_found' } });
    const tables = await runInDurableObject(stub, (_instance, state) =>
      state.storage.sql
        .exec("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'")
        .toArray(),
    );
    expect(tables).toEqual([]);
  });

  test('an object refuses to open for another organization', async () => {
    const stub = await openConversation();
    const head = await stub.head();
    if (!head.ok) throw new Error('open');
    const answer = await stub.open({
      organization: { ...organization, id: 'org_other' },
      conversationId: head.value.id,
      channel: 'web',
      customer: head.value.customer,
      locale: null,
      page: null,
      requestId: 'r',
    });
    expect(answer).toEqual({ ok: false, error: { reason: 'not_found' } });
  });

  test('an edited migration is refused, a new one is applied to what is already there', async () => {
    const stub = await openConversation();
    await runInDurableObject(stub, (_instance, state) => {
      const [first] = OBJECT_MIGRATIONS;
      if (!first) throw new Error('a migration is expected');
      const edited = [{ name: first.name, sql: `${first.sql} -- edited` }];
      expect(() => migrate(state.storage, 0, edited)).toThrow(/edited/);
      migrate(state.storage, 0, [
        ...OBJECT_MIGRATIONS,
        { name: 'next', sql: 'CREATE TABLE later (id INTEGER)' },
      ]);
      expect(state.storage.sql.exec('SELECT * FROM later').toArray()).toEqual([]);
    });
  });

  test('the head survives sleep with its customer, state and epoch', async () => {
    const stub = await openConversation();
    await stub.takeover({ actor: agent, requestId: 'r' });
    const before = await stub.head();
    await evictDurableObject(stub);
    expect(await stub.head()).toEqual(before);
    expect(before.ok && before.value.epoch).toBe(1);
  });
});
