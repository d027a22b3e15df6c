import type { Clock } from '../../domain/clock.ts';

export const BREAKER = {
  /** Failures in a row after which calls are refused at once. */
  failures: 5,
  /** How long they are; then one call is let through, and its outcome decides. */
  openMs: 30_000,
} as const;

/** Refuses calls to a service that keeps failing, so that nobody waits for what will not come. One an isolate. */
export class Breaker {
  private readonly clock: Clock;
  private failures = 0;
  private openedAt = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** True when a call may be made. While open, the first one asked for after the pause is the only one let through. */
  allows(): boolean {
    if (this.failures < BREAKER.failures) return true;
    const now = this.clock();
    if (now - this.openedAt < BREAKER.openMs) return false;
    this.openedAt = now;
    return true;
  }

  /** Tells how a call went. */
  record(outcome: 'answered' | 'failed'): void {
    if (outcome === 'answered') {
      this.failures = 0;
      return;
    }
    this.failures += 1;
    if (this.failures >= BREAKER.failures) this.openedAt = this.clock();
  }
}
