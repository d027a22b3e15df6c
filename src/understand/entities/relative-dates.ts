import { allMatches } from './all-matches.ts';
import { type CalendarUnit, directionOf, monthOf, PATTERN, unitOf, weekdayOf } from './calendar-words.ts';
import { type Candidate, RANK } from './candidate.ts';
import { dateCandidate, tenseBefore } from './date-value.ts';
import { addMonths, firstOfMonth, isoDate, isoTime, partsOf, type WallTime } from './local-clock.ts';
import { COUNT, countOf } from './number-words.ts';
import { type Period, periodOf } from './periods.ts';
import { DAY_PHRASES, DAY_WORDS, isOtherWord } from './relative-words.ts';
import type { Scan } from './scan-text.ts';

/** "in 3 days", "dans deux semaines", "3 days from now". */
const BUSINESS = '(?:business |working |werk|full |whole )?';
const IN = new RegExp(
  `\\b(?:in|within|dans|dentro de|daqui a|en|em|tra|fra|innerhalb von) (${COUNT}) (${BUSINESS})(${PATTERN.unit})\\b(?! (?:ago|early|late|of|old|in a row|straight))`,
  'g',
);
const FROM_NOW = new RegExp(
  `\\b(${COUNT}) (${BUSINESS})(${PATTERN.unit}) (?:from now|from today|hence|spater|later)\\b`,
  'g',
);
const AGO = new RegExp(
  `\\b(${COUNT}) (${BUSINESS})(${PATTERN.unit}) (?:ago|back|fa|atras|before today)\\b|\\b(?:vor|il y a|hace|ha|faz|hacen) (?:etwa |about |ungefahr )?(${COUNT}) (${BUSINESS})(${PATTERN.unit})\\b`,
  'g',
);
/** "last 3 days", "the next two weeks", "letzten 2 Wochen", "los ultimos 3 meses". */
const SPAN = new RegExp(`\\b(${PATTERN.direction}) (?:few |couple of )?(${COUNT}) (${PATTERN.unit})\\b`, 'g');
/** "next week", "kommenden Montag", "ce mois", "last October". */
const DIRECTED = new RegExp(
  `\\b(${PATTERN.direction}) (${PATTERN.unit}|${PATTERN.weekday}|${PATTERN.weekdayShort}|${PATTERN.monthName})\\b(?: (${PATTERN.direction}) (?:week|woche|semaine|semana|settimana)\\b|(?<=week|woche|semaine|semana|settimana),? (?:on |am )?(${PATTERN.weekday})\\b)?`,
  'g',
);
/** "lundi prochain", "semana pasada", "mese scorso", "semana que viene". */
const DIRECTED_AFTER = new RegExp(
  `\\b(${PATTERN.unit}|${PATTERN.weekday}|${PATTERN.monthName}) (${PATTERN.after}|que viene|que vem|suivante?|coming)\\b`,
  'g',
);
const WEEKEND_PHRASE =
  /\b(?:(este|el proximo|el|neste|proximo|questo|il prossimo|prossimo|o|no) )?(?:fin de semana|fim de semana|fine settimana)(?: (pasado|passado|scorso|que viene|que vem|proximo|prossimo))?\b/g;
