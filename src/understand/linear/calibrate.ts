/**
 * The temperature that makes softmax probabilities honest on held-out examples: the least negative log likelihood, by
 * golden-section search between 0.05 and 20. Source: Guo, Pleiss, Sun and Weinberger 2017. `doubt`: share of each target that is
 * given to the likeliest other label; where examples are few and all of them right, no temperature would be low enough without it.
 */
export function fitTemperature(
  logits: readonly Float32Array[],
  labels: ArrayLike<number>,
  doubt = 0,
): number {
  const loss = (logTemperature: number) => meanLoss(logits, labels, doubt, Math.exp(logTemperature));
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

function meanLoss(
  logits: readonly Float32Array[],
  labels: ArrayLike<number>,
  doubt: number,
  temperature: number,
): number {
  let total = 0;
  for (const [at, row] of logits.entries()) {
    const greatest = row.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
    const sum = row.reduce((all, logit) => all + Math.exp((logit - greatest) / temperature), 0);
    const label = labels[at] ?? 0;
    const own = row[label] ?? 0;
    const other =
      doubt > 0 && row.length > 1
        ? row.reduce(
            (most, logit, one) => (one === label ? most : Math.max(most, logit)),
            Number.NEGATIVE_INFINITY,
          )
        : own;
    total += Math.log(sum) - ((1 - doubt) * own + doubt * other - greatest) / temperature;
  }
  return total / Math.max(1, logits.length);
}
