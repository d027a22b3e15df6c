import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BREAKER, Breaker } from '../../../src/llm/breaker.ts';

function open() {
  const time = { now: 1_000 };
  return { time, breaker: new Breaker(() => time.now) };
}

function fail(breaker: Breaker, times: number) {
  for (let at = 0; at < times; at += 1) breaker.record('failed');
}

describe('the breaker', () => {
  test('opens after five failures in a row, and not after four, nor after a success in between', () => {
    const { breaker } = open();
    fail(breaker, BREAKER.failures - 1);
    expect(breaker.allows()).toBe(true);
    breaker.record('answered');
    fail(breaker, BREAKER.failures - 1);
    expect(breaker.allows()).toBe(true);
    breaker.record('failed');
    expect(breaker.allows()).toBe(false);
    expect(breaker.state()).toBe('open');
  });

  test('after the pause exactly one call is let through, and its success closes it', () => {
    const { breaker, time } = open();
    fail(breaker, BREAKER.failures);
    time.now += BREAKER.openMs;
    expect(breaker.state()).toBe('half-open');
    expect([breaker.allows(), breaker.allows(), breaker.allows()]).toEqual([true, false, false]);
    breaker.record('answered');
    expect([breaker.allows(), breaker.allows()]).toEqual([true, true]);
  });

  test('a failed probe opens it for another whole pause', () => {
    const { breaker, time } = open();
    fail(breaker, BREAKER.failures);
    time.now += BREAKER.openMs;
    expect(breaker.allows()).toBe(true);
    breaker.record('failed');
    time.now += BREAKER.openMs - 1;
    expect(breaker.allows()).toBe(false);
    time.now += 1;
    expect(breaker.allows()).toBe(true);
  });

  test('a probe that was given up lets the next call probe', () => {
    const { breaker, time } = open();
    fail(breaker, BREAKER.failures);
    time.now += BREAKER.openMs;
    expect(breaker.allows()).toBe(true);
    breaker.record('unknown');
    expect([breaker.allows(), breaker.allows()]).toEqual([true, false]);
  });

  test('a probe nobody reported on blocks for one pause at most', () => {
    const { breaker, time } = open();
    fail(breaker, BREAKER.failures);
    time.now += BREAKER.openMs;
    expect(breaker.allows()).toBe(true);
    time.now += BREAKER.openMs;
    expect(breaker.allows()).toBe(true);
  });

  test('tripped, it is open at once, for as long as said, and a later shorter trip does not shorten it', () => {
    const { breaker, time } = open();
    breaker.trip(300_000);
    breaker.trip(1_000);
    time.now += 299_999;
    expect(breaker.allows()).toBe(false);
    time.now += 1;
    expect([breaker.allows(), breaker.allows()]).toEqual([true, false]);
  });

  test('whatever happens, a call is let through again once every pause is over', () => {
    const step = fc.oneof(
      fc.constantFrom('answered' as const, 'failed' as const, 'unknown' as const, 'ask' as const),
      fc.integer({ min: 0, max: 600_000 }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { breaker, time } = open();
        for (const one of steps) {
          if (one === 'ask') breaker.allows();
          else if (typeof one === 'number') breaker.trip(one);
          else breaker.record(one);
          time.now += 1_000;
        }
        time.now += 600_000 + BREAKER.openMs;
        expect(breaker.allows()).toBe(true);
      }),
    );
  });
});
