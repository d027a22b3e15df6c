/** The normal distribution's value for 95 %, both ends. */
const Z = 1.959_964;

/**
 * The lower end of Wilson's interval (1927) for a share, at 95 %: what it is likely to be at least. One of one gives 0.21, ten
 * of ten 0.72, so that small numbers do not come first. Pure.
 */
export function atLeast(hits: number, total: number): number {
  if (total <= 0) return 0;
  const share = hits / total;
  const z2 = Z * Z;
  const centre = share + z2 / (2 * total);
  const spread = Z * Math.sqrt((share * (1 - share) + z2 / (4 * total)) / total);
  return Math.max(0, (centre - spread) / (1 + z2 / total));
}
