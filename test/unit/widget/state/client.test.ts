import { describe, expect, test } from 'vitest';
import type { WidgetSessionRequest } from '../../../../src/protocol/http/widget.ts';
import { Client } from '../../../../widget/state/client.ts';
import { createDevice } from '../../../../widget/state/device.ts';
import type { SessionOutcome } from '../../../../widget/transport/request-session.ts';
import { FakeClock, FakeNetwork, settle } from '../fake-network.ts';

/** Storage of one browser: what its tabs share. */
function browserArea() {
  const held = new Map<string, string>();
  return {
    getItem: (name: string) => held.get(name) ?? null,
    setItem: (name: string, value: string) => void held.set(name, value),
    removeItem: (name: string) => void held.delete(name),
  };
}

function tab(area: ReturnType<typeof browserArea> | null = browserArea(), clock = new FakeClock()) {
  const network = new FakeNetwork();
  const requests: WidgetSessionRequest[] = [];
  const outcomes: SessionOutcome[] = [];
  const news: string[] = [];
  let ids = 0;
  const client = new Client({
    key: 'wk_demo',
    locale: 'en',
    device: createDevice(area, 'wk_demo'),
    page: () => 'https://shop.test/',
    connect: network.connect,
    isOnline: () => network.isOnline,
    now: clock.now,
    random: () => 0.5,
    later: clock.later,
    newClientId: () => `c${++ids}`,
    alone: (task) => task(),
    onNews: (message) => news.push(message.text),
    request: async (body) => {
      requests.push(body);
      return outcomes.shift() ?? session(body.conversationId ?? 'cnv_1');
    },
  });
  return { client, network, requests, outcomes, news, clock };
}

function session(conversationId: string): SessionOutcome {
  return {
    ok: true,
    session: {
      conversationId,
      token: 'token',
      resumeToken: `resume-${conversationId}`,
      expiresAt: '2100-01-01T00:00:00.000Z',
      config: {
        displayName: 'Shop',
        accentColor: '#0b5fff',
        greeting: null,
        starters: [],
        messageChars: 8_000,
      },
    },
  };
}

const stored = (seq: number, clientId?: string, role: 'customer' | 'assistant' = 'customer') => ({
  type: 'message' as const,
  message: {
    id: `msg_${seq}`,
    conversationId: 'cnv_1',
    seq,
    role,
    text: `m${seq}`,
    createdAt: '2026-01-01T00:00:00.000Z',
    citations: [],
    ...(clientId && { clientId }),
  },
});

const sentTexts = (it: ReturnType<typeof tab>) =>
  it.network.last.frames().flatMap((frame) => (frame.type === 'message' ? [frame.clientId] : []));

async function online(it = tab()) {
  it.client.start();
  await settle();
  it.network.last.welcome();
  return it;
}

describe('a message', () => {
  test('is shown until the server has it, and then once', async () => {
    const it = await online();
    it.client.send('hello');
    expect(it.client.drafts.value.map((one) => one.text)).toEqual(['hello']);
    it.network.last.say({ type: 'ack', clientId: 'c1', seq: 1, messageId: 'msg_1' });
    it.network.last.say(stored(1, 'c1'));
    expect(it.client.drafts.value).toEqual([]);
    expect(it.client.conversation.value.messages.map((one) => one.text)).toEqual(['hello']);
  });

  test('written before there is a connection goes out with the welcome', async () => {
    const it = tab();
    it.client.send('early');
    await settle();
    expect(it.network.last.frames()).toEqual([]);
    it.network.last.welcome();
    expect(sentTexts(it)).toEqual(['c1']);
  });

  test('without an ack is sent again after a reconnect, with the same clientId', async () => {
    const it = await online();
    it.client.send('hello');
    it.network.last.die(1006);
    await it.clock.pass(1_000);
    it.network.last.welcome();
    expect(sentTexts(it)).toEqual(['c1']);
  });

  test('without an ack on a socket that lives is sent again too', async () => {
    const it = await online();
    it.client.send('hello');
    await it.clock.pass(13_000);
    expect(sentTexts(it)).toEqual(['c1', 'c1']);
  });

  test('survives a reload while offline', async () => {
    const area = browserArea();
    const before = tab(area);
    before.client.send('kept');
    const after = await online(tab(area));
    expect(after.client.drafts.value.map((one) => one.text)).toEqual(['kept']);
    expect(sentTexts(after)).toEqual(['c1']);
    after.network.last.say({ type: 'ack', clientId: 'c1', seq: 1, messageId: 'msg_1' });
    expect(tab(area).client.drafts.value).toEqual([]);
  });

  test('that the replay already holds is not shown twice', async () => {
    const area = browserArea();
    tab(area).client.send('hello');
    const it = tab(area);
    it.client.start();
    await settle();
    it.network.last.welcome(1);
    it.network.last.say(stored(1, 'c1'));
    expect(it.client.drafts.value).toEqual([]);
    expect(it.client.conversation.value.messages).toHaveLength(1);
  });

  test('of a closed tab is taken along by the other one', async () => {
    const area = browserArea();
    const stays = await online(tab(area));
    tab(area).client.send('from the other tab');
    stays.network.last.die(1012);
    await stays.clock.pass(1_000);
    stays.network.last.welcome();
    expect(sentTexts(stays)).toEqual(['c1']);
  });

  test('that is a day old waits for its writer', async () => {
    const area = browserArea();
    const clock = new FakeClock();
    tab(area, clock).client.send('stale');
    await clock.pass(25 * 60 * 60 * 1_000);
    const it = await online(tab(area, clock));
    expect(sentTexts(it)).toEqual([]);
    expect(it.client.drafts.value[0]?.failed).toBe('old');
    it.client.retry('c1');
    expect(sentTexts(it)).toEqual(['c1']);
  });

  test('that the server refuses says so and can be tried again or deleted', async () => {
    const it = await online();
    it.client.send('bad');
    it.network.last.say({ type: 'error', code: 'too_large', message: '', clientId: 'c1' });
    expect(it.client.drafts.value[0]?.failed).toBe('too_large');
    it.client.retry('c1');
    expect(sentTexts(it)).toEqual(['c1', 'c1']);
    it.client.discard('c1');
    expect(it.client.drafts.value).toEqual([]);
  });

  test('that came too fast is sent again when the server says', async () => {
    const it = await online();
    it.client.send('fast');
    it.network.last.say({
      type: 'error',
      code: 'rate_limited',
      message: '',
      clientId: 'c1',
      retryAfterMs: 3_000,
    });
    await it.clock.pass(2_900);
    expect(sentTexts(it)).toEqual(['c1']);
    await it.clock.pass(200);
    expect(sentTexts(it)).toEqual(['c1', 'c1']);
  });

  test('beyond the queue stays with its writer', async () => {
    const it = tab();
    for (let i = 0; i < 20; i++) expect(it.client.send('x')).toBe(true);
    expect(it.client.send('one too many')).toBe(false);
    expect(it.client.drafts.value).toHaveLength(20);
  });

  test('works without any storage', async () => {
    const it = await online(tab(null));
    it.client.send('hello');
    expect(sentTexts(it)).toEqual(['c1']);
  });
});

