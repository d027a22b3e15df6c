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
