import type { Clock } from '../../domain/clock.ts';
import { err, type Result } from '../../domain/result.ts';
import type { EmbedFailure, EmbedKind } from '../../domain/vectors.ts';
import type { Breaker } from '../breaker.ts';
import { EMBEDDING_LIMITS } from './settings.ts';

/** The world as a call over a network needs it. */
export interface CallDeps {
  clock: Clock;
  /** Uniform in 0..1. */
  random: () => number;
  sleep: (ms: number) => Promise<void>;
}

/** One try. It must end when the signal is aborted. */
export type Attempt<T> = (signal: AbortSignal) => Promise<Result<T, EmbedFailure>>;

/**
 * Tries a call until it is answered: each try with a timeout, pauses that grow and vary, never longer than a customer (query) or
 * a queue (passage) should wait, and not at all while the breaker is open. Only what may pass by itself is repeated.
 */
export async function withRetry<T>(
  attempt: Attempt<T>,
  { kind, signal, breaker }: { kind: EmbedKind; signal: AbortSignal | undefined; breaker: Breaker },
  deps: CallDeps,
): Promise<Result<T, EmbedFailure>> {
  const query = kind === 'query';
  const attempts = query ? EMBEDDING_LIMITS.queryAttempts : EMBEDDING_LIMITS.passageAttempts;
  const budget = query ? EMBEDDING_LIMITS.queryTimeoutMs : EMBEDDING_LIMITS.passageTimeoutMs;
  const began = deps.clock();
  for (let tried = 1; ; tried += 1) {
    if (signal?.aborted) return err({ reason: 'aborted' });
    if (!breaker.allows()) return err({ reason: 'unavailable' });
    const left = query ? budget - (deps.clock() - began) : budget;
    const result = await withTimeout(attempt, left, signal);
    if (signal?.aborted) return err({ reason: 'aborted' });
    breaker.record(isOutage(result) ? 'failed' : 'answered');
    if (result.ok) return result;
    const pause = pauseBefore(tried, result.error, deps.random());
    const late = query && deps.clock() - began + (pause ?? 0) >= budget;
    if (pause === null || tried >= attempts || pause > EMBEDDING_LIMITS.pauseMaxMs || late) return result;
    await deps.sleep(pause);
  }
}

/** Milliseconds to wait before trying again; null where that would change nothing. Pure. */
export function pauseBefore(tried: number, failure: EmbedFailure, random: number): number | null {
  const own = EMBEDDING_LIMITS.pauseMs * 2 ** (tried - 1) * (0.5 + random / 2);
  if (failure.reason === 'rate_limited') return Math.max(own, failure.retryAfterMs ?? 0);
  return failure.reason === 'unavailable' ? own : null;
}

/** What speaks against the service as such. A refusal does not: the service is there. */
function isOutage(result: Result<unknown, EmbedFailure>): boolean {
  return !result.ok && (result.error.reason === 'unavailable' || result.error.reason === 'bad_response');
}

async function withTimeout<T>(
  attempt: Attempt<T>,
  ms: number,
  outer: AbortSignal | undefined,
): Promise<Result<T, EmbedFailure>> {
  const control = new AbortController();
  const stop = () => control.abort();
  outer?.addEventListener('abort', stop, { once: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Result<T, EmbedFailure>>((resolve) => {
    timer = setTimeout(
      () => {
        control.abort();
        resolve(err({ reason: 'unavailable' }));
      },
      Math.max(0, ms),
    );
  });
  try {
    return await Promise.race([attempt(control.signal), late]);
  } catch {
    return err({ reason: 'unavailable' });
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', stop);
  }
}
