import { seededRandom } from '../linear/seeded-random.ts';
import type { IntentFeatures } from './intent-features.ts';
import { type NetworkSpec, type SparseInput, sparseInput } from './network-input.ts';
import { toProbabilities } from './probabilities.ts';

/**
 * A network in training: the sum of the vectors of a message's features, cut off below zero where its spec says so, then one
 * score for each class.
 */
export interface FloatNetwork {
  spec: NetworkSpec;
  classes: number;
  /** Row-major: one row a bucket, then one a number of the direction; one column a hidden unit. */
  table: Float32Array;
  hiddenBias: Float32Array;
  /** Row-major: one row a hidden unit, one column a class. */
  output: Float32Array;
  bias: Float32Array;
}

/** What the steps remember: sums of squared gradients (AdaGrad; one for each row of the table), and scratch space. */
export interface NetworkTrainer {
  network: FloatNetwork;
  random(): number;
  rowSquares: Float32Array;
  hiddenSquares: Float32Array;
  outputSquares: Float32Array;
  biasSquares: Float32Array;
  hidden: Float32Array;
  hiddenSlope: Float32Array;
  scores: Float32Array;
}

export interface StepOptions {
  /** Share of features that are left out at random in each step, of directions (whole), and of hidden units. */
  dropFeatures: number;
  dropDirection: number;
  dropHidden: number;
  /** Falls from 1 to 0 in the course of training. */
  pace: number;
}

/** First step sizes of the table and of the layers above it. */
const TABLE_RATE = 0.1;
const LAYER_RATE = 0.03;
/** Keeps a first step finite. */
const TINY = 1e-8;
const TABLE_SPREAD = 0.1;

/** A network with small random weights. */
export function createTrainer(spec: NetworkSpec, classes: number, seed: number): NetworkTrainer {
  const random = seededRandom(seed);
  const { size, buckets, dimensions = 0 } = spec;
  const rows = buckets + dimensions;
  const table = new Float32Array(rows * size);
  const output = new Float32Array(size * classes);
  for (let at = 0; at < table.length; at += 1) table[at] = bell(random) * TABLE_SPREAD;
  for (let at = 0; at < output.length; at += 1) output[at] = bell(random) / Math.sqrt(size);
  return {
    network: {
      spec,
      classes,
      table,
      hiddenBias: new Float32Array(size),
      output,
      bias: new Float32Array(classes),
    },
    random,
    rowSquares: new Float32Array(rows),
    hiddenSquares: new Float32Array(size),
    outputSquares: new Float32Array(output.length),
    biasSquares: new Float32Array(classes),
    hidden: new Float32Array(size),
    hiddenSlope: new Float32Array(size),
    scores: new Float32Array(classes),
  };
}

/** Nearly normal with variance 1: the sum of four uniform numbers. */
function bell(random: () => number): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3);
}

/** Probabilities of the classes, in the trainer's scratch space until the next call. */
export function predict(trainer: NetworkTrainer, features: IntentFeatures): Float32Array {
  const { network, hidden, scores } = trainer;
  const input = sparseInput(features, network.spec);
  scores.set(network.bias);
  hidden.set(network.hiddenBias);
  sumRows(network.table, hidden.length, input, hidden);
  for (let unit = 0; unit < hidden.length; unit += 1) {
    const value = hidden[unit] ?? 0;
    if (value > 0 || !network.spec.rectified)
      addScaled(network.output, unit * network.classes, value, scores);
  }
  return toProbabilities(scores);
}

/** One step of gradient descent towards the distribution `target`. */
export function trainStep(
  trainer: NetworkTrainer,
  features: IntentFeatures,
  target: Float32Array,
  options: StepOptions,
): void {
  const input = sparseInput(features, trainer.network.spec);
  dropSome(input, options, trainer.random);
  const error = toError(forward(trainer, input, options.dropHidden), target);
  const squares = hiddenStep(trainer, error, options);
  biasStep(trainer, error, options.pace);
  descendRows(trainer, input, squares / trainer.hidden.length, options.pace);
}

function dropSome(
  input: SparseInput,
  { dropFeatures: share, dropDirection }: StepOptions,
  random: () => number,
): void {
  const directed = input.directed > 0 && random() < dropDirection ? 0 : input.directed;
  const from = input.count - input.directed;
  let kept = 0;
  for (let at = 0; at < from; at += 1) {
    if (share > 0 && random() < share) continue;
    input.rows[kept] = input.rows[at] ?? 0;
    input.values[kept] = (input.values[at] ?? 0) / (1 - share);
    kept += 1;
  }
  for (let at = from; at < from + directed; at += 1) {
    input.rows[kept] = input.rows[at] ?? 0;
    input.values[kept] = input.values[at] ?? 0;
    kept += 1;
  }
  input.count = kept;
}

