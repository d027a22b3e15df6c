import { allMatches } from './all-matches.ts';
import { AMBIGUOUS_MONTHS, monthOf, PATTERN, SHORT_IN, weekdayOf } from './calendar-words.ts';
import type { Candidate } from './candidate.ts';
import { dateCandidate, nearestDay, tenseBefore } from './date-value.ts';
import { dayOf, firstOfMonth, partsOf } from './local-clock.ts';
import type { Scan } from './scan-text.ts';

const ORDINAL = '(?:st|nd|rd|th|er|[.º°ª])';
const OF = "(?:of |de |di |d'|do |del |den |der |the )?";
const YEAR = '(?:19|20)\\d\\d';
const WEEKDAY = `(?:(?:${PATTERN.weekday}|${PATTERN.weekdayShort})\\b\\.?,? (?:the |den |dem |le |el |il |dia |der |am )?)?`;
const YEAR_PART = `(?:,? (?:de |del |di |of )?(${YEAR})(?![\\w-])|,? ((?:last|this|next) year))?`;
const RANGE = '(?:-|–|to|until|till|through|bis|au|al|ate|a)';

/** 3 March 2026, the 3rd of March, 3. März, le 1er mars, 3 de marzo de 2026; 3-5 March. */
const DAY_MONTH = new RegExp(
  `(?<![\\w.,:/$€£#-])${WEEKDAY}(?:(\\d{1,2})${ORDINAL}? ?${RANGE} ?)?(\\d{1,2})${ORDINAL}? ?${OF}(?:the )?(${PATTERN.month})\\b\\.?${YEAR_PART}`,
  'g',
);
/** March 3, 2026; Oct the 16th; March 3-5. */
const MONTH_DAY = new RegExp(
  `\\b${WEEKDAY}(${PATTERN.month})\\b\\.?,? (?:the )?(\\d{1,2})${ORDINAL}?(?! ?(?:am|pm|a\\.m|p\\.m|uhr)\\b|[\\d:%]|[.,]\\d|\\w)(?: ?${RANGE} ?(\\d{1,2})${ORDINAL}?(?![\\w:]))?${YEAR_PART}`,
  'g',
);
const MONTH_YEAR = new RegExp(
  `(?<!\\d[.]? |\\d(?:st|nd|rd|th) )\\b(${PATTERN.month})\\b\\.?,? (?:of |de |del |di )?(${YEAR})(?![\\w-])`,
  'g',
);
const MONTH_ALONE = new RegExp(
  `(\\b(?:in|since|until|till|by|of|during|from|im|seit|bis|ab|ende|anfang|mitte|en|depuis|fin|debut|desde|hasta|em|ate|a|da|dal|entro|before|after|around|mid|early|late|to|through|and) )?\\b(${PATTERN.monthName})\\b(?!')`,
  'g',
);
const YEAR_ALONE = new RegExp(
  `\\b(?:in|during|since|from|until|before|(?<=\\b(?:19|20)\\d\\d )(?:to|and)|im jahr|seit|en|depuis|desde|em|nel|dal|of) (${YEAR})(?![\\w:-]|[.,]\\d| ?(?:€|\\$|£|euro|dollar|pound|usd|eur|people|users|records|rows))`,
  'g',
);
/** "the 21st", "on the 4th of each month", "am 5.". */
const DAY_ALONE = new RegExp(
  `(?<![\\w.,])(?:(?:on|from|until|till|by|before|after|since|to|for|and|between|around|starting|out|in) )?(?:the |last )?((?:${PATTERN.weekday}),? (?:the )?)?(\\d{1,2})(st|nd|rd|th)( of (?:the|this|next|last|each|every) month| (?:this|next|last|each|every) month)?(?=$|[.,;!?)\\n]| ?-| (?:of|and|to|at|until|till|for|this|next|please|in|is|or|by|on|from|through|if|but|so|then|the|was|were|how|when|what|we|i|it|with|around|inclusive|did|do|can|as|my|one|two|three|\\d))`,
  'g',
);
const DAY_ALONE_DE = /\b(?:am|zum|vom|bis zum|ab dem|seit dem) (\d{1,2})\.(?= (?!\d)[a-z]|$|\n)/g;
/** What makes an ordinal a day: a word before it, or a second one behind it. */
const IN_PLACE = /\b(?:the|on|from|until|till|by|before|after|since|to|between|starting) /;
const RANGE_AFTER = /^ ?(?:to|until|till|-|–) ?(?:the )?\d{1,2}(?:st|nd|rd|th)\b/;
const LOOSE_BEFORE = /^(?:to|through|and|by|of|a|da) $/;
/** Months that are tried for a day of the month. */
const MONTHS_AHEAD = 13;
const ORDINAL_DAY = /\d(?:st|nd|rd|th)/;
const FOUR_DIGITS = /(?:19|20)\d\d/;
const MONTH_HINT = new RegExp(`\\b(?:${PATTERN.month})\\b`);

