import { expect, test } from 'vitest';
import { LIMITS } from '../../../src/domain/limits.ts';
import { alarmToSet, backoffMs, PROMPT_MS } from '../../../workers/conversation/timers.ts';

const NOW = 1_000_000;
const SAFE = NOW + LIMITS.turnResumeMs;

test('nothing waits: no alarm', () => {
  expect(alarmToSet(null, null, NOW)).toBeNull();
});

test('behind what falls due soon, or is overdue, an alarm stands within the time of a turn', () => {
  for (const due of [NOW - 60_000, NOW, NOW + 1_500, NOW + PROMPT_MS])
    expect(alarmToSet(due, null, NOW)).toBe(SAFE);
});

test('what falls due later has the alarm at its time', () => {
  for (const due of [NOW + PROMPT_MS + 1, NOW + 60_000]) expect(alarmToSet(due, null, NOW)).toBe(due);
});

test('an alarm that fires in time is left where it is, and a later one is brought forward', () => {
  expect(alarmToSet(NOW + 1_500, NOW + 1, NOW)).toBeNull();
  expect(alarmToSet(NOW + 1_500, SAFE, NOW)).toBeNull();
  expect(alarmToSet(NOW + 1_500, SAFE + 1, NOW)).toBe(SAFE);
  expect(alarmToSet(NOW + 9_000, SAFE, NOW)).toBe(NOW + 9_000);
  expect(alarmToSet(NOW + 60_000, SAFE, NOW)).toBeNull();
});

test('a backoff doubles from its first wait to its longest', () => {
  expect([0, 1, 2, 3, 30].map((attempts) => backoffMs(attempts, 500, 3_000))).toEqual([
    500, 1_000, 2_000, 3_000, 3_000,
  ]);
});
