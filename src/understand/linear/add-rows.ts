import { addRow, type QuantizedMatrix } from './quantize.ts';

/** Columns that are summed side by side: as many as there are registers for. */
const BLOCK = 8;

const single = Math.fround;

/**
 * `sums[column] += value * stored weight` for the first `count` rows, in their order; multiply by the scales afterwards. The same
 * roundings as `addRow` row by row, so the same sums bit for bit, but each block of columns stays in registers over all rows.
 */
export function addRows(
  matrix: QuantizedMatrix,
  rows: Uint32Array,
  values: Float32Array,
  count: number,
  sums: Float32Array,
): void {
  if (matrix.bits === 8) {
    for (let first = 0; first < matrix.columns; first += BLOCK)
      addBlock(matrix, first, rows, values, count, sums);
    return;
  }
  for (let at = 0; at < count; at += 1) addRow(matrix, rows[at] ?? 0, values[at] ?? 0, sums);
}

function addBlock(
  { weights, columns }: QuantizedMatrix,
  first: number,
  rows: Uint32Array,
  values: Float32Array,
  count: number,
  sums: Float32Array,
): void {
  // A block at the edge repeats its last column instead of reading on.
  const last = Math.min(BLOCK, columns - first) - 1;
  const [o1, o2, o3] = [Math.min(1, last), Math.min(2, last), Math.min(3, last)];
  const [o4, o5, o6] = [Math.min(4, last), Math.min(5, last), Math.min(6, last)];
  let s0 = sums[first] ?? 0;
  let s1 = sums[first + o1] ?? 0;
  let s2 = sums[first + o2] ?? 0;
  let s3 = sums[first + o3] ?? 0;
  let s4 = sums[first + o4] ?? 0;
  let s5 = sums[first + o5] ?? 0;
  let s6 = sums[first + o6] ?? 0;
  let s7 = sums[first + last] ?? 0;
  for (let at = 0; at < count; at += 1) {
    const start = (rows[at] ?? 0) * columns + first;
    const value = values[at] ?? 0;
    s0 = single(s0 + value * (weights[start] ?? 0));
    s1 = single(s1 + value * (weights[start + o1] ?? 0));
    s2 = single(s2 + value * (weights[start + o2] ?? 0));
    s3 = single(s3 + value * (weights[start + o3] ?? 0));
    s4 = single(s4 + value * (weights[start + o4] ?? 0));
    s5 = single(s5 + value * (weights[start + o5] ?? 0));
    s6 = single(s6 + value * (weights[start + o6] ?? 0));
    s7 = single(s7 + value * (weights[start + last] ?? 0));
  }
  sums[first + last] = s7;
  sums[first + o6] = s6;
  sums[first + o5] = s5;
  sums[first + o4] = s4;
  sums[first + o3] = s3;
  sums[first + o2] = s2;
  sums[first + o1] = s1;
  sums[first] = s0;
}

/** As `addRows`, for a value a row: every row of the matrix. */
export function addAllRows(matrix: QuantizedMatrix, values: Float64Array, sums: Float32Array): void {
  if (matrix.bits === 8) {
    for (let first = 0; first < matrix.columns; first += BLOCK) addAllBlock(matrix, first, values, sums);
    return;
  }
  for (let row = 0; row < values.length; row += 1) addRow(matrix, row, values[row] ?? 0, sums);
}

function addAllBlock(
  { weights, columns }: QuantizedMatrix,
  first: number,
  values: Float64Array,
  sums: Float32Array,
): void {
  const last = Math.min(BLOCK, columns - first) - 1;
  const [o1, o2, o3] = [Math.min(1, last), Math.min(2, last), Math.min(3, last)];
  const [o4, o5, o6] = [Math.min(4, last), Math.min(5, last), Math.min(6, last)];
  let s0 = sums[first] ?? 0;
  let s1 = sums[first + o1] ?? 0;
  let s2 = sums[first + o2] ?? 0;
  let s3 = sums[first + o3] ?? 0;
  let s4 = sums[first + o4] ?? 0;
  let s5 = sums[first + o5] ?? 0;
  let s6 = sums[first + o6] ?? 0;
  let s7 = sums[first + last] ?? 0;
  for (let row = 0; row < values.length; row += 1) {
    const start = row * columns + first;
    const value = values[row] ?? 0;
    s0 = single(s0 + value * (weights[start] ?? 0));
    s1 = single(s1 + value * (weights[start + o1] ?? 0));
    s2 = single(s2 + value * (weights[start + o2] ?? 0));
    s3 = single(s3 + value * (weights[start + o3] ?? 0));
    s4 = single(s4 + value * (weights[start + o4] ?? 0));
    s5 = single(s5 + value * (weights[start + o5] ?? 0));
    s6 = single(s6 + value * (weights[start + o6] ?? 0));
    s7 = single(s7 + value * (weights[start + last] ?? 0));
  }
  sums[first + last] = s7;
  sums[first + o6] = s6;
  sums[first + o5] = s5;
  sums[first + o4] = s4;
  sums[first + o3] = s3;
  sums[first + o2] = s2;
  sums[first + o1] = s1;
  sums[first] = s0;
}

/** `sums[column] += stored weight` of a matrix of bytes with a column for each sum, for the first `count` rows. */
export function addStored(weights: Int8Array, rows: Uint32Array, count: number, sums: Int32Array): void {
  for (let first = 0; first < sums.length; first += BLOCK) addStoredBlock(weights, first, rows, count, sums);
}

function addStoredBlock(
  weights: Int8Array,
  first: number,
  rows: Uint32Array,
  count: number,
  sums: Int32Array,
): void {
  const columns = sums.length;
  const last = Math.min(BLOCK, columns - first) - 1;
  const [o1, o2, o3] = [Math.min(1, last), Math.min(2, last), Math.min(3, last)];
  const [o4, o5, o6] = [Math.min(4, last), Math.min(5, last), Math.min(6, last)];
  let s0 = sums[first] ?? 0;
  let s1 = sums[first + o1] ?? 0;
  let s2 = sums[first + o2] ?? 0;
  let s3 = sums[first + o3] ?? 0;
  let s4 = sums[first + o4] ?? 0;
  let s5 = sums[first + o5] ?? 0;
  let s6 = sums[first + o6] ?? 0;
  let s7 = sums[first + last] ?? 0;
  for (let at = 0; at < count; at += 1) {
    const start = ((rows[at] ?? 0) * columns + first) | 0;
    s0 = (s0 + (weights[start] ?? 0)) | 0;
    s1 = (s1 + (weights[start + o1] ?? 0)) | 0;
    s2 = (s2 + (weights[start + o2] ?? 0)) | 0;
    s3 = (s3 + (weights[start + o3] ?? 0)) | 0;
    s4 = (s4 + (weights[start + o4] ?? 0)) | 0;
    s5 = (s5 + (weights[start + o5] ?? 0)) | 0;
    s6 = (s6 + (weights[start + o6] ?? 0)) | 0;
    s7 = (s7 + (weights[start + last] ?? 0)) | 0;
  }
  sums[first + last] = s7;
  sums[first + o6] = s6;
  sums[first + o5] = s5;
  sums[first + o4] = s4;
  sums[first + o3] = s3;
  sums[first + o2] = s2;
  sums[first + o1] = s1;
  sums[first] = s0;
}
