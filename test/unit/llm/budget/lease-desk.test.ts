import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ModelName } from '../../../../src/domain/llm.ts';
import {
  type Amount,
  type DayLimits,
  LEASE_LIMITS,
  type Learned,
  type Lease,
  LeaseBook,
  type LeaseJournal,
} from '../../../../src/llm/budget/lease-book.ts';
import { LeaseDesk } from '../../../../src/llm/budget/lease-desk.ts';
import { VirtualTime } from '../../../support/virtual-time.ts';

const DAY = '2026-11-22';
const MODEL: ModelName = 'openai/gpt-6-luna';

/** A journal that can be read back, as the object's storage can. */
function paper() {
  const leases = new Map<string, Lease>();
  const spent = new Map<string, Amount>();
  const learned = new Map<ModelName, Learned>();
  const journal: LeaseJournal = {
    put: (lease) => void leases.set(lease.id, lease),
    remove: (id) => void leases.delete(id),
    spent: (day, amount) => void spent.set(day, amount),
    learned: (model, shares) => void learned.set(model, shares),
    forgetBefore: (day) => {
      for (const key of [...spent.keys()]) if (key < day) spent.delete(key);
      for (const one of [...leases.values()]) if (one.day < day) leases.delete(one.id);
    },
  };
  const read = () => new LeaseBook({ leases: [...leases.values()], spent, learned }, journal);
  return { leases, spent, journal, read };
}

function office(limits: DayLimits) {
  const time = new VirtualTime();
  const kept = paper();
  const state = { desk: new LeaseDesk(kept.read(), { clock: time.clock, sleep: time.sleep }) };
  const ask = (id: string, micros: number, more: { waitMs?: number; day?: string; model?: ModelName } = {}) =>
    state.desk.lease({
      id,
      day: DAY,
      model: MODEL,
      limits,
      bound: { micros, tokens: micros * 10 },
      waitMs: 0,
      ...more,
    });
  const pay = (id: string, micros: number, typical = true) =>
    state.desk.settle(id, { micros, tokens: micros * 10 }, typical);
  const evict = () => {
    state.desk = new LeaseDesk(kept.read(), { clock: time.clock, sleep: time.sleep });
  };
  const spent = () => kept.spent.get(DAY)?.micros ?? 0;
  return { time, kept, ask, pay, evict, spent };
}

/** Turns that all begin at once, each one call: leave, the call, its cost. */
async function rush(
  turns: number,
  { limit, bound, cost, ms }: { limit: number; bound(): number; cost(bound: number): number; ms(): number },
) {
  const { time, ask, pay, spent } = office({ micros: limit, tokens: null });
  let calls = 0;
  const turn = async (at: number) => {
    const most = bound();
    if (!(await ask(`t${at}`, most, { waitMs: 2_000 })).ok) return;
    calls += 1;
    await time.sleep(ms());
    pay(`t${at}`, cost(most));
  };
  await time.until(Promise.all(Array.from({ length: turns }, (_, at) => turn(at))));
  return { calls, spent: spent(), waited: time.waiting };
}

