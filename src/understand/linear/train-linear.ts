import type { SparseVector } from './ngram-features.ts';
import { seededRandom, shuffled } from './seeded-random.ts';

/** Examples as feature vectors with the number of their label. */
export interface TrainingSet {
  vectors: readonly SparseVector[];
  labels: Uint16Array;
  buckets: number;
  classes: number;
  /** Weight of each example; absent: 1. */
  importance?: Float32Array;
}

export interface SoftmaxOptions {
  seed: number;
  epochs: number;
  /** First step of AdaGrad. */
  rate: number;
  /** L2 penalty on every weight, applied lazily. */
  penalty: number;
  /** Share of the target that is spread over all labels: keeps confidences honest. */
  smoothing: number;
  /** Called after every epoch: a place to say how far it is, and to let others run. */
  onEpoch?(done: number, of: number, loss: number): void | Promise<void>;
}

/** Row-major weights (one row a bucket, one column a class) and a bias a class. */
export interface TrainedWeights {
  weights: Float32Array;
  bias: Float32Array;
}

/**
 * Multinomial logistic regression by stochastic gradient with AdaGrad steps per weight (Duchi, Hazan and Singer 2011),
 * averaged over the second half of the epochs. Deterministic in data, options and seed.
 */
export async function trainSoftmax(set: TrainingSet, options: SoftmaxOptions): Promise<TrainedWeights> {
  const { buckets, classes } = set;
  const state = {
    weights: new Float32Array(buckets * classes),
    bias: new Float32Array(classes),
    squares: new Float32Array(buckets * classes).fill(1e-3),
    biasSquares: new Float32Array(classes).fill(1e-3),
  };
  const mean = { weights: new Float32Array(buckets * classes), bias: new Float32Array(classes), count: 0 };
  const random = seededRandom(options.seed);
  const scores = new Float32Array(classes);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    let loss = 0;
    for (const example of shuffled(set.vectors.length, random)) {
      loss += step(set, example, state, scores, options);
    }
    if (epoch >= options.epochs / 2) addTo(mean, state);
    await options.onEpoch?.(epoch + 1, options.epochs, loss / set.vectors.length);
  }
  return {
    weights: mean.weights.map((sum) => sum / mean.count),
    bias: mean.bias.map((sum) => sum / mean.count),
  };
}

interface State extends TrainedWeights {
  squares: Float32Array;
  biasSquares: Float32Array;
}

/** One example; returns its loss in nats. */
function step(
  set: TrainingSet,
  example: number,
  state: State,
  scores: Float32Array,
  options: SoftmaxOptions,
): number {
  const vector = set.vectors[example];
  if (!vector) return 0;
  const { classes } = set;
  const label = set.labels[example] ?? 0;
  const importance = set.importance?.[example] ?? 1;
  const loss = gradient(vector, label, state, scores, options.smoothing);
  const { weights, squares, bias, biasSquares } = state;
  for (let column = 0; column < classes; column += 1) scores[column] = (scores[column] ?? 0) * importance;
  for (let at = 0; at < vector.indices.length; at += 1) {
    const start = (vector.indices[at] ?? 0) * classes;
    const value = vector.values[at] ?? 0;
    for (let column = 0; column < classes; column += 1) {
      const weight = weights[start + column] ?? 0;
      const slope = (scores[column] ?? 0) * value + options.penalty * weight;
      const square = (squares[start + column] ?? 0) + slope * slope;
      squares[start + column] = square;
      weights[start + column] = weight - (options.rate * slope) / Math.sqrt(square);
    }
  }
  for (let column = 0; column < classes; column += 1) {
    const slope = scores[column] ?? 0;
    const square = (biasSquares[column] ?? 0) + slope * slope;
    biasSquares[column] = square;
    bias[column] = (bias[column] ?? 0) - (options.rate * slope) / Math.sqrt(square);
  }
  return loss * importance;
}

/** Leaves `probability - target` in `scores`. */
function gradient(
  vector: SparseVector,
  label: number,
  { weights, bias }: TrainedWeights,
  scores: Float32Array,
  smoothing: number,
): number {
  const classes = scores.length;
  scores.set(bias);
  for (let at = 0; at < vector.indices.length; at += 1) {
    const start = (vector.indices[at] ?? 0) * classes;
    const value = vector.values[at] ?? 0;
    for (let column = 0; column < classes; column += 1) {
      scores[column] = (scores[column] ?? 0) + value * (weights[start + column] ?? 0);
    }
  }
  let greatest = Number.NEGATIVE_INFINITY;
  for (let column = 0; column < classes; column += 1) greatest = Math.max(greatest, scores[column] ?? 0);
  let total = 0;
  for (let column = 0; column < classes; column += 1) {
    const share = Math.exp((scores[column] ?? 0) - greatest);
    scores[column] = share;
    total += share;
  }
  const spread = smoothing / classes;
  const right = (scores[label] ?? 0) / total;
  for (let column = 0; column < classes; column += 1) {
    const target = spread + (column === label ? 1 - smoothing : 0);
    scores[column] = (scores[column] ?? 0) / total - target;
  }
  return -Math.log(Math.max(right, 1e-12));
}

function addTo(mean: TrainedWeights & { count: number }, state: TrainedWeights): void {
  for (let at = 0; at < mean.weights.length; at += 1) {
    mean.weights[at] = (mean.weights[at] ?? 0) + (state.weights[at] ?? 0);
  }
  for (let at = 0; at < mean.bias.length; at += 1)
    mean.bias[at] = (mean.bias[at] ?? 0) + (state.bias[at] ?? 0);
  mean.count += 1;
}

/** Smoothed inverse document frequency, `ln((1 + n) / (1 + documents with it)) + 1`, of every bucket. */
export function inverseFrequencies(vectors: readonly SparseVector[], buckets: number): Float32Array {
  const seen = new Float32Array(buckets);
  for (const { indices } of vectors) for (const bucket of indices) seen[bucket] = (seen[bucket] ?? 0) + 1;
  return seen.map((count) => Math.log((1 + vectors.length) / (1 + count)) + 1);
}
