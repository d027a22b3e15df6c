import { expect, test } from 'vitest';
import { LOGIN_TRIES, throttle } from '../../../src/auth/login-throttle.ts';
import { LIMITS } from '../../../src/domain/limits.ts';

const NOW = 1_000_000_000;
const PAUSE = LIMITS.loginPauseSeconds;

test.each([
  ['the first try', 1, NOW, { allowed: true }],
  ['the last one allowed', 8, NOW, { allowed: true }],
  ['one too many', 9, NOW, { allowed: false, retryAfterSeconds: PAUSE }],
  [
    'one too many, half way through the pause',
    9,
    NOW - PAUSE * 500,
    { allowed: false, retryAfterSeconds: PAUSE / 2 },
  ],
  [
    'one too many, in the last millisecond',
    9,
    NOW - PAUSE * 1_000 + 1,
    { allowed: false, retryAfterSeconds: 1 },
  ],
  ['one too many, after the pause', 9, NOW - PAUSE * 1_000, { allowed: true }],
  ['a clock that went back', 9, NOW + 10_000, { allowed: false, retryAfterSeconds: PAUSE + 10 }],
])('%s', (_name, failures, lastAt, decision) => {
  expect(throttle({ failures, lastAt }, 8, NOW)).toEqual(decision);
});

test('an account pauses within the ten tries of PCI DSS 8.3.4, for at least thirty minutes', () => {
  expect(LOGIN_TRIES.account).toBeLessThanOrEqual(10);
  expect(PAUSE).toBeGreaterThanOrEqual(1_800);
  expect(LOGIN_TRIES.address).toBeGreaterThan(LOGIN_TRIES.account);
});
