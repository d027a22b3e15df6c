import type { SparseVector } from './question-vectors.ts';

/** Dimensions; fewer where there are few questions, of which more would only be another way to write each. */
const DIMENSIONS = 64;
const QUESTIONS_PER_DIMENSION = 6;

/**
 * Length that a question must keep in these dimensions to be compared in them at full: of one that they leave out, what is left
 * over is chance.
 */
const KEPT = 0.5;

/** Rounds of the iteration: more change the vectors hardly any more. */
const ROUNDS = 2;

/**
 * Latent semantic analysis: vectors of length 1 at most in which questions are near whose words keep the same company. Subspace iteration
 * (Halko, Martinsson, Tropp 2011, algorithm 4.4) on the matrix of questions and features, from a fixed start, so that the same
 * questions give the same vectors. Cost: entries x dimensions x rounds, and features x dimensions squared. Pure.
 *
 * @returns one row of `dimensions` numbers a question, one after another.
 */
export function latentVectors(
  vectors: readonly SparseVector[],
  features: number,
): { rows: Float32Array; dimensions: number } {
  const dimensions = Math.max(1, Math.min(DIMENSIONS, Math.ceil(vectors.length / QUESTIONS_PER_DIMENSION)));
  let rows = startingRows(vectors.length * dimensions);
  for (let round = 0; round < ROUNDS; round += 1) {
    const columns = timesTransposed(vectors, rows, features, dimensions);
    orthonormalise(columns, dimensions);
    rows = times(vectors, columns, dimensions);
  }
  const kept = rows;
  rows = times(vectors, timesTransposed(vectors, kept, features, dimensions), dimensions);
  for (let at = 0; at < rows.length; at += dimensions) {
    const share = lengthOf(kept.subarray(at, at + dimensions)) / KEPT;
    scale(rows.subarray(at, at + dimensions), Math.min(1, share));
  }
  return { rows, dimensions };
}

/** Numbers between -0.5 and 0.5 that look random (Lehmer's generator). */
function startingRows(length: number): Float32Array {
  const rows = new Float32Array(length);
  let state = 20_261;
  for (let at = 0; at < length; at += 1) {
    state = (state * 48_271) % 2_147_483_647;
    rows[at] = state / 2_147_483_647 - 0.5;
  }
  return rows;
}

function timesTransposed(
  vectors: readonly SparseVector[],
  rows: Float32Array,
  features: number,
  size: number,
) {
  const out = new Float32Array(features * size);
  for (const [index, { ids, weights }] of vectors.entries()) {
    for (let at = 0; at < ids.length; at += 1)
      addScaled(out, (ids[at] ?? 0) * size, rows, index * size, weights[at] ?? 0, size);
  }
  return out;
}

function times(vectors: readonly SparseVector[], columns: Float32Array, size: number): Float32Array {
  const out = new Float32Array(vectors.length * size);
  for (const [index, { ids, weights }] of vectors.entries()) {
    for (let at = 0; at < ids.length; at += 1)
      addScaled(out, index * size, columns, (ids[at] ?? 0) * size, weights[at] ?? 0, size);
  }
  return out;
}

function addScaled(
  to: Float32Array,
  toAt: number,
  from: Float32Array,
  fromAt: number,
  by: number,
  size: number,
): void {
  for (let k = 0; k < size; k += 1) to[toAt + k] = (to[toAt + k] ?? 0) + by * (from[fromAt + k] ?? 0);
}

/** Cholesky's factor of the columns' products tells how to make each at right angles to those before; one that is left with nothing becomes zero. */
function orthonormalise(matrix: Float32Array, size: number): void {
  const factor = cholesky(products(matrix, size), size);
  for (let at = 0; at < matrix.length; at += size) {
    for (let column = 0; column < size; column += 1) {
      const pivot = factor[column * size + column] ?? 0;
      let value = matrix[at + column] ?? 0;
      for (let k = 0; k < column; k += 1) value -= (factor[column * size + k] ?? 0) * (matrix[at + k] ?? 0);
      matrix[at + column] = pivot > 0 ? value / pivot : 0;
    }
  }
}

/** Of every column with every other. */
function products(matrix: Float32Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let at = 0; at < matrix.length; at += size) {
    for (let one = 0; one < size; one += 1) {
      const value = matrix[at + one] ?? 0;
      if (value === 0) continue;
      for (let two = 0; two <= one; two += 1)
        out[one * size + two] = (out[one * size + two] ?? 0) + value * (matrix[at + two] ?? 0);
    }
  }
  return out;
}

/** Share of a column's length below which what is left of it is rounding. */
const NOTHING_LEFT = 1e-6;

function cholesky(gram: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let value = gram[row * size + column] ?? 0;
      for (let k = 0; k < column; k += 1)
        value -= (factor[row * size + k] ?? 0) * (factor[column * size + k] ?? 0);
      const pivot = factor[column * size + column] ?? 0;
      const enough = value > NOTHING_LEFT * (gram[row * size + row] ?? 0);
      if (row === column) factor[row * size + row] = enough ? Math.sqrt(value) : 0;
      else factor[row * size + column] = pivot > 0 ? value / pivot : 0;
    }
  }
  return factor;
}

function lengthOf(row: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < row.length; k += 1) sum += (row[k] ?? 0) ** 2;
  return Math.sqrt(sum);
}

function scale(row: Float32Array, to: number): void {
  const length = lengthOf(row);
  if (length === 0) return;
  for (let k = 0; k < row.length; k += 1) row[k] = ((row[k] ?? 0) * to) / length;
}
