import type { Ranked } from './rank.ts';

export const FRESHNESS = {
  /**
   * What the newest article's score counts more than that of one without age, at most: far less than any word that is found makes. A
   * passage whose score is better by more than this is never overtaken.
   */
  most: 0.02,
  /** Days after which half of it is left: documentation of a year ago is often still right, and often not the last word. */
  halfLifeDays: 365,
} as const;

/** A candidate with the day of its article's last change or review, `YYYY-MM-DD`; null or absent: it is not known. */
export interface Dated {
  freshOn?: string | null;
}

const DAY_MS = 86_400_000;

/**
 * The order with the newer of otherwise equal passages first. Scores stay what they are: confidence must not change with the date.
 * `today`: `YYYY-MM-DD`. Pure.
 */
export function preferNewer<C extends Dated>(ranked: readonly Ranked<C>[], today: string): Ranked<C>[] {
  const now = Date.parse(today);
  return ranked
    .map((one) => ({ one, score: one.score * (1 + FRESHNESS.most * freshness(one.candidate, now)) }))
    .sort((a, b) => b.score - a.score)
    .map(({ one }) => one);
}

/** 1 for what changed today, half of it a half-life ago, towards 0 for what is old; 0 where it is not known. */
function freshness({ freshOn }: Dated, now: number): number {
  const days = (now - Date.parse(freshOn ?? '')) / DAY_MS;
  return Number.isFinite(days) ? 0.5 ** (Math.max(0, days) / FRESHNESS.halfLifeDays) : 0;
}
