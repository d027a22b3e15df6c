export interface Example {
  features: number[];
  right: boolean;
  weight: number;
}

/**
 * Weights of a logistic model, the bias first, by Newton's method with an L2 penalty on all but the bias: one for all features, or
 * one a feature. Deterministic: the same examples give the same weights to the last digit.
 */
export function fitLogistic(examples: readonly Example[], penalty: number | readonly number[]): number[] {
  const size = (examples[0]?.features.length ?? 0) + 1;
  let weights = new Array<number>(size).fill(0);
  for (let round = 0; round < 30; round += 1) {
    const gradient = new Array<number>(size).fill(0);
    const hessian = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    for (const { features, right, weight } of examples) {
      const row = [1, ...features];
      const guess = 1 / (1 + Math.exp(-dot(row, weights)));
      row.forEach((value, i) => {
        gradient[i] = (gradient[i] ?? 0) + weight * (guess - (right ? 1 : 0)) * value;
        const line = hessian[i] ?? [];
        row.forEach((other, j) => {
          line[j] = (line[j] ?? 0) + weight * guess * (1 - guess) * value * other;
        });
      });
    }
    for (let i = 0; i < size; i += 1) {
      const own = typeof penalty === 'number' ? penalty : (penalty[i - 1] ?? 0);
      const strength = i === 0 ? 1e-9 : own;
      gradient[i] = (gradient[i] ?? 0) + strength * (weights[i] ?? 0);
      const line = hessian[i] ?? [];
      line[i] = (line[i] ?? 0) + strength;
    }
    const step = solve(hessian, gradient);
    weights = weights.map((value, i) => value - (step[i] ?? 0));
    if (Math.max(...step.map(Math.abs)) < 1e-9) break;
  }
  return weights;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

/** Gaussian elimination with partial pivoting; the matrix is positive definite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((line, i) => [...line, right[i] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let i = column + 1; i < size; i += 1) {
      if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = i;
    }
    const [top, other] = [rows[column], rows[pivot]];
    if (!top || !other) break;
    rows[column] = other;
    rows[pivot] = top;
    for (let i = 0; i < size; i += 1) {
      const line = rows[i];
      if (i === column || !line) continue;
      const factor = (line[column] ?? 0) / (other[column] ?? 1);
      for (let j = column; j <= size; j += 1) line[j] = (line[j] ?? 0) - factor * (other[j] ?? 0);
    }
  }
  return rows.map((line, i) => (line[size] ?? 0) / (line[i] ?? 1));
}
