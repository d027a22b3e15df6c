import { LIMITS } from '../domain/limits.ts';

/** Tries of one subject (an account or an address), this one included. `lastAt` in milliseconds since the epoch. */
export interface AttemptCount {
  failures: number;
  lastAt: number;
}

export type ThrottleDecision = { allowed: true } | { allowed: false; retryAfterSeconds: number };

/** Tries per subject before a pause. An address has more: a whole office may stand behind one. */
export const LOGIN_TRIES = { account: LIMITS.loginFailures, address: LIMITS.loginFailures * 5 } as const;

/** Whether a try may go on. Pure: the same for accounts that exist and that do not. */
export function throttle(count: AttemptCount, tries: number, nowMs: number): ThrottleDecision {
  const endsAt = count.lastAt + LIMITS.loginPauseSeconds * 1_000;
  if (count.failures <= tries || nowMs >= endsAt) return { allowed: true };
  return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil((endsAt - nowMs) / 1_000)) };
}
