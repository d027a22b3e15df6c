/** Softmax in place: scores become probabilities. */
export function toProbabilities(scores: Float32Array): Float32Array {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < scores.length; at += 1) greatest = Math.max(greatest, scores[at] ?? 0);
  let total = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const share = Math.exp((scores[at] ?? 0) - greatest);
    scores[at] = share;
    total += share;
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) / total;
  return scores;
}
