/** First and longest wait before a new attempt, in milliseconds. The cap keeps a long outage from becoming a long silence. */
export const RETRY_FIRST_MS = 500;
export const RETRY_CAP_MS = 30_000;
/** A restarted server takes everybody back at once: spread them over this long. */
const RESTART_JITTER_MS = 400;

/**
 * Exponential backoff with full jitter: anywhere between 0 and the doubled wait, so that clients cut off together do not
 * come back together ("Exponential Backoff And Jitter", AWS Architecture Blog, 2015). `random` is in [0, 1).
 */
export function backoffMs(attempt: number, random: number): number {
  return Math.round(random * Math.min(RETRY_CAP_MS, RETRY_FIRST_MS * 2 ** Math.min(attempt, 16)));
}

export interface Closed {
  code: number;
  /** True when the server had said `welcome` on this socket. */
  welcomed: boolean;
  /** Attempts that failed since the last `welcome`. */
  attempt: number;
  random: number;
}

/**
 * What a closed socket asks for. 1000: the conversation is over, stay away. 1012: come back at once. 4401: at once, with a
 * new token. 1008: we misbehaved, wait longest. Anything else: back off; a second failure in a row also renews the token,
 * because a browser cannot see that an upgrade was refused with 401.
 */
export function afterClose({
  code,
  welcomed,
  attempt,
  random,
}: Closed): { retry: false } | { retry: true; inMs: number; renew: boolean } {
  if (code === 1000) return { retry: false };
  if (code === 1008) return { retry: true, inMs: RETRY_CAP_MS, renew: true };
  if (welcomed && (code === 1012 || code === 4401)) {
    return { retry: true, inMs: Math.round(random * RESTART_JITTER_MS), renew: code === 4401 };
  }
  return { retry: true, inMs: backoffMs(attempt, random), renew: code === 4401 || attempt > 0 };
}
