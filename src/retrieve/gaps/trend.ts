/** Questions of both periods together below which their difference means nothing. */
const ENOUGH = 8;

/** Standard errors: two counts of the same rate differ by more in one case of twenty. */
const SURPRISE = 1.96;

/**
 * How the number of questions changed from one period to the next of the same length. Both are counts of rare events, so their
 * difference has the standard error of the root of their sum (Poisson). Pure.
 */
export function trendOf(
  now: number,
  before: number,
  isNew: boolean,
): 'new' | 'rising' | 'steady' | 'falling' | 'unclear' {
  if (isNew) return 'new';
  const total = now + before;
  if (total < ENOUGH) return 'unclear';
  const surprise = (now - before) / Math.sqrt(total);
  if (surprise >= SURPRISE) return 'rising';
  return surprise <= -SURPRISE ? 'falling' : 'steady';
}
