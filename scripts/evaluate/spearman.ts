/** Spearman's rank correlation, ties at their mean rank; -1 to 1. */
export function spearman(one: readonly number[], other: readonly number[]): number {
  const a = ranks(one);
  const b = ranks(other);
  const middle = (one.length + 1) / 2;
  let both = 0;
  let first = 0;
  let second = 0;
  for (let at = 0; at < a.length; at += 1) {
    const x = (a[at] ?? 0) - middle;
    const y = (b[at] ?? 0) - middle;
    both += x * y;
    first += x * x;
    second += y * y;
  }
  return both / Math.sqrt(first * second);
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, at) => at).sort((x, y) => (values[x] ?? 0) - (values[y] ?? 0));
  const found = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let at = from; at < to; at += 1) found[order[at] ?? 0] = (from + to + 1) / 2;
    from = to;
  }
  return found;
}
