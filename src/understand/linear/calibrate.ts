/**
 * The temperature that makes softmax probabilities honest on held-out examples: the least negative log likelihood, by
 * golden-section search between 0.05 and 20. Source: Guo, Pleiss, Sun and Weinberger 2017.
 */
export function fitTemperature(logits: readonly Float32Array[], labels: ArrayLike<number>): number {
  const loss = (logTemperature: number) => meanLoss(logits, labels, Math.exp(logTemperature));
  let low = Math.log(0.05);
  let high = Math.log(20);
  for (let round = 0; round < 40; round += 1) {
    const left = high - (high - low) * GOLDEN;
    const right = low + (high - low) * GOLDEN;
    if (loss(left) <= loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

function meanLoss(logits: readonly Float32Array[], labels: ArrayLike<number>, temperature: number): number {
  let total = 0;
  for (const [at, row] of logits.entries()) {
    const greatest = row.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
    const sum = row.reduce((all, logit) => all + Math.exp((logit - greatest) / temperature), 0);
    total += Math.log(sum) - ((row[labels[at] ?? 0] ?? 0) - greatest) / temperature;
  }
  return total / Math.max(1, logits.length);
}

/** A rising step function: `values[i]` holds from `from[i]` on, up to the next. */
export interface Isotonic {
  from: number[];
  values: number[];
}

/**
 * Isotonic regression by pooling adjacent violators: the rising step function nearest to the outcomes (0 or 1) in the least
 * squares. Source: Zadrozny and Elkan 2002.
 */
export function fitIsotonic(scores: ArrayLike<number>, outcomes: ArrayLike<number>): Isotonic {
  const order = Array.from({ length: scores.length }, (_, at) => at).sort(
    (one, other) => (scores[one] ?? 0) - (scores[other] ?? 0),
  );
  const pools: { from: number; sum: number; count: number }[] = [];
  for (const at of order) {
    pools.push({ from: scores[at] ?? 0, sum: outcomes[at] ?? 0, count: 1 });
    for (;;) {
      const last = pools.at(-1);
      const before = pools.at(-2);
      if (!last || !before || before.sum / before.count < last.sum / last.count) break;
      pools.splice(-2, 2, {
        from: before.from,
        sum: before.sum + last.sum,
        count: before.count + last.count,
      });
    }
  }
  return { from: pools.map((pool) => pool.from), values: pools.map((pool) => pool.sum / pool.count) };
}

/** The calibrated probability of a score. */
export function applyIsotonic({ from, values }: Isotonic, score: number): number {
  let low = 0;
  let high = from.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((from[middle] ?? 0) <= score) low = middle + 1;
    else high = middle;
  }
  return values[Math.max(0, low - 1)] ?? 0;
}
