import { describe, expect, test } from 'vitest';
import { Connection, type GrantResult, type Link } from '../../../../widget/transport/connection.ts';
import { FakeClock, FakeNetwork, settle } from '../fake-network.ts';

function setUp(grants: GrantResult[] = []) {
  const clock = new FakeClock();
  const network = new FakeNetwork();
  const links: Link[] = [];
  const heard: string[] = [];
  let asked = 0;
  let after = 0;
  const connection = new Connection({
    connect: network.connect,
    grant: async () =>
      grants[asked++] ?? {
        ok: true,
        grant: { conversationId: 'cnv_1', token: `t${asked}`, expiresAt: clock.nowMs + 3_600_000 },
      },
    after: () => after,
    onFrame: (frame) => heard.push(frame.type),
    onLink: (link) => links.push(link),
    isOnline: () => network.isOnline,
    now: clock.now,
    random: () => 0.5,
    later: clock.later,
  });
  return {
    clock,
    network,
    links,
    heard,
    connection,
    asked: () => asked,
    setAfter: (seq: number) => {
      after = seq;
    },
  };
}

async function online() {
  const it = setUp();
  it.connection.start();
  await settle();
  it.network.last.welcome();
  return it;
}

describe('the connection', () => {
  test('says hello with the last seq it holds, and is online once welcomed', async () => {
    const it = setUp();
    it.setAfter(7);
    it.connection.start();
    await settle();
    it.network.last.open();
    expect(it.network.last.frames()).toEqual([{ type: 'hello', after: 7 }]);
    expect(it.connection.send({ type: 'stop' })).toBe(false);
    it.network.last.welcome();
    expect(it.links.at(-1)).toBe('online');
    expect(it.connection.send({ type: 'stop' })).toBe(true);
  });

  test('opens one socket, however often it is started', async () => {
    const it = setUp();
    it.connection.start();
    it.connection.start();
    await settle();
    it.connection.start();
    await settle();
    expect(it.network.sockets).toHaveLength(1);
    expect(it.asked()).toBe(1);
  });

  test('comes back after a lost socket with the same token', async () => {
    const it = await online();
    it.network.last.die(1006);
    expect(it.links.at(-1)).toBe('connecting');
    await it.clock.pass(1_000);
    expect(it.network.sockets).toHaveLength(2);
    expect(it.asked()).toBe(1);
  });

  test('comes back after an expired token with a new one', async () => {
    const it = await online();
    it.network.last.die(4401);
    await it.clock.pass(500);
    expect(it.network.grants.map((grant) => grant.token)).toEqual(['t1', 't2']);
  });

  test('waits longer after every failure and starts over after a welcome', async () => {
    const it = await online();
    const waitAfterDeath = async () => {
      const count = it.network.sockets.length;
      const since = it.clock.nowMs;
      it.network.last.die(1006);
      while (it.network.sockets.length === count) await it.clock.pass(50);
      return it.clock.nowMs - since;
    };
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) waits.push(await waitAfterDeath());
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits[0]).toBeLessThanOrEqual(300);
    expect(waits[7]).toBeGreaterThan(10_000);
    expect(waits[7]).toBeLessThanOrEqual(30_000);
    it.network.last.welcome();
    expect(await waitAfterDeath()).toBeLessThanOrEqual(300);
  });

  test('stays away when the conversation has ended', async () => {
    const it = await online();
    it.network.last.die(1000);
    await it.clock.pass(600_000);
    expect(it.links.at(-1)).toBe('ended');
    expect(it.network.sockets).toHaveLength(1);
  });

  test('gives up when no session is to be had, and tries again when told to wait', async () => {
    const refused = setUp([{ ok: false, fatal: true }]);
    refused.connection.start();
    await refused.clock.pass(600_000);
    expect(refused.links.at(-1)).toBe('refused');
    expect(refused.asked()).toBe(1);

    const busy = setUp([{ ok: false, fatal: false, afterMs: 5_000 }]);
    busy.connection.start();
    await busy.clock.pass(4_900);
    expect(busy.network.sockets).toHaveLength(0);
    await busy.clock.pass(200);
    expect(busy.network.sockets).toHaveLength(1);
  });

  test('pings after silence and leaves a socket that does not answer', async () => {
    const it = await online();
    await it.clock.pass(26_000);
    expect(it.network.last.sent).toContain('ping');
    it.network.last.say('pong');
    await it.clock.pass(20_000);
    expect(it.network.sockets).toHaveLength(1);
    await it.clock.pass(20_000);
    expect(it.network.sockets[0]?.isClosed).toBe(true);
    expect(it.network.sockets).toHaveLength(2);
  });

  test('leaves a socket that never says welcome', async () => {
    const it = setUp();
    it.connection.start();
    await settle();
    it.network.last.open();
    await it.clock.pass(11_000);
    expect(it.network.sockets.length).toBeGreaterThan(1);
  });

  test('is not fooled by a socket that it has given up', async () => {
    const it = await online();
    const old = it.network.last;
    old.die(1006);
    await it.clock.pass(1_000);
    it.network.last.welcome();
    const before = it.heard.length;
    old.say({ type: 'state', state: 'closed', owner: 'ai' });
    old.die(1000);
    expect(it.heard).toHaveLength(before);
    expect(it.links.at(-1)).toBe('online');
  });

  test('connects at once when the network comes back, without waiting out its backoff', async () => {
    const it = await online();
    it.network.isOnline = false;
    it.connection.lost();
    expect(it.links.at(-1)).toBe('offline');
    it.network.isOnline = true;
    it.connection.wake();
    await settle();
    expect(it.network.sockets).toHaveLength(2);
  });

  test('survives frames that are not JSON or no objects', async () => {
    const it = await online();
    for (const bad of ['pong', '{', 'null', '7', '[]', '{"x":1}']) it.network.last.say(bad);
    expect(it.heard).toEqual(['welcome']);
    expect(it.links.at(-1)).toBe('online');
  });

  test('is silent once stopped', async () => {
    const it = await online();
    it.connection.stop();
    await it.clock.pass(600_000);
    expect(it.network.sockets).toHaveLength(1);
    expect(it.network.last.isClosed).toBe(true);
  });
});
