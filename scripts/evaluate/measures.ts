/** One judged probability. */
export interface Judged {
  confidence: number;
  right: boolean;
}

/** Area under the ROC curve: the chance that a right case is ranked above a wrong one; ties count half. */
export function auroc(judged: readonly Judged[]): number {
  const sorted = [...judged].sort((a, b) => a.confidence - b.confidence);
  const rights = sorted.filter((one) => one.right).length;
  const wrongs = sorted.length - rights;
  if (rights === 0 || wrongs === 0) return Number.NaN;
  let sum = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.confidence === sorted[from]?.confidence) to += 1;
    const rank = (from + to + 1) / 2;
    sum += rank * sorted.slice(from, to).filter((one) => one.right).length;
    from = to;
  }
  return (sum - (rights * (rights + 1)) / 2) / (rights * wrongs);
}

/** Mean squared error of the probabilities. */
export function brier(judged: readonly Judged[]): number {
  return mean(judged.map((one) => (one.confidence - (one.right ? 1 : 0)) ** 2));
}

/** Expected calibration error over ten bins of equal width. */
export function calibrationError(judged: readonly Judged[]): number {
  let sum = 0;
  for (let bin = 0; bin < 10; bin += 1) {
    const own = judged.filter((one) => Math.min(9, Math.floor(one.confidence * 10)) === bin);
    if (own.length === 0) continue;
    const gap = mean(own.map((one) => one.confidence)) - mean(own.map((one) => (one.right ? 1 : 0)));
    sum += (own.length / judged.length) * Math.abs(gap);
  }
  return sum;
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, one) => sum + one, 0) / values.length;
}
