export interface GroupingFigures {
  /** Of pairs: those together in both, as precision and recall. */
  f1: number;
  /** Adjusted Rand index (Hubert and Arabie 1985): 0 is chance, 1 the same groups. */
  rand: number;
  /** Share of questions whose label is the commonest of their group. */
  purity: number;
}

/** How well groups agree with labels; both lists are by question. Pure. */
export function groupingFigures(labels: readonly string[], groups: readonly number[]): GroupingFigures {
  const both = counts(labels.map((label, index) => `${groups[index]} ${label}`));
  const together = pairs(both.values());
  const labelled = pairs(counts(labels).values());
  const grouped = pairs(counts(groups).values());
  const expected = (labelled * grouped) / Math.max(1, choose2(labels.length));
  const largest = new Map<string, number>();
  for (const [key, count] of both) {
    const group = key.split(' ')[0] ?? '';
    largest.set(group, Math.max(largest.get(group) ?? 0, count));
  }
  return {
    f1: (2 * together) / Math.max(1, labelled + grouped),
    rand: (together - expected) / Math.max(1e-9, (labelled + grouped) / 2 - expected),
    purity: [...largest.values()].reduce((sum, count) => sum + count, 0) / Math.max(1, labels.length),
  };
}

function counts<T>(values: readonly T[]): Map<T, number> {
  const found = new Map<T, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

function pairs(sizes: Iterable<number>): number {
  let sum = 0;
  for (const size of sizes) sum += choose2(size);
  return sum;
}

function choose2(size: number): number {
  return (size * (size - 1)) / 2;
}
