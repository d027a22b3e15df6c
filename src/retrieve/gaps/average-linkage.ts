/**
 * Joins what is nearest on average, again and again, until no two groups are at least `threshold` alike (UPGMA: Sokal and
 * Michener 1958). `alike` is symmetric, `size` x `size`, one row after another; it is used up. `weights`: how much each item
 * counts. Time: about size squared. Ties go to the earlier item, so the result is determined. Pure but for `alike`.
 *
 * @returns for every item, the number of its group: that of one of its members.
 */
export function averageLinkage(
  alike: Float32Array,
  size: number,
  threshold: number,
  weights: Float64Array = new Float64Array(size).fill(1),
): Int32Array {
  const groups = Int32Array.from({ length: size }, (_, index) => index);
  const counts = Float64Array.from(weights);
  const alive = new Uint8Array(size).fill(1);
  const nearest = new Int32Array(size).fill(-1);
  const best = new Float64Array(size).fill(-1);
  const lookAgain = (item: number) => {
    best[item] = -1;
    nearest[item] = -1;
    for (let other = 0; other < size; other += 1) {
      const value = alike[item * size + other] ?? 0;
      if (other === item || !alive[other] || value <= (best[item] ?? 0)) continue;
      best[item] = value;
      nearest[item] = other;
    }
  };
  for (let item = 0; item < size; item += 1) lookAgain(item);
  for (;;) {
    const kept = nearestOf(best, alive, threshold);
    if (kept === -1) return groups;
    const gone = nearest[kept] ?? kept;
    join(alike, size, counts, kept, gone);
    alive[gone] = 0;
    for (let item = 0; item < size; item += 1) {
      if (groups[item] === gone) groups[item] = kept;
      if (!alive[item] || item === kept) continue;
      if (nearest[item] === kept || nearest[item] === gone) lookAgain(item);
    }
    lookAgain(kept);
  }
}

function nearestOf(best: Float64Array, alive: Uint8Array, threshold: number): number {
  let found = -1;
  let value = threshold;
  for (let item = 0; item < best.length; item += 1) {
    if (!alive[item] || (best[item] ?? 0) < value || (found !== -1 && best[item] === value)) continue;
    found = item;
    value = best[item] ?? 0;
  }
  return found;
}

/** The mean of both rows, each counting as much as it holds. Averages never exceed what they are of, so others keep their nearest. */
function join(alike: Float32Array, size: number, counts: Float64Array, kept: number, gone: number): void {
  const one = counts[kept] ?? 0;
  const two = counts[gone] ?? 0;
  for (let other = 0; other < size; other += 1) {
    const value =
      ((alike[kept * size + other] ?? 0) * one + (alike[gone * size + other] ?? 0) * two) / (one + two);
    alike[kept * size + other] = value;
    alike[other * size + kept] = value;
  }
  counts[kept] = one + two;
}
