import type { AffectFeatures } from '../../src/understand/emotion/affect-features.ts';
import { seededRandom, shuffled } from '../../src/understand/linear/seeded-random.ts';

/** Many sparse rows in three arrays: row `i` is `starts[i]` to `starts[i + 1]` of the others. */
export interface SparseRows {
  starts: Uint32Array;
  buckets: Uint32Array;
  values: Float32Array;
  /** How many buckets there are. */
  width: number;
}

export interface AffectSvmOptions {
  seed: number;
  epochs: number;
  /** Cost of an error; greater fits closer. */
  cost: number;
  /** Exponent of (negatives / positives) by which an error on a positive costs more. */
  balance: number;
  /** 0: plain; 1: every feature is scaled by how much more often it occurs with the label; between: in between. */
  ratio: number;
}

/** One label's column of weights, the bias last. */
export type Column = Float32Array;

/** Packs feature vectors; features that share a bucket are added. */
export function packRows(features: readonly AffectFeatures[], width: number): SparseRows {
  const total = features.reduce((sum, { hashes }) => sum + hashes.length, 0);
  const starts = new Uint32Array(features.length + 1);
  const buckets = new Uint32Array(total);
  const values = new Float32Array(total);
  const place = new Int32Array(width).fill(-1);
  let end = 0;
  for (const [row, { hashes, values: given }] of features.entries()) {
    const start = end;
    for (let at = 0; at < hashes.length; at += 1) {
      const bucket = (hashes[at] ?? 0) % width;
      const known = place[bucket] ?? -1;
      const where = known >= start ? known : end++;
      place[bucket] = where;
      buckets[where] = bucket;
      values[where] = (known >= start ? (values[where] ?? 0) : 0) + (given[at] ?? 0);
    }
    starts[row + 1] = end;
  }
  return { starts, buckets: buckets.slice(0, end), values: values.slice(0, end), width };
}

/** Sum of the weights of a row's features, and the bias. */
export function scoreRow(
  { starts, buckets, values, width }: SparseRows,
  row: number,
  column: Column,
): number {
  let sum = column[width] ?? 0;
  for (let at = starts[row] ?? 0, end = starts[row + 1] ?? 0; at < end; at += 1)
    sum += (column[buckets[at] ?? 0] ?? 0) * (values[at] ?? 0);
  return sum;
}

/**
 * A linear SVM with squared hinge loss for one label, by dual coordinate descent (Hsieh, Chang, Lin, Keerthi and
 * Sundararajan 2008), over features scaled by naive Bayes log-count ratios (Wang and Manning 2012); the scaling is folded
 * into the weights. `rows`: the examples to learn from; `isPositive` and `importance` by example. Deterministic.
 */
export function trainAffectSvm(
  data: SparseRows,
  rows: Uint32Array,
  isPositive: Uint8Array,
  importance: Float32Array | null,
  options: AffectSvmOptions,
): Column {
  const scaling = ratios(data, rows, isPositive, options.ratio);
  const values = scaled(data, rows, scaling);
  const column = descend({ ...data, values }, rows, isPositive, importance, options);
  for (let bucket = 0; bucket < data.width; bucket += 1)
    column[bucket] = (column[bucket] ?? 0) * (scaling[bucket] ?? 0);
  return column;
}

/** The greatest log-count ratio that counts: rarer words would otherwise have no limit. */
const RATIO_MAX = 3;

function ratios(data: SparseRows, rows: Uint32Array, isPositive: Uint8Array, strength: number): Float32Array {
  const withLabel = new Float32Array(data.width).fill(1);
  const without = new Float32Array(data.width).fill(1);
  let positives = 2;
  for (const row of rows) {
    const counts = isPositive[row] ? withLabel : without;
    positives += isPositive[row] ?? 0;
    for (let at = data.starts[row] ?? 0, end = data.starts[row + 1] ?? 0; at < end; at += 1) {
      const bucket = data.buckets[at] ?? 0;
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
  }
  const odds = Math.log(positives / (rows.length + 4 - positives));
  return withLabel.map((count, bucket) => {
    const ratio = Math.abs(Math.log(count / (without[bucket] ?? 1)) - odds);
    return 1 - strength + strength * Math.min(RATIO_MAX, ratio);
  });
}

/** The values times `scaling`, and all by the one factor (kept in `scaling` too) that gives rows the length 1 on average. */
function scaled(data: SparseRows, rows: Uint32Array, scaling: Float32Array): Float32Array {
  const values = data.values.map((value, at) => value * (scaling[data.buckets[at] ?? 0] ?? 0));
  let squares = 0;
  for (const row of rows) {
    for (let at = data.starts[row] ?? 0, end = data.starts[row + 1] ?? 0; at < end; at += 1)
      squares += (values[at] ?? 0) ** 2;
  }
  const factor = 1 / Math.sqrt(squares / Math.max(1, rows.length));
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) * factor;
  for (let bucket = 0; bucket < scaling.length; bucket += 1)
    scaling[bucket] = (scaling[bucket] ?? 0) * factor;
  return values;
}

function descend(
  data: SparseRows,
  rows: Uint32Array,
  isPositive: Uint8Array,
  importance: Float32Array | null,
  options: AffectSvmOptions,
): Column {
  const { starts, buckets, values, width } = data;
  const column = new Float32Array(width + 1);
  const duals = new Float64Array(rows.length);
  const squares = new Float64Array(rows.length);
  let positives = 0;
  for (const [index, row] of rows.entries()) {
    positives += isPositive[row] ?? 0;
    let sum = 1;
    for (let at = starts[row] ?? 0, end = starts[row + 1] ?? 0; at < end; at += 1)
      sum += (values[at] ?? 0) ** 2;
    squares[index] = sum;
  }
  const positiveCost = ((rows.length - positives) / Math.max(1, positives)) ** options.balance;
  const random = seededRandom(options.seed);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    for (const index of shuffled(rows.length, random)) {
      const row = rows[index] ?? 0;
      const side = isPositive[row] ? 1 : -1;
      const cost = options.cost * (side > 0 ? positiveCost : 1) * (importance?.[row] ?? 1);
      const ridge = 1 / (2 * cost);
      const dual = duals[index] ?? 0;
      const slope = side * scoreRow(data, row, column) - 1 + ridge * dual;
      const next = Math.max(0, dual - slope / ((squares[index] ?? 1) + ridge));
      const change = (next - dual) * side;
      if (change === 0) continue;
      duals[index] = next;
      for (let at = starts[row] ?? 0, end = starts[row + 1] ?? 0; at < end; at += 1) {
        const bucket = buckets[at] ?? 0;
        column[bucket] = (column[bucket] ?? 0) + change * (values[at] ?? 0);
      }
      column[width] = (column[width] ?? 0) + change;
    }
  }
  return column;
}