/** Dates that name a month, a year or a day of the month. Pure. */
export function findCalendarDates(scan: Scan): Candidate[] {
  const found: Candidate[] = [];
  if (MONTH_HINT.test(scan.folded)) found.push(...withMonth(scan), ...monthsAlone(scan));
  if (scan.hasDigit) found.push(...withoutMonth(scan));
  return found;
}

function withMonth(scan: Scan): Candidate[] {
  const found: Candidate[] = [];
  if (!scan.hasDigit) return found;
  const add = (
    match: RegExpExecArray,
    name: string,
    from: string,
    to: string,
    year?: string,
    relative?: string,
  ) => {
    const month = monthOf(name);
    if (month === null || !isMonthHere(scan, match.index, name, year !== undefined)) return;
    const explicit = yearNumber(scan, year, relative);
    const day = (date: string) =>
      explicit === null
        ? nearestDay(scan, month, Number(date), match.index)
        : dayOf(explicit, month, Number(date));
    const first = day(from);
    const last = day(to);
    if (first === null || last === null) return;
    const end = match.index + match[0].trimEnd().length;
    found.push(dateCandidate(match.index, end, first, last > first ? last + 1 : undefined));
  };
  for (const match of allMatches(scan.folded, DAY_MONTH)) {
    const [, from, date = '', name = '', year, relative] = match;
    add(match, name, from ?? date, date, year, relative);
  }
  for (const match of allMatches(scan.folded, MONTH_DAY)) {
    const [, name = '', date = '', to, year, relative] = match;
    add(match, name, date, to ?? date, year, relative);
  }
  for (const match of FOUR_DIGITS.test(scan.folded) ? allMatches(scan.folded, MONTH_YEAR) : []) {
    const month = monthOf(match[1] ?? '');
    if (month === null) continue;
    const year = Number(match[2]);
    const end = match.index + match[0].length;
    found.push(dateCandidate(match.index, end, firstOfMonth(year, month), firstOfMonth(year, month + 1)));
  }
  return found;
}

/** "you may 5", "5 out of 10", "10 set": words that are months only in some places. */
function isMonthHere(scan: Scan, start: number, name: string, hasYear: boolean): boolean {
  if (
    name === 'may' &&
    /\b(?:i|you|we|they|he|she|it|that|this|which|who)$/.test(scan.folded.slice(0, start).trimEnd().slice(-8))
  )
    return false;
  const only = SHORT_IN[name];
  return (
    only === undefined || hasYear || only.includes((scan.context.locale ?? '').slice(0, 2).toLowerCase())
  );
}

function yearNumber(scan: Scan, year?: string, relative?: string): number | null {
  if (year !== undefined) return Number(year);
  if (relative === undefined) return null;
  const now = partsOf(scan.clock().day).year;
  return relative.startsWith('last') ? now - 1 : relative.startsWith('next') ? now + 1 : now;
}

