/** Small weights of a matrix with `rows` rows and one scale per column: `weight = stored * scales[column]`. */
export interface QuantizedMatrix {
  bits: 4 | 8;
  columns: number;
  /** Row-major. 8 bits: one signed byte a weight. 4 bits: two weights a byte, the even column in the low half; rows are padded to whole bytes. */
  weights: Int8Array;
  scales: Float32Array;
}

/**
 * Rounds each column of a row-major float matrix to signed 8 or 4 bits. The scale of a column is what loses least in the
 * sum of squares among `CLIPS` of its greatest weight: with 4 bits one outlier must not coarsen all others. `limit`: the greatest
 * number stored; of fewer different numbers a file compresses better.
 */
export function quantize(
  weights: Float32Array,
  columns: number,
  bits: 4 | 8,
  limit = bits === 8 ? 127 : 7,
): QuantizedMatrix {
  const rows = weights.length / columns;
  const scales = new Float32Array(columns);
  for (let column = 0; column < columns; column += 1)
    scales[column] = bestScale(weights, columns, column, limit);
  const stride = rowBytes(columns, bits);
  const stored = new Int8Array(rows * stride);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const value = rounded(weights[row * columns + column] ?? 0, scales[column] ?? 1, limit);
      if (bits === 8) stored[row * stride + column] = value;
      else {
        const at = row * stride + (column >> 1);
        stored[at] = (stored[at] ?? 0) | ((value & 15) << (column & 1 ? 4 : 0));
      }
    }
  }
  return { bits, columns, weights: stored, scales };
}

/** Bytes of one row. */
export function rowBytes(columns: number, bits: 4 | 8): number {
  return bits === 8 ? columns : (columns + 1) >> 1;
}

/** `sums[column] += factor * stored weight` for one row; multiply by the scales when all rows are in. */
export function addRow(matrix: QuantizedMatrix, row: number, factor: number, sums: Float32Array): void {
  const { bits, columns, weights } = matrix;
  const start = row * rowBytes(columns, bits);
  if (bits === 8) {
    for (let column = 0; column < columns; column += 1) {
      sums[column] = (sums[column] ?? 0) + factor * (weights[start + column] ?? 0);
    }
    return;
  }
  for (let column = 0, at = start; column < columns; column += 2, at += 1) {
    const pair = weights[at] ?? 0;
    sums[column] = (sums[column] ?? 0) + factor * ((pair << 28) >> 28);
    if (column + 1 < columns) sums[column + 1] = (sums[column + 1] ?? 0) + factor * (pair >> 4);
  }
}

/** Shares of the greatest weight that are tried as the end of the range. */
const CLIPS = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3];

function bestScale(weights: Float32Array, columns: number, column: number, limit: number): number {
  let greatest = 0;
  for (let at = column; at < weights.length; at += columns) {
    greatest = Math.max(greatest, Math.abs(weights[at] ?? 0));
  }
  if (greatest === 0) return 1;
  let best = greatest / limit;
  let least = Number.POSITIVE_INFINITY;
  for (const clip of CLIPS) {
    const scale = (greatest * clip) / limit;
    let lost = 0;
    for (let at = column; at < weights.length; at += columns) {
      const weight = weights[at] ?? 0;
      const gap = weight - rounded(weight, scale, limit) * scale;
      lost += gap * gap;
    }
    if (lost < least) {
      least = lost;
      best = scale;
    }
  }
  return best;
}

function rounded(weight: number, scale: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, Math.round(weight / scale)));
}
