/**
 * Measures of one ranked list against the set of what is right. Lists are ids, best first, without repetition.
 */

/** Reciprocal rank of the first right one, 0 where none is in the list. */
export function reciprocalRank(ranked: readonly string[], right: ReadonlySet<string>): number {
  const at = ranked.findIndex((id) => right.has(id));
  return at < 0 ? 0 : 1 / (at + 1);
}

/** 1 where one of the first `depth` is right: for questions that any one of the right ones answers. */
export function anyWithin(ranked: readonly string[], right: ReadonlySet<string>, depth: number): number {
  return ranked.slice(0, depth).some((id) => right.has(id)) ? 1 : 0;
}

/** Normalised discounted cumulative gain of the first `depth`, each right one worth 1 (Jarvelin and Kekalainen 2002, log base 2). */
export function ndcg(ranked: readonly string[], right: ReadonlySet<string>, depth: number): number {
  if (right.size === 0) return 0;
  const discount = (rank: number) => 1 / Math.log2(rank + 2);
  const gain = ranked
    .slice(0, depth)
    .reduce((sum, id, rank) => sum + (right.has(id) ? discount(rank) : 0), 0);
  let ideal = 0;
  for (let rank = 0; rank < Math.min(depth, right.size); rank += 1) ideal += discount(rank);
  return gain / ideal;
}