/** Probabilities with some hidden units left out; what is left stays in `hidden`, 0 where nothing is. */
function forward(trainer: NetworkTrainer, input: SparseInput, dropHidden: number): Float32Array {
  const { network, hidden, scores } = trainer;
  const { rectified } = network.spec;
  hidden.set(network.hiddenBias);
  sumRows(network.table, hidden.length, input, hidden);
  scores.set(network.bias);
  for (let unit = 0; unit < hidden.length; unit += 1) {
    const value = hidden[unit] ?? 0;
    const alive = (value > 0 || !rectified) && (dropHidden === 0 || trainer.random() >= dropHidden);
    hidden[unit] = alive ? value / (1 - dropHidden) : 0;
    if (alive) addScaled(network.output, unit * network.classes, hidden[unit] ?? 0, scores);
  }
  return toProbabilities(scores);
}

/** Moves the layer above the table; returns the sum of the squared slopes of the loss in the hidden units. */
function hiddenStep(trainer: NetworkTrainer, error: Float32Array, { dropHidden, pace }: StepOptions): number {
  const { network, hidden, hiddenSlope, hiddenSquares } = trainer;
  const rate = LAYER_RATE * pace;
  let squares = 0;
  for (let unit = 0; unit < hidden.length; unit += 1) {
    const value = hidden[unit] ?? 0;
    const slope = value === 0 ? 0 : outputStep(trainer, unit, value, error, rate) / (1 - dropHidden);
    hiddenSlope[unit] = slope;
    if (slope === 0) continue;
    squares += slope * slope;
    const sum = (hiddenSquares[unit] ?? 0) + slope * slope;
    hiddenSquares[unit] = sum;
    network.hiddenBias[unit] = (network.hiddenBias[unit] ?? 0) - (rate * slope) / Math.sqrt(sum + TINY);
  }
  return squares;
}

function biasStep({ network, biasSquares }: NetworkTrainer, error: Float32Array, pace: number): void {
  const { bias } = network;
  for (let label = 0; label < bias.length; label += 1) {
    const slope = error[label] ?? 0;
    const sum = (biasSquares[label] ?? 0) + slope * slope;
    biasSquares[label] = sum;
    bias[label] = (bias[label] ?? 0) - (LAYER_RATE * pace * slope) / Math.sqrt(sum + TINY);
  }
}

/** Moves the output weights of one hidden unit, and returns the slope of the loss in that unit. */
function outputStep(
  { network, outputSquares }: NetworkTrainer,
  unit: number,
  value: number,
  error: Float32Array,
  rate: number,
): number {
  const { output, classes } = network;
  const start = unit * classes;
  let slope = 0;
  for (let label = 0; label < classes; label += 1) {
    const at = start + label;
    const gap = error[label] ?? 0;
    const weight = output[at] ?? 0;
    slope += weight * gap;
    const gradient = value * gap;
    const sum = (outputSquares[at] ?? 0) + gradient * gradient;
    outputSquares[at] = sum;
    output[at] = weight - (rate * gradient) / Math.sqrt(sum + 1e-6);
  }
  return slope;
}

/** Moves the rows of the features that were there; `squares` is the mean of the squared slopes. */
function descendRows(
  { network, rowSquares, hiddenSlope }: NetworkTrainer,
  input: SparseInput,
  squares: number,
  pace: number,
): void {
  const { table } = network;
  const columns = hiddenSlope.length;
  for (let at = 0; at < input.count; at += 1) {
    const row = input.rows[at] ?? 0;
    const value = input.values[at] ?? 0;
    const sum = (rowSquares[row] ?? 0) + squares * value * value;
    rowSquares[row] = sum;
    const step = (TABLE_RATE * pace * value) / Math.sqrt(sum + TINY);
    const start = row * columns;
    for (let column = 0; column < columns; column += 1) {
      table[start + column] = (table[start + column] ?? 0) - step * (hiddenSlope[column] ?? 0);
    }
  }
}

function sumRows(table: Float32Array, columns: number, input: SparseInput, sums: Float32Array): void {
  for (let at = 0; at < input.count; at += 1) {
    addScaled(table, (input.rows[at] ?? 0) * columns, input.values[at] ?? 0, sums);
  }
}

function addScaled(from: Float32Array, start: number, factor: number, to: Float32Array): void {
  for (let at = 0; at < to.length; at += 1) to[at] = (to[at] ?? 0) + factor * (from[start + at] ?? 0);
}

function toError(probabilities: Float32Array, target: Float32Array): Float32Array {
  for (let at = 0; at < target.length; at += 1) {
    probabilities[at] = (probabilities[at] ?? 0) - (target[at] ?? 0);
  }
  return probabilities;
}