describe('the conversation', () => {
  test('is resumed by the next page', async () => {
    const area = browserArea();
    await online(tab(area));
    const next = await online(tab(area));
    expect(next.requests[0]).toMatchObject({ conversationId: 'cnv_1', resumeToken: 'resume-cnv_1' });
  });

  test('that can no longer be resumed gives way to a new one, and unsent messages go there', async () => {
    const area = browserArea();
    await online(tab(area));
    const it = tab(area);
    it.outcomes.push({ ok: false, why: 'resume' });
    it.client.send('hello');
    await settle();
    it.network.last.welcome();
    expect(it.requests).toHaveLength(2);
    expect(it.requests[1]).not.toHaveProperty('resumeToken');
    expect(sentTexts(it)).toEqual(['c1']);
  });

  test('asks again when something is missing, and stops when that does not help', async () => {
    const it = await online();
    it.network.last.say(stored(3));
    await it.clock.pass(10);
    expect(it.network.last.frames().filter((frame) => frame.type === 'hello')).toHaveLength(2);
    for (let i = 0; i < 10; i++) {
      it.network.last.welcome(3);
      await it.clock.pass(1_000);
    }
    const hellos = it.network.last.frames().filter((frame) => frame.type === 'hello').length;
    expect(hellos).toBeLessThan(16);
  });

  test('that comes in pages is asked for page by page', async () => {
    const it = tab();
    it.client.start();
    await settle();
    it.network.last.welcome(2);
    it.network.last.say(stored(1));
    await it.clock.pass(500);
    expect(it.network.last.frames()).toEqual([
      { type: 'hello', after: 0 },
      { type: 'hello', after: 1 },
    ]);
  });

  test('begun anew forgets the old one everywhere', async () => {
    const area = browserArea();
    const it = await online(tab(area));
    it.network.last.say(stored(1, undefined, 'assistant'));
    it.outcomes.push(session('cnv_2'));
    it.client.restart();
    await settle();
    it.network.last.welcome();
    expect(it.requests.at(-1)).not.toHaveProperty('conversationId');
    expect(it.client.conversation.value.messages).toEqual([]);
    expect(it.client.unread()).toBe(0);
  });

  test('of another tab is followed', async () => {
    const area = browserArea();
    const one = await online(tab(area));
    const other = await online(tab(area));
    other.outcomes.push(session('cnv_2'));
    other.client.restart();
    await settle();
    one.client.sync();
    await settle();
    expect(one.requests.at(-1)).toMatchObject({ conversationId: 'cnv_2' });
  });

  test('what is new is told once; what is old, or our own, never', async () => {
    const it = tab();
    it.client.start();
    await settle();
    it.network.last.welcome(1);
    it.network.last.say(stored(1, undefined, 'assistant'));
    it.network.last.say(stored(2));
    it.network.last.say(stored(3, undefined, 'assistant'));
    it.network.last.say(stored(3, undefined, 'assistant'));
    expect(it.news).toEqual(['m3']);
  });

  test('read in one tab is read in the other', async () => {
    const area = browserArea();
    const one = await online(tab(area));
    const other = await online(tab(area));
    for (const it of [one, other]) it.network.last.say(stored(1, undefined, 'assistant'));
    expect(other.client.unread()).toBe(1);
    one.client.read();
    other.client.sync();
    expect(other.client.unread()).toBe(0);
    expect(one.network.last.frames().at(-1)).toEqual({ type: 'read', seq: 1 });
  });

  test('the visitor’s identity goes with the session, also when it is known only later', async () => {
    const it = await online();
    it.client.identify({ name: 'Ada', email: 'ada@shop.test', identityToken: 'jwt' });
    await settle();
    expect(it.requests.at(-1)).toMatchObject({
      customer: { name: 'Ada', email: 'ada@shop.test' },
      identityToken: 'jwt',
      resumeToken: 'resume-cnv_1',
    });
  });
});
