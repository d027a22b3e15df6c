/** The best few of many scores, kept in a heap whose root is the worst of them. */
export class TopHits {
  private readonly limit: number;
  private readonly scores: number[] = [];
  private readonly slots: number[] = [];
  /** A score has to be above this to count. */
  floor = Number.NEGATIVE_INFINITY;

  constructor(limit: number) {
    this.limit = limit;
  }

  offer(slot: number, score: number): void {
    const { scores, slots } = this;
    if (scores.length < this.limit) {
      scores.push(score);
      slots.push(slot);
      this.rise(scores.length - 1);
    } else {
      scores[0] = score;
      slots[0] = slot;
      this.sink();
    }
    if (scores.length === this.limit) this.floor = scores[0] ?? this.floor;
  }

  /** Best first; equal ones by `name`. */
  sorted(name: (slot: number) => string): { slot: number; score: number }[] {
    return this.slots
      .map((slot, at) => ({ slot, score: this.scores[at] ?? 0 }))
      .sort((a, b) => b.score - a.score || (name(a.slot) < name(b.slot) ? -1 : 1));
  }

  private rise(from: number): void {
    for (let at = from; at > 0; ) {
      const above = (at - 1) >> 1;
      if ((this.scores[above] ?? 0) <= (this.scores[at] ?? 0)) return;
      this.swap(at, above);
      at = above;
    }
  }

  private sink(): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      if (left >= this.scores.length) return;
      const right = left + 1;
      const least =
        right < this.scores.length && (this.scores[right] ?? 0) < (this.scores[left] ?? 0) ? right : left;
      if ((this.scores[at] ?? 0) <= (this.scores[least] ?? 0)) return;
      this.swap(at, least);
      at = least;
    }
  }

  private swap(a: number, b: number): void {
    const { scores, slots } = this;
    [scores[a], scores[b]] = [scores[b] ?? 0, scores[a] ?? 0];
    [slots[a], slots[b]] = [slots[b] ?? 0, slots[a] ?? 0];
  }
}
