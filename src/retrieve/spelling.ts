/** Repairs of one word: more would make it mean anything. */
const MAX_FORMS = 3;

/**
 * The terms that an unknown one probably stands for: one edit away (two from eight letters on), nearest and commonest first;
 * else terms that begin with it, as somebody types half a word.
 */
export function closest(
  unknown: string,
  near: readonly { term: string; chunks: number }[],
): { term: string; weight: number }[] {
  const allowed = unknown.length >= 9 ? 2 : 1;
  const edits = near
    .map((one) => ({ ...one, distance: editDistance(unknown, one.term, allowed) }))
    .filter((one) => one.distance <= allowed && (unknown.length >= 6 || isSlip(unknown, one.term)))
    .sort((a, b) => a.distance - b.distance || b.chunks - a.chunks || (a.term < b.term ? -1 : 1));
  const best = edits[0];
  if (best) return [{ term: best.term, weight: best.distance === 1 ? 0.9 : 0.75 }];
  return near
    .filter((one) => one.term.startsWith(unknown))
    .sort((a, b) => b.chunks - a.chunks || (a.term < b.term ? -1 : 1))
    .slice(0, MAX_FORMS)
    .map((one) => ({ term: one.term, weight: 0.7 }));
}

/** Short words are one letter from many others, so only slips of the hand count: swapped, doubled or dropped letters. */
function isSlip(typed: string, meant: string): boolean {
  if (typed.length === meant.length) return [...typed].sort().join('') === [...meant].sort().join('');
  if (typed.length > meant.length) return typed.replace(/(.)\1/g, '$1') === meant.replace(/(.)\1/g, '$1');
  return typed.length >= 5 || typed.replace(/(.)\1/g, '$1') === meant.replace(/(.)\1/g, '$1');
}

/**
 * Edits between two words (insert, delete, replace, swap of neighbours), or `limit + 1` when there are more. Optimal string
 * alignment, kept to a band, so the cost is length times limit.
 */
export function editDistance(a: string, b: string, limit: number): number {
  const over = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return over;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row: number[] = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      if (Math.abs(i - j) > limit) {
        row[j] = over;
        continue;
      }
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (above[j] ?? over) + 1,
        (row[j - 1] ?? over) + 1,
        (above[j - 1] ?? over) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? over) + 1);
      row[j] = cost;
      least = Math.min(least, cost);
    }
    if (least > limit) return over;
    before = above;
    above = row;
  }
  return Math.min(above[b.length] ?? over, over);
}