function monthsAlone(scan: Scan): Candidate[] {
  const found: Candidate[] = [];
  for (const match of allMatches(scan.folded, MONTH_ALONE)) {
    const [whole, before = '', name = ''] = match;
    const month = monthOf(name);
    if (month === null || (before === '' && AMBIGUOUS_MONTHS.has(name))) continue;
    if (name === 'mars' && before === 'a ') continue;
    const start = match.index + before.length;
    // "to march" is a verb, "to March" a month.
    if (AMBIGUOUS_MONTHS.has(name) && LOOSE_BEFORE.test(before) && !/^[A-Z]/.test(scan.wide.slice(start)))
      continue;
    const first = nearestMonth(scan, month, start);
    const { year } = partsOf(first);
    found.push(dateCandidate(start, match.index + whole.length, first, firstOfMonth(year, month + 1)));
  }
  return found;
}

function nearestMonth(scan: Scan, month: number, start: number): number {
  const today = partsOf(scan.clock().day);
  const tense = tenseBefore(scan, start);
  const ahead = (month - today.month + 12) % 12;
  const past = tense === -1 ? ahead > 0 : tense === 1 ? false : ahead > 6;
  return firstOfMonth(today.year, today.month + ahead - (past ? 12 : 0));
}

function withoutMonth(scan: Scan): Candidate[] {
  const { folded } = scan;
  const found: Candidate[] = [];
  for (const match of FOUR_DIGITS.test(folded) ? allMatches(folded, YEAR_ALONE) : []) {
    const year = Number(match[1]);
    const end = match.index + match[0].length;
    found.push(dateCandidate(end - 4, end, firstOfMonth(year, 1), firstOfMonth(year + 1, 1)));
  }
  for (const match of ORDINAL_DAY.test(folded) ? allMatches(folded, DAY_ALONE) : []) {
    const [whole, weekday = '', date = '', ordinal = '', month = ''] = match;
    const end = match.index + whole.length;
    const certain =
      weekday !== '' || month !== '' || IN_PLACE.test(whole) || RANGE_AFTER.test(folded.slice(end, end + 16));
    if (!certain) continue;
    const start = end - weekday.length - date.length - ordinal.length - month.length;
    const day = dayOfMonth(
      scan,
      Number(date),
      month,
      match.index,
      weekdayOf(/^[a-z]{1,12}/.exec(weekday)?.[0] ?? ''),
    );
    if (day !== null) found.push(dateCandidate(start, end, day));
  }
  for (const match of allMatches(scan.folded, DAY_ALONE_DE)) {
    const date = match[1] ?? '';
    const day = dayOfMonth(scan, Number(date), '', match.index);
    const end = match.index + match[0].length;
    if (day !== null) found.push(dateCandidate(end - date.length - 1, end, day));
  }
  return found;
}

/** The date in this month, or in the next (last) one where the words point there. */
function dayOfMonth(
  scan: Scan,
  date: number,
  month: string,
  start: number,
  weekday: number | null = null,
): number | null {
  const today = scan.clock().day;
  const now = partsOf(today);
  const shift = / next /.test(month) ? 1 : / last /.test(month) ? -1 : null;
  const inMonth = (offset: number) => {
    const first = firstOfMonth(now.year, now.month + offset);
    const { year, month: of } = partsOf(first);
    return dayOf(year, of, date);
  };
  if (shift !== null) return inMonth(shift);
  if (/ this /.test(month)) return inMonth(0);
  const past = tenseBefore(scan, start) === -1;
  // A weekday says which month: every pair of date and weekday comes within a year, but for leap days.
  const order = Array.from({ length: MONTHS_AHEAD }, (_, at) => (past ? -at : at));
  return (
    order
      .map(inMonth)
      .find(
        (day) =>
          day !== null &&
          (past ? day <= today : day >= today) &&
          (weekday === null || partsOf(day).weekday === weekday),
      ) ?? null
  );
}
