import { describe, expect, test } from 'vitest';
import { addAllRows, addRows, addStored } from '../../../../src/understand/linear/add-rows.ts';
import { addRow, type QuantizedMatrix, quantize } from '../../../../src/understand/linear/quantize.ts';
import { seededRandom } from '../../../../src/understand/linear/seeded-random.ts';

const ROWS = 50;

function matrixOf(columns: number, bits: 4 | 8): QuantizedMatrix {
  const random = seededRandom(columns);
  return quantize(
    Float32Array.from({ length: ROWS * columns }, () => random() - 0.5),
    columns,
    bits,
  );
}

describe.each([1, 2, 4, 7, 8, 9, 19, 56, 64])('%i columns', (columns) => {
  test.for([4, 8] as const)('of %i bits have the sums of row after row, bit for bit', (bits) => {
    const matrix = matrixOf(columns, bits);
    const random = seededRandom(7);
    const rows = Uint32Array.from({ length: 300 }, () => Math.floor(random() * ROWS));
    const values = Float32Array.from(rows, () => random());
    const one = new Float32Array(columns).fill(0.1);
    for (let at = 0; at < 250; at += 1) addRow(matrix, rows[at] ?? 0, values[at] ?? 0, one);
    const all = new Float32Array(columns).fill(0.1);
    addRows(matrix, rows, values, 250, all);
    expect(all).toEqual(one);

    const units = Float64Array.from({ length: ROWS }, () => random() - 0.5);
    for (let row = 0; row < ROWS; row += 1) addRow(matrix, row, units[row] ?? 0, one);
    addAllRows(matrix, units, all);
    expect(all).toEqual(one);
  });

  test('have the sums of their stored weights', () => {
    const { weights } = matrixOf(columns, 8);
    const expected = new Int32Array(columns);
    for (const row of [3, 3, 49, 0])
      for (let column = 0; column < columns; column += 1)
        expected[column] = (expected[column] ?? 0) + (weights[row * columns + column] ?? 0);
    const sums = new Int32Array(columns);
    addStored(weights, Uint32Array.of(3, 3, 49, 0, 17), 4, sums);
    expect(sums).toEqual(expected);
  });
});
