/** Slots at first: 2^12. Doubled whenever half are taken. */
const SLOTS_FIRST = 4_096;

/**
 * How often each hash of a text was seen, in the order of first occurrence: a `Map` without an object for each number. Made to
 * be kept and cleared, so that a message allocates nothing.
 */
export class HashCounts {
  /** Distinct hashes, as signed 32 bits; only the first `size` are meant. */
  hashes = new Int32Array(SLOTS_FIRST / 2);
  /** How often each of `hashes` was seen. */
  counts = new Int32Array(SLOTS_FIRST / 2);
  size = 0;
  /** Where a hash stands in `hashes`, plus one; 0: the slot is free. */
  private slots = new Int32Array(SLOTS_FIRST);

  clear(): void {
    // A long text leaves a large table, which the short ones behind it should not pay for.
    if (this.slots.length > SLOTS_FIRST) this.resize(SLOTS_FIRST);
    else this.slots.fill(0);
    this.size = 0;
  }

  /** Counts a hash once. */
  add(hash: number): void {
    const key = hash | 0;
    const { slots, hashes } = this;
    const mask = slots.length - 1;
    let slot = spread(key) & mask;
    for (;;) {
      const at = slots[slot] ?? 0;
      if (at === 0) break;
      if (hashes[at - 1] === key) {
        this.counts[at - 1] = (this.counts[at - 1] ?? 0) + 1;
        return;
      }
      slot = (slot + 1) & mask;
    }
    hashes[this.size] = key;
    this.counts[this.size] = 1;
    this.size += 1;
    slots[slot] = this.size;
    if (this.size * 2 >= slots.length) this.grow();
  }

  private resize(slots: number): void {
    this.slots = new Int32Array(slots);
    this.hashes = new Int32Array(slots / 2);
    this.counts = new Int32Array(slots / 2);
  }

  private grow(): void {
    const { hashes, counts, size } = this;
    this.resize(this.slots.length * 2);
    this.hashes.set(hashes);
    this.counts.set(counts);
    const { slots } = this;
    const mask = slots.length - 1;
    for (let at = 0; at < size; at += 1) {
      let slot = spread(hashes[at] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = at + 1;
    }
  }
}

/** The upper bits of a product depend on all bits of a hash (Knuth, The Art of Computer Programming, section 6.4). */
function spread(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> 12;
}
