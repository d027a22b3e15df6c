/** Slots at first: 2^12. Doubled whenever two thirds are taken. */
const SLOTS_FIRST = 4_096;
const FULL = 2 / 3;
/** A count stops here: nobody asks for more. */
const COUNT_MAX = 255;

/**
 * How often each of many 32-bit hashes was seen. Exact, and five bytes a slot: a large training set has millions of features,
 * of which a `Map` would fill the memory of an isolate.
 */
export class HashCounter {
  private hashes = new Uint32Array(SLOTS_FIRST);
  /** 0: the slot is free. */
  private counts = new Uint8Array(SLOTS_FIRST);
  private taken = 0;

  /** Counts a hash once. */
  add(hash: number): void {
    if (this.taken >= this.hashes.length * FULL) this.grow();
    const slot = this.slotOf(hash);
    const count = this.counts[slot] ?? 0;
    if (count === 0) {
      this.hashes[slot] = hash;
      this.taken += 1;
    }
    if (count < COUNT_MAX) this.counts[slot] = count + 1;
  }

  /** Those that were seen at least so often, in no order that means anything. */
  seen(least: number): Uint32Array {
    return this.hashes.filter((_, slot) => (this.counts[slot] ?? 0) >= least);
  }

  /** The slot that holds a hash, or the free one where it belongs. */
  private slotOf(hash: number): number {
    const mask = this.hashes.length - 1;
    let slot = hash & mask;
    while (this.counts[slot] !== 0 && this.hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { hashes, counts } = this;
    this.hashes = new Uint32Array(hashes.length * 2);
    this.counts = new Uint8Array(hashes.length * 2);
    for (let from = 0; from < hashes.length; from += 1) {
      const count = counts[from] ?? 0;
      if (count === 0) continue;
      const hash = hashes[from] ?? 0;
      const slot = this.slotOf(hash);
      this.hashes[slot] = hash;
      this.counts[slot] = count;
    }
  }
}
