import { expect, test } from 'vitest';
import { afterClose, backoffMs, RETRY_CAP_MS, RETRY_FIRST_MS } from '../../../../widget/transport/retry.ts';

const closed = { code: 1006, welcomed: true, attempt: 0, random: 0.5 };

test('the wait doubles up to its cap and is spread over its whole length', () => {
  expect(backoffMs(0, 0.999)).toBeLessThanOrEqual(RETRY_FIRST_MS);
  expect(backoffMs(3, 0.5)).toBe(RETRY_FIRST_MS * 4);
  expect(backoffMs(99, 1)).toBe(RETRY_CAP_MS);
  expect(backoffMs(99, 0)).toBe(0);
});

test('an ended conversation is left alone', () => {
  expect(afterClose({ ...closed, code: 1000 })).toEqual({ retry: false });
});

test('a restarted server is met again at once, within a short jitter', () => {
  expect(afterClose({ ...closed, code: 1012, random: 0.999 })).toMatchObject({ retry: true, renew: false });
  const next = afterClose({ ...closed, code: 1012, random: 0.999 });
  expect(next.retry && next.inMs).toBeLessThan(500);
});

test('an expired token is renewed at once', () => {
  const next = afterClose({ ...closed, code: 4401 });
  expect(next).toMatchObject({ retry: true, renew: true });
  expect(next.retry && next.inMs).toBeLessThan(500);
});

test('a token that keeps being refused does not become a storm', () => {
  const next = afterClose({ code: 4401, welcomed: false, attempt: 6, random: 0.5 });
  expect(next.retry && next.inMs).toBeGreaterThan(5_000);
});

test('misbehaviour waits longest', () => {
  expect(afterClose({ ...closed, code: 1008 })).toEqual({ retry: true, inMs: RETRY_CAP_MS, renew: true });
});

test('a second failure in a row renews the token, because a refused upgrade looks like a lost network', () => {
  expect(afterClose(closed)).toMatchObject({ renew: false });
  expect(afterClose({ ...closed, welcomed: false, attempt: 1 })).toMatchObject({ renew: true });
});
