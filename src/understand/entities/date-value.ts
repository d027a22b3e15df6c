import { allMatches } from './all-matches.ts';
import { type Candidate, RANK } from './candidate.ts';
import { dayOf, isoDate, partsOf } from './local-clock.ts';
import type { Scan } from './scan-text.ts';

/** Units of text before a date in which a verb tells past from future. */
const CUE_CHARS = 60;
const FUTURE =
  /\b(?:by|until|till|before|for|next|will|would|should|can|could|want|need|due|going to|shall|please|arriving|arrives|coming|every|each|bis|fur|wird|werden|will|soll|kann|pour|avant|jusqu'a|arrive|arrivera|para|antes|hasta|llega|ate|chega|per|entro|fino|arriva)\b|'ll\b/g;
const PAST =
  /\b(?:was|were|had|did|didn't|since|bought|paid|sent|got|made|went|came|been|have|has|began|broke|said|told|left|lost|took|gave|saw|felt|kept|found|wrote|spent|ran|fell|became|(?!need|indeed|speed|feed)\w{2,14}ed|seit|habe|hatte|war|wurde|gekauft|bestellt|bezahlt|depuis|ai|etait|a ete|payee?|commandee?|desde|fue|compre|pague|pedi|comprei|paguei|dal|ho|stato|comprato|pagato|ordinato)\b/g;
/** "my order from March 3", "Rechnung vom 5.": a thing of the past and its date. */
const DATED =
  /\b(?:orders?|purchase|invoice|bill|payment|receipt|e?mail|message|bestellung|rechnung|zahlung|lieferung|commande|facture|paiement|pedido|factura|compra|pago|ordine|fattura|pagamento|encomenda|fatura)\b[^.,!?\n]{0,40}\b(?:from|of|dated|on|vom|von|du|le|del|de|do|da) $/;
const RIGHT_BEFORE_FUTURE =
  /\b(?:by|until|till|before|for|next|every|each|jeden|chaque|cada|ogni|bis|fur|pour|avant|para|hasta|ate|per|entro) (?:the )?$/;
const RIGHT_BEFORE_PAST = /\b(?:since|seit|depuis|desde|dal) (?:the |dem )?$/;

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
  if (RIGHT_BEFORE_FUTURE.test(clause)) return 1;
  if (RIGHT_BEFORE_PAST.test(clause) || DATED.test(clause)) return -1;
  // Of several verbs the nearest: "I ordered on Monday, it should arrive on Friday".
  const past = lastOf(clause, PAST);
  const future = lastOf(clause, FUTURE);
  return past === future ? 0 : past > future ? -1 : 1;
}

function lastOf(clause: string, pattern: RegExp): number {
  let last = -1;
  for (const match of allMatches(clause, pattern)) last = match.index;
  return last;
}

/** The day of a month and date without a year: the nearest one, or on the side that the words before speak of. */
export function nearestDay(
  scan: Scan,
  month: number,
  date: number,
  start: number,
  said: -1 | 0 | 1 = tenseBefore(scan, start),
): number | null {
  const today = scan.clock().day;
  const { year } = partsOf(today);
  const days = [year - 1, year, year + 1].map((one) => dayOf(one, month, date)).filter((day) => day !== null);
  const fitting = days.filter((day) => (said === 1 ? day >= today : said === -1 ? day <= today : true));
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
