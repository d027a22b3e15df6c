/** The score from which on calling it positive gives the greatest F1, and that F1. */
export function bestThreshold(
  scores: readonly number[],
  truth: ArrayLike<number>,
): { threshold: number; f1: number } {
  const order = scores.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  let positives = 0;
  for (let at = 0; at < truth.length; at += 1) positives += truth[at] ?? 0;
  let hits = 0;
  let best = { threshold: 1, f1: 0 };
  for (const [rank, at] of order.entries()) {
    hits += truth[at] ?? 0;
    const f1 = (2 * hits) / (rank + 1 + positives);
    if (f1 > best.f1) best = { threshold: scores[at] ?? 0, f1 };
  }
  return best;
}
