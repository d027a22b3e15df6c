import { type Candidate, RANK } from './candidate.ts';
import { dayOf, isoDate, partsOf } from './local-clock.ts';
import type { Scan } from './scan-text.ts';

/** Units of text before a date in which a verb tells past from future. */
const CUE_CHARS = 60;
const FUTURE =
  /(?:\b(?:by|until|till|before|for|next|will|would|can|could|want|need|due|going to|'ll|shall|please|arriving|coming|bis|fur|wird|werden|will|soll|kann|pour|avant|jusqu'a|para|antes|hasta|ate|per|entro|fino)\b)/;
const PAST =
  /\b(?:was|were|had|did|didn't|since|bought|paid|sent|got|made|went|came|been|have|has|began|(?!need|indeed|speed|feed)\w{2,14}ed|seit|habe|hatte|war|wurde|gekauft|bestellt|bezahlt|depuis|ai|etait|a ete|desde|fue|compre|pague|pedi|comprei|paguei|dal|ho|stato|comprato|pagato)\b/;

/** A date, or a range with an exclusive end, as a candidate. */
export function dateCandidate(start: number, end: number, day: number, until?: number): Candidate {
  return {
    start,
    end,
    type: 'date',
    value: { kind: 'date', date: isoDate(day), ...(until === undefined ? {} : { until: isoDate(until) }) },
    rank: RANK.proven,
  };
}

/** Whether the words before a date speak of the past (-1), of the future (1), or do not say (0). */
export function tenseBefore(scan: Scan, start: number): -1 | 0 | 1 {
  const before = scan.folded.slice(Math.max(0, start - CUE_CHARS), start);
  const clause = before.slice(
    Math.max(...['.', '!', '?', '\n', ';'].map((mark) => before.lastIndexOf(mark))) + 1,
  );
  // The word right before decides ("ordered for Monday"), then any verb.
  if (
    /\b(?:by|until|till|before|for|next|bis|fur|pour|avant|para|hasta|ate|per|entro) (?:the )?$/.test(clause)
  )
    return 1;
  if (/\b(?:since|seit|depuis|desde|dal) (?:the |dem )?$/.test(clause)) return -1;
  if (PAST.test(clause)) return -1;
  return FUTURE.test(clause) ? 1 : 0;
}

/** The day of a month and date without a year: the nearest one, or on the side that the words before speak of. */
export function nearestDay(scan: Scan, month: number, date: number, start: number): number | null {
  const today = scan.clock().day;
  const { year } = partsOf(today);
  const days = [year - 1, year, year + 1].map((one) => dayOf(one, month, date)).filter((day) => day !== null);
  const tense = tenseBefore(scan, start);
  const fitting = days.filter((day) => (tense === 1 ? day >= today : tense === -1 ? day <= today : true));
  const choice = fitting.length > 0 ? fitting : days;
  return choice.reduce<number | null>(
    (best, day) => (best === null || Math.abs(day - today) < Math.abs(best - today) ? day : best),
    null,
  );
}

/** The year of four digits, or of two: 26 is 2026, 80 and above are of the last century. */
export function yearOf(written: string): number {
  const year = Number(written);
  if (written.length > 2) return year;
  return year < 80 ? 2_000 + year : 1_900 + year;
}
