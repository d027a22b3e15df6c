/** Buckets per doubling: the bounds of one are a fifth apart, so that a percentile is off by a tenth at most. */
const PER_DOUBLING = 4;
/** The last bucket, of all above 17 minutes: no call lasts so long. */
const LAST = 80;

/** The bucket of so many milliseconds: `k` holds what is above `2^((k-1)/4)` and up to `2^(k/4)`. Pure. */
export function bucketOf(ms: number): number {
  return Math.min(LAST, Math.ceil(PER_DOUBLING * Math.log2(Math.max(1, ms))));
}

/**
 * The value below which `share` (0 to 1) of the counted lies, in milliseconds: the geometric middle of its bucket. Null
 * where nothing was counted. Pure.
 */
export function percentile(counts: ReadonlyMap<number, number>, share: number): number | null {
  const buckets = [...counts].sort(([left], [right]) => left - right);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  let left = total * share;
  for (const [bucket, count] of buckets) {
    left -= count;
    if (left <= 0 && count > 0) return Math.round(2 ** ((bucket - 0.5) / PER_DOUBLING));
  }
  return null;
}