const EDGE =
  /\b(?:(?:the )?(end|beginning|start|middle) of (?:the |this |(next |last ))?(day|week|month|quarter|year)|(ende|anfang|mitte) (?:der|des|dieser|dieses|(nachster|nachsten|letzter|letzten)) (woche|monats|jahres|quartals)|(fin|debut) (?:de |du )(?:la |l')?(semaine|mois|annee)|(?:a )?(final|finales|principios|inizio|fine|inicio|fim) (?:de |del |do |da |di )?(?:la |este |questo |questa )?(semana|mes|ano|mese|anno|settimana)|(eom|eow|eoy|eod))\b/g;
const WEEKDAY = new RegExp(
  `\\b(${PATTERN.weekday})\\b(?: (?:(in) (${COUNT}) (weeks?)|(next|last|this|nachste|letzte|diese) (week|woche)|in a (week))\\b)?`,
  'g',
);
const WEEKDAY_SHORT = new RegExp(
  `\\b(?:on|by|until|till|since|before|after) (${PATTERN.weekdayShort})\\b(?!')`,
  'g',
);
const HINT = new RegExp(
  `\\b(?:${PATTERN.unit}|${PATTERN.direction}|${PATTERN.weekday}|${PATTERN.weekdayShort}|fin|fim|fine|monats|jahres|quartals|eo[mwyd])\\b`,
);

/** Dates said relative to today, in six languages of Latin letters. Pure. */
export function findRelativeDates(scan: Scan): Candidate[] {
  const found = dayWords(scan);
  if (!HINT.test(scan.folded)) return found;
  return [...found, ...counted(scan), ...directed(scan), ...edges(scan), ...weekdays(scan)];
}

function dayWords(scan: Scan): Candidate[] {
  const found: Candidate[] = [];
  for (const match of allMatches(scan.folded, DAY_PHRASES)) {
    const [whole] = match;
    const shift = DAY_WORDS[whole];
    if (shift === undefined || isOtherWord(scan.folded, whole, match.index, scan.context.locale)) continue;
    found.push(dateCandidate(match.index, match.index + whole.length, scan.clock().day + shift));
  }
  return found;
}

function counted(scan: Scan): Candidate[] {
  const found: Candidate[] = [];
  const add = (match: RegExpExecArray, count?: string, kind?: string, unit?: string, sign: 1 | -1 = 1) => {
    const times = countOf(count ?? '');
    const of = unitOf(unit ?? '');
    if (times === null || of === null) return;
    const start = match.index;
    found.push(
      shifted(scan, start, start + match[0].length, sign * times, of, /busin|work|werk/.test(kind ?? '')),
    );
  };
  for (const match of allMatches(scan.folded, IN)) add(match, match[1], match[2], match[3]);
  for (const match of allMatches(scan.folded, FROM_NOW)) add(match, match[1], match[2], match[3]);
  for (const match of allMatches(scan.folded, AGO)) {
    add(match, match[1] ?? match[4], match[2] ?? match[5], match[3] ?? match[6], -1);
  }
  for (const match of allMatches(scan.folded, SPAN)) {
    const [whole, way = '', count = '', unit = ''] = match;
    const times = countOf(count);
    const of = unitOf(unit);
    const direction = directionOf(way);
    if (times === null || of === null || !direction) continue;
    if (of === 'hour' || of === 'minute') {
      found.push(
        hourSpan(scan, match.index, match.index + whole.length, direction * times * (of === 'hour' ? 60 : 1)),
      );
      continue;
    }
    const today = scan.clock().day;
    const other = shiftDay(today, direction * times, of);
    const end = match.index + whole.length;
    // Both run over today: the last three days began three days ago, the next three end in three.
    found.push(dateCandidate(match.index, end, Math.min(other, today), Math.max(other, today) + 1));
  }
  return found;
}

/** From now on, or up to now. */
function hourSpan(scan: Scan, start: number, end: number, minutes: number): Candidate {
  const clock = scan.clock();
  const [from, to] = minutes < 0 ? [clock.after(minutes), clock] : [clock, clock.after(minutes)];
  const said = (at: WallTime) => `${isoDate(at.day)}T${isoTime(at.minute)}`;
  return {
    start,
    end,
    type: 'time',
    value: { kind: 'time', time: said(from), until: said(to) },
    rank: RANK.proven,
  };
}

/** So many units from now: a day, or for hours and minutes the time on the wall clock. */
function shifted(
  scan: Scan,
  start: number,
  end: number,
  count: number,
  unit: CalendarUnit,
  business: boolean,
): Candidate {
  const clock = scan.clock();
  if (unit === 'hour' || unit === 'minute') {
    const at = clock.after(unit === 'hour' ? count * 60 : count);
    const value = { kind: 'time', time: `${isoDate(at.day)}T${isoTime(at.minute)}` } as const;
    return { start, end, type: 'time', value, rank: RANK.proven };
  }
  const day = business && unit === 'day' ? addWorkdays(clock.day, count) : shiftDay(clock.day, count, unit);
  return dateCandidate(start, end, day);
}

function shiftDay(day: number, count: number, unit: CalendarUnit): number {
  if (unit === 'day') return day + count;
  if (unit === 'week' || unit === 'weekend') return day + 7 * count;
  if (unit === 'fortnight') return day + 14 * count;
  return addMonths(day, count * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12));
}

/** Monday to Friday; public holidays are not known here. */
function addWorkdays(day: number, count: number): number {
  const step = Math.sign(count);
  let left = Math.abs(count);
  let at = day;
  while (left > 0) {
    at += step;
    if (partsOf(at).weekday < 5) left--;
  }
  return at;
}

function directed(scan: Scan): Candidate[] {
  const found: Candidate[] = [];
  const add = (
    match: RegExpExecArray,
    name: string,
    direction: -1 | 0 | 1,
    weekDirection: -1 | 0 | 1 | null = null,
  ) => {
    const period = directedPeriod(scan, name, direction, weekDirection);
    if (period)
      found.push(dateCandidate(match.index, match.index + match[0].length, period.first, period.until));
  };
  for (const match of allMatches(scan.folded, DIRECTED)) {
    const direction = directionOf(match[1] ?? '');
    if (direction === null) continue;
    // "next week Friday" is the Friday of next week, as is "this Friday next week".
    if (match[4]) add(match, match[4], direction, direction);
    else add(match, match[2] ?? '', direction, match[3] ? directionOf(match[3]) : null);
  }
  for (const match of allMatches(scan.folded, DIRECTED_AFTER)) {
    add(match, match[1] ?? '', directionOf(match[2] ?? '') ?? 1);
  }
  for (const match of allMatches(scan.folded, WEEKEND_PHRASE)) {
    const said = `${match[1] ?? ''} ${match[2] ?? ''}`;
    if (said === ' ' && !/\b(?:el|no|o)\b/.test(match[0])) continue;
    add(match, 'weekend', /pasado|passado|scorso/.test(said) ? -1 : /prox|pross|que v/.test(said) ? 1 : 0);
  }
  return found;
}

function directedPeriod(
  scan: Scan,
  name: string,
  direction: -1 | 0 | 1,
  week: -1 | 0 | 1 | null,
): Period | null {
  const today = scan.clock().day;
  const unit = unitOf(name);
  // "the last day", "in diesen Tagen" name no day.
  if (unit !== null) return unit === 'day' ? null : periodOf(today, unit, direction);
  const weekday = weekdayOf(name);
  const now = partsOf(today);
  if (weekday !== null) {
    const monday = today - now.weekday;
    if (week !== null) return { first: monday + 7 * week + weekday };
    if (direction === 1) return { first: monday + 7 + weekday };
    const back = (now.weekday - weekday + 7) % 7;
    return { first: direction === -1 ? today - (back || 7) : today + ((weekday - now.weekday + 7) % 7) };
  }
  const month = monthOf(name);
  if (month === null) return null;
  const ahead = (month - now.month + 12) % 12;
  const shift = direction === 1 ? ahead || 12 : direction === -1 ? ahead - 12 : month - now.month;
  return {
    first: firstOfMonth(now.year, now.month + shift),
    until: firstOfMonth(now.year, now.month + shift + 1),
  };
}

const EDGE_UNITS: readonly [RegExp, CalendarUnit][] = [
  [/\b(?:day|eod)$/, 'day'],
  [/(?:week|woche|semaine|semana|settimana|eow)$/, 'week'],
  [/(?:month|monats|mois|mes|mese|eom)$/, 'month'],
  [/(?:quarter|quartals)$/, 'quarter'],
  [/(?:year|jahres|annee|ano|anno|eoy)$/, 'year'],
];

/** The first, middle or last day of a period. */
function edges(scan: Scan): Candidate[] {
  const found: Candidate[] = [];
  for (const match of allMatches(scan.folded, EDGE)) {
    const said = match[0];
    const unit = EDGE_UNITS.find(([pattern]) => pattern.test(said))?.[1];
    if (!unit) continue;
    const direction = /\b(?:next|nachste)/.test(said) ? 1 : /\b(?:last|letzte)/.test(said) ? -1 : 0;
    const { first, until = first + 1 } = periodOf(scan.clock().day, unit, direction) ?? {
      first: scan.clock().day,
    };
    const day = /\b(?:beginning|start|anfang|debut|principios|inizio|inicio)\b/.test(said)
      ? first
      : /\b(?:middle|mitte)\b/.test(said)
        ? Math.floor((first + until - 1) / 2)
        : until - 1;
    found.push(dateCandidate(match.index, match.index + said.length, day));
  }
  return found;
}

/** A weekday alone: the next one, or the last one where the words before speak of the past. */
function weekdays(scan: Scan): Candidate[] {
  const found: Candidate[] = [];
  const today = scan.clock().day;
  const now = partsOf(today).weekday;
  const near = (weekday: number, start: number) => {
    const ahead = (weekday - now + 7) % 7 || 7;
    return tenseBefore(scan, start) === -1 ? today + ahead - 7 - (ahead === 7 ? 7 : 0) : today + ahead;
  };
  for (const match of allMatches(scan.folded, WEEKDAY)) {
    const [whole, name = '', , count, , way, , week] = match;
    const weekday = weekdayOf(name);
    if (weekday === null) continue;
    const weeks = week ? 1 : (countOf(count ?? '') ?? 0);
    const direction = way ? directionOf(way) : null;
    const day =
      direction === null ? near(weekday, match.index) + 7 * weeks : today - now + 7 * direction + weekday;
    found.push(dateCandidate(match.index, match.index + whole.length, day));
  }
  for (const match of allMatches(scan.folded, WEEKDAY_SHORT)) {
    const name = match[1] ?? '';
    const weekday = weekdayOf(name);
    const end = match.index + match[0].length;
    if (weekday !== null) found.push(dateCandidate(end - name.length, end, near(weekday, end - name.length)));
  }
  return found;
}
