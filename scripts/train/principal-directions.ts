/** Rounds of the iteration: the subspace is steady to the digits that are stored. */
const ROUNDS = 40;

/**
 * The `count` directions in which rows differ most, of length 1 and at right angles: orthogonal iteration on their covariance, from
 * a fixed start. Rows must be centred. Deterministic.
 */
export function principalDirections(rows: readonly Float64Array[], count: number): Float64Array[] {
  const size = rows[0]?.length ?? 0;
  const covariance = Array.from({ length: size }, () => new Float64Array(size));
  for (const row of rows) {
    for (let i = 0; i < size; i += 1) {
      const line = covariance[i];
      const value = row[i] ?? 0;
      if (line) for (let j = 0; j < size; j += 1) line[j] = (line[j] ?? 0) + value * (row[j] ?? 0);
    }
  }
  let directions = orthogonal(
    Array.from({ length: count }, (_, k) =>
      Float64Array.from(
        { length: size },
        (_, i) => ((i * 7 + k * 13) % 31) / 31 - 0.5 + (i % count === k ? 1 : 0),
      ),
    ),
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    directions = orthogonal(
      directions.map((one) => Float64Array.from(covariance, (line) => product(line, one))),
    );
  }
  return directions;
}

/** Gram and Schmidt, each direction against those before it. */
function orthogonal(directions: readonly Float64Array[]): Float64Array[] {
  const done: Float64Array[] = [];
  for (const direction of directions) {
    const one = direction.slice();
    for (const before of done) {
      const share = product(one, before);
      for (let at = 0; at < one.length; at += 1) one[at] = (one[at] ?? 0) - share * (before[at] ?? 0);
    }
    const length = Math.sqrt(product(one, one)) || 1;
    done.push(one.map((value) => value / length));
  }
  return done;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
