import { seededRandom, shuffled } from './seeded-random.ts';
import type { TrainedWeights, TrainingSet } from './train-linear.ts';

export interface SvmOptions {
  seed: number;
  /** Passes over the data for each class; 10 to 20 are enough for text. */
  epochs: number;
  /** Cost of an error; greater fits closer. */
  cost: number;
  /** Cost of an error on an example of the class, as a multiple of `cost`: the class is one against many. */
  positiveWeight: number;
  onClass?(done: number, of: number): void | Promise<void>;
}

/**
 * One-against-the-rest linear SVM with squared hinge loss by dual coordinate descent (Hsieh, Chang, Lin, Keerthi and
 * Sundararajan 2008, algorithm 1, as in LIBLINEAR's solver 1). The bias is a feature of weight 1. Deterministic.
 */
export async function trainSvm(set: TrainingSet, options: SvmOptions): Promise<TrainedWeights> {
  const { buckets, classes } = set;
  const weights = new Float32Array(buckets * classes);
  const bias = new Float32Array(classes);
  const squares = Float64Array.from(set.vectors, ({ values }) =>
    values.reduce((sum, value) => sum + value * value, 1),
  );
  for (let label = 0; label < classes; label += 1) {
    const column = trainClass(set, label, squares, options);
    for (let bucket = 0; bucket < buckets; bucket += 1)
      weights[bucket * classes + label] = column[bucket] ?? 0;
    bias[label] = column[buckets] ?? 0;
    await options.onClass?.(label + 1, classes);
  }
  return { weights, bias };
}

function trainClass(
  set: TrainingSet,
  label: number,
  squares: Float64Array,
  options: SvmOptions,
): Float64Array {
  const column = new Float64Array(set.buckets + 1);
  const duals = new Float64Array(set.vectors.length);
  const random = seededRandom(options.seed + label);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    let moved = 0;
    for (const example of shuffled(set.vectors.length, random)) {
      moved = Math.max(moved, descend(set, example, label, column, duals, squares, options));
    }
    if (moved < 1e-2) break;
  }
  return column;
}

/** One coordinate; returns how far from its optimum it was. */
function descend(
  set: TrainingSet,
  example: number,
  label: number,
  column: Float64Array,
  duals: Float64Array,
  squares: Float64Array,
  options: SvmOptions,
): number {
  const vector = set.vectors[example];
  if (!vector) return 0;
  const { indices, values } = vector;
  const side = set.labels[example] === label ? 1 : -1;
  const cost = options.cost * (side > 0 ? options.positiveWeight : 1) * (set.importance?.[example] ?? 1);
  const ridge = 1 / (2 * cost);
  let score = column[set.buckets] ?? 0;
  for (let at = 0; at < indices.length; at += 1) score += (column[indices[at] ?? 0] ?? 0) * (values[at] ?? 0);
  const dual = duals[example] ?? 0;
  const slope = side * score - 1 + ridge * dual;
  const projected = dual === 0 ? Math.min(slope, 0) : slope;
  if (Math.abs(projected) < 1e-9) return 0;
  const next = Math.max(0, dual - slope / ((squares[example] ?? 1) + ridge));
  duals[example] = next;
  const change = (next - dual) * side;
  for (let at = 0; at < indices.length; at += 1) {
    const bucket = indices[at] ?? 0;
    column[bucket] = (column[bucket] ?? 0) + change * (values[at] ?? 0);
  }
  column[set.buckets] = (column[set.buckets] ?? 0) + change;
  return Math.abs(projected);
}
