import { expect, test } from 'vitest';
import { throttle } from '../../../src/auth/login-throttle.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import { recordsFixture } from './records-fixture.ts';

const PAUSE_MS = LIMITS.loginPauseSeconds * 1_000;

function attempts() {
  const { records, time } = recordsFixture();
  const subject = crypto.randomUUID();
  const tryOnce = async () => throttle(await records.loginAttempts.count(subject, 8), 8, time.now);
  return { attempts: records.loginAttempts, time, subject, tryOnce };
}

test('many tries at the same moment cannot pass more than the limit', async () => {
  const { tryOnce } = attempts();
  const decisions = await Promise.all(Array.from({ length: 30 }, tryOnce));
  expect(decisions.filter((decision) => decision.allowed)).toHaveLength(8);
});

test('asking again during the pause does not prolong it, and afterwards the count starts anew', async () => {
  const { tryOnce, time } = attempts();
  for (let at = 0; at < 9; at += 1) await tryOnce();
  time.now += PAUSE_MS / 2;
  expect(await tryOnce()).toEqual({ allowed: false, retryAfterSeconds: LIMITS.loginPauseSeconds / 2 });
  time.now += PAUSE_MS / 2;
  for (let at = 0; at < 8; at += 1) expect(await tryOnce()).toEqual({ allowed: true });
  expect((await tryOnce()).allowed).toBe(false);
});

test('a right password clears an account, and gives an address its try back', async () => {
  const { attempts: repository, subject, tryOnce } = attempts();
  for (let at = 0; at < 8; at += 1) await tryOnce();
  await repository.takeBack(subject);
  expect((await repository.count(subject, 8)).failures).toBe(8);
  await repository.clear(subject);
  expect((await repository.count(subject, 8)).failures).toBe(1);
});

test('purging forgets only what is older than the pause', async () => {
  const { attempts: repository, subject, time } = attempts();
  await repository.count(subject, 8);
  await repository.purge();
  expect((await repository.count(subject, 8)).failures).toBe(2);
  time.now += PAUSE_MS + 1;
  await repository.purge();
  expect((await repository.count(subject, 8)).failures).toBe(1);
});
