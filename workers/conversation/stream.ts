/**
 * Coalesces the pieces of an answer into deltas: the first piece goes out at once, then at most one delta per
 * `flushMs`. Offsets are UTF-16 units into the whole answer, so a repeated delta is harmless to a client. Pure: the time
 * is passed in.
 */
export class DeltaBuffer {
  /** All text so far: what a client that joins in mid-answer is sent. */
  text = '';
  private sent = 0;
  private lastFlushAt = Number.NEGATIVE_INFINITY;
  private readonly flushMs: number;

  constructor(flushMs: number) {
    this.flushMs = flushMs;
  }

  /** Takes a piece and returns the delta that is due, if one is. */
  push(piece: string, now: number): { from: number; text: string } | null {
    this.text += piece;
    if (now - this.lastFlushAt < this.flushMs) return null;
    this.lastFlushAt = now;
    return this.flush();
  }

  /** What has not been sent yet. */
  flush(): { from: number; text: string } | null {
    if (this.sent === this.text.length) return null;
    const delta = { from: this.sent, text: this.text.slice(this.sent) };
    this.sent = this.text.length;
    return delta;
  }
}