describe('a hundred turns at once on a budget for sixty', () => {
  test.each([
    [1_000, 1_000],
    [1_000, 2_500],
    [337, 1_011],
    [1, 3],
    [812, 4_872],
  ])(
    'calls of %i micros that may cost %i: exactly sixty are made, and exactly the budget is spent',
    async (cost, bound) => {
      const done = await rush(100, { limit: 60 * cost, bound: () => bound, cost: () => cost, ms: () => 300 });
      expect(done).toEqual({ calls: 60, spent: 60 * cost, waited: 0 });
    },
  );

  test('a limit that is a fraction off, by the rounding of costs, changes nothing', async () => {
    for (const limit of [59_900, 60_000, 60_100, 60_400]) {
      const done = await rush(100, { limit, bound: () => 2_500, cost: () => 1_000, ms: () => 300 });
      expect(done.calls, `limit ${limit}`).toBe(60);
    }
  });

  test('calls that differ: whatever they cost within a third of the mean, never more than one over, and nearly all of it used', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = randomOf(seed);
        const done = await rush(100, {
          limit: 60_000,
          bound: () => 2_000 + 400 * random(),
          cost: () => Math.round(700 + 600 * random()),
          ms: () => 100 + 300 * random(),
        });
        expect(done.spent).toBeLessThanOrEqual(60_000 + 1_300);
        expect(done.spent).toBeGreaterThanOrEqual(60_000 - 3 * 1_300);
      }),
      { numRuns: 80, seed: 60 },
    );
  });

  test('calls that cost all they may: never more than one over', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 500_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        async (limit, each) => {
          const done = await rush(80, { limit, bound: () => each, cost: (most) => most, ms: () => 50 });
          expect(done.spent).toBeLessThanOrEqual(limit + each);
          expect(done.calls).toBeLessThanOrEqual(Math.floor(limit / each) + 1);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('leave to spend', () => {
  test('the same id is one lease: asked for twice, it is reserved once and charged once', async () => {
    const { ask, pay, spent, kept } = office({ micros: 1_000, tokens: null });
    expect((await ask('a', 600)).ok).toBe(true);
    expect((await ask('a', 600)).ok).toBe(true);
    expect(kept.leases.size).toBe(1);
    pay('a', 500);
    pay('a', 500);
    expect(spent()).toBe(500);
  });

  test('the same id again after it was settled is another call, and both are counted', async () => {
    const { ask, pay, spent } = office({ micros: 1_000, tokens: null });
    await ask('a', 400);
    pay('a', 300);
    expect((await ask('a', 400)).ok).toBe(true);
    pay('a', 300);
    expect(spent()).toBe(600);
  });

  test('money that is gone is refused at once, without a wait', async () => {
    const { ask, pay, time } = office({ micros: 1_000, tokens: null });
    await ask('a', 1_000);
    pay('a', 1_000);
    const before = time.now;
    expect(await time.until(ask('b', 1_000, { waitMs: 2_000 }))).toEqual({ ok: false, reason: 'spent' });
    expect(time.now).toBe(before);
  });

  test('a limit of nothing lets nothing through, not even the first', async () => {
    expect(await office({ micros: 0, tokens: null }).ask('a', 1)).toEqual({ ok: false, reason: 'spent' });
    expect(await office({ micros: null, tokens: 0 }).ask('a', 1)).toEqual({ ok: false, reason: 'spent' });
  });

  test('tokens are limited as money is', async () => {
    const { ask, pay } = office({ micros: null, tokens: 10_000 });
    await ask('a', 1_000);
    pay('a', 1_000);
    expect(await ask('b', 1_000)).toEqual({ ok: false, reason: 'spent' });
  });

  test('who waits is served in the order of asking, also before somebody who asks later for less', async () => {
    const { ask, pay, time } = office({ micros: 1_000, tokens: null });
    await ask('first', 1_000);
    const order: string[] = [];
    const wait = async (id: string, micros: number) => {
      const answer = await ask(id, micros, { waitMs: 2_000 });
      order.push(`${id} ${answer.ok}`);
    };
    const all = Promise.all([wait('second', 700), wait('third', 700), wait('small', 10)]);
    await time.until(time.sleep(100));
    expect(order).toEqual([]);
    pay('first', 100);
    await time.until(time.sleep(100));
    expect(order).toEqual(['second true', 'third true']);
    pay('second', 100);
    pay('third', 100);
    await time.until(all);
    expect(order.at(-1)).toBe('small true');
  });

  test('who waits in vain hears so after the time they gave', async () => {
    const { ask, time } = office({ micros: 1_000, tokens: null });
    await ask('a', 1_000);
    const before = time.now;
    expect(await time.until(ask('b', 1_000, { waitMs: 2_000 }))).toEqual({ ok: false, reason: 'reserved' });
    expect(time.now - before).toBe(2_000);
    expect(time.waiting).toBe(0);
  });

  test('a call that nobody accounted for is charged in full after five minutes, and a late word puts that right', async () => {
    const { ask, pay, spent, time } = office({ micros: 10_000, tokens: null });
    await ask('lost', 4_000);
    time.now += LEASE_LIMITS.expiryMs - 1;
    await ask('b', 100);
    expect(spent()).toBe(0);
    time.now += 1;
    await ask('c', 100);
    expect(spent()).toBe(4_000);
    pay('lost', 1_500);
    expect(spent()).toBe(1_500);
    pay('lost', 1_500);
    expect(spent()).toBe(1_500);
  });

  test('a call that was never sent costs nothing and teaches nothing', async () => {
    const { ask, pay, spent } = office({ micros: 3_000, tokens: null });
    for (let at = 0; at < 20; at += 1) {
      await ask(`t${at}`, 1_000);
      pay(`t${at}`, 0, false);
    }
    expect(spent()).toBe(0);
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((id) => ask(id, 1_000)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
  });

  test('a day has its own money, and the days before yesterday are forgotten', async () => {
    const { ask, pay, kept } = office({ micros: 1_000, tokens: null });
    await ask('a', 1_000);
    pay('a', 1_000);
    expect((await ask('b', 1_000, { day: '2026-11-23' })).ok).toBe(true);
    pay('b', 900);
    expect([...kept.spent.keys()]).toEqual(['2026-11-22', '2026-11-23']);
    await ask('c', 1_000, { day: '2026-11-24' });
    expect([...kept.spent.keys()]).toEqual(['2026-11-23']);
  });

  test('nothing is lost or counted twice, whatever is asked, paid, repeated, and however often it is evicted', async () => {
    const act = fc.oneof(
      fc.record({
        kind: fc.constant('ask' as const),
        id: fc.integer({ min: 0, max: 8 }),
        micros: fc.integer({ min: 1, max: 900 }),
      }),
      fc.record({
        kind: fc.constant('pay' as const),
        id: fc.integer({ min: 0, max: 8 }),
        micros: fc.integer({ min: 0, max: 900 }),
      }),
      fc.record({ kind: fc.constant('evict' as const), id: fc.constant(0), micros: fc.constant(0) }),
      fc.record({ kind: fc.constant('pass' as const), id: fc.constant(0), micros: fc.constant(0) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 60 }), async (acts) => {
        const { ask, pay, evict, spent, time, kept } = office({ micros: 5_000, tokens: null });
        const open = new Map<string, { micros: number; until: number }>();
        const expired = new Map<string, number>();
        let due = 0;
        const pass = () => {
          for (const [id, { micros, until }] of [...open]) {
            if (time.now < until) continue;
            open.delete(id);
            expired.set(id, micros);
            due += micros;
          }
        };
        for (const { kind, id: number, micros } of acts) {
          const id = `t${number}`;
          if (kind === 'evict') evict();
          if (kind === 'pass') time.now += 100_000;
          pass();
          if (kind === 'ask' && (await ask(id, micros)).ok) {
            expired.delete(id);
            const most = Math.max(open.get(id)?.micros ?? 0, micros);
            open.set(id, { micros: most, until: time.now + LEASE_LIMITS.expiryMs });
          }
          if (kind === 'pay') {
            pay(id, micros, false);
            if (open.has(id)) due += micros;
            else if (expired.has(id)) due += micros - (expired.get(id) ?? 0);
            open.delete(id);
            expired.delete(id);
          }
        }
        pay('nobody', 1, false);
        expect(spent()).toBe(due);
        const live = [...kept.leases.values()].filter(({ state }) => state === 'open');
        expect(live.map(({ id }) => id).sort()).toEqual([...open.keys()].sort());
      }),
      { numRuns: 300 },
    );
  });
});

/** mulberry32: small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
