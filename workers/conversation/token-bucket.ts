/**
 * A token bucket, filled lazily. `burst` tokens at most, `perSecond` come back. Kept in memory: an object that sleeps
 * long enough to forget it would have refilled it anyway.
 */
export class TokenBucket {
  private tokens: number;
  private updatedAt: number;
  private readonly burst: number;
  private readonly perSecond: number;

  constructor(burst: number, perSecond: number, now: number) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.tokens = burst;
    this.updatedAt = now;
  }

  /** Takes one token. Returns 0, or the milliseconds until one is there. A clock that jumps back gives nothing. */
  take(now: number): number {
    const elapsedMs = Math.max(0, now - this.updatedAt);
    this.tokens = Math.min(this.burst, this.tokens + (elapsedMs / 1000) * this.perSecond);
    this.updatedAt = now;
    if (this.tokens >= 1) {
      this.tokens -= 1;
      return 0;
    }
    return Math.ceil(((1 - this.tokens) / this.perSecond) * 1000);
  }

  /** Takes more for what turned out dearer than it looked, into debt where need be. */
  spend(tokens: number): void {
    this.tokens -= tokens;
  }
}
