import type { Clock } from '../domain/clock.ts';

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
  /** Until then calls are refused; 0 while closed. */
  private openUntil = 0;
  /** The one call that was let through after the pause counts as under way until then; 0 where there is none. */
  private probeUntil = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** True when a call may be made. While open, the first one asked for after the pause is the only one let through. */
  allows(): boolean {
    if (this.openUntil === 0) return true;
    const now = this.clock();
    if (now < this.openUntil || now < this.probeUntil) return false;
    this.probeUntil = now + BREAKER.openMs;
    return true;
  }

  /** `open`: refused at once. `half-open`: the pause is over, one call will decide. Changes nothing. */
  state(): 'closed' | 'open' | 'half-open' {
    if (this.openUntil === 0) return 'closed';
    return this.clock() < this.openUntil ? 'open' : 'half-open';
  }

  /** Tells how a call went. `unknown`: it was given up for a reason of ours, so the next one may probe. */
  record(outcome: 'answered' | 'failed' | 'unknown'): void {
    this.probeUntil = 0;
    if (outcome === 'unknown') return;
    if (outcome === 'answered') {
      this.failures = 0;
      this.openUntil = 0;
      return;
    }
    this.failures += 1;
    if (this.failures >= BREAKER.failures) this.trip(BREAKER.openMs);
  }

  /** Opens at once for `ms`, whatever was counted: for what the service itself says will not pass sooner. Never shortens. */
  trip(ms: number): void {
    this.probeUntil = 0;
    this.failures = Math.max(this.failures, BREAKER.failures);
    this.openUntil = Math.max(this.openUntil, this.clock() + ms);
  }
}
