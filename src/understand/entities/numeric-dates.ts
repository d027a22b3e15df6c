import { allMatches } from './all-matches.ts';
import { type Candidate, RANK } from './candidate.ts';
import { regionOf } from './currencies.ts';
import { dateCandidate, nearestDay, yearOf } from './date-value.ts';
import { dayOf, isoDate } from './local-clock.ts';
import type { Scan } from './scan-text.ts';

const ISO =
  /(?<![\w.,/-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,]\d{1,9})?)? ?(Z|[+-][01]\d:?[0-5]\d)?)?(?![\w/-]|[.:]\d)/gi;
const YEAR_FIRST = /(?<![\w.,/-])((?:19|20)\d\d)([/.])(\d{1,2})\2(\d{1,2})(?![\w/-]|[.]\d)/g;
const YEAR_LAST = /(?<![\w.,/-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\w/-]|[.,]\d)/g;
/** Without a year only a word before it, or the German second point, makes two numbers a date. */
const NO_YEAR =
  /\b(on|by|since|until|till|before|after|from|dated|due|am|vom|bis|seit|zum|le|du|au|el|del|desde|hasta|em|ate|il|dal|entro) (?:the |dia )?(\d{1,2})([/.])(\d{1,2})(\.?)(?![\w/%$€£-]|[.:,]\d| ?(?:€|\$|£|eur|usd|euro))/g;
const SEPARATED = /\d[./]\d/;
const GERMAN = /(?<![\w.,/-])(\d{1,2})\.(\d{1,2})\.(?![\w.-])/g;

/** Dates in digits: ISO 8601 (with a time and a zone where written), and day and month in the order of the locale. Pure. */
export function findNumericDates(scan: Scan): Candidate[] {
  if (!scan.hasDigit) return [];
  const { wide, folded } = scan;
  const found: Candidate[] = [];
  const add = (start: number, end: number, day: number | null) => {
    if (day !== null) found.push(dateCandidate(start, end, day));
  };
  for (const match of allMatches(wide, ISO)) {
    const one = isoCandidate(match);
    if (one) found.push(one);
  }
  for (const match of allMatches(wide, YEAR_FIRST)) {
    const [whole, year, , month, date] = match;
    add(match.index, match.index + whole.length, dayOf(Number(year), Number(month), Number(date)));
  }
  for (const match of allMatches(wide, YEAR_LAST)) {
    const [whole, first, separator = '', second, year = ''] = match;
    if (isVersion(folded, match.index, whole, separator)) continue;
    const [month, date] = monthAndDate(scan, Number(first), Number(second), separator);
    add(match.index, match.index + whole.length, dayOf(yearOf(year), month, date));
  }
  for (const match of SEPARATED.test(folded) ? allMatches(folded, NO_YEAR) : []) {
    const [whole, , first = '', separator = '', second = '', point = ''] = match;
    const length = first.length + second.length + 1 + point.length;
    const start = match.index + whole.length - length;
    const [month, date] = monthAndDate(scan, Number(first), Number(second), separator);
    add(start, start + length, nearestDay(scan, month, date, start));
  }
  for (const match of allMatches(folded, GERMAN)) {
    const [whole, date, month] = match;
    if (Number(month) > 12 || Number(date) > 31) continue;
    add(match.index, match.index + whole.length, nearestDay(scan, Number(month), Number(date), match.index));
  }
  return found;
}

/** A timestamp keeps its time, and its zone where one is written. */
function isoCandidate(match: RegExpExecArray): Candidate | null {
  const [whole, year, month, date, hour, minute, second, zone] = match;
  const day = dayOf(Number(year), Number(month), Number(date));
  if (day === null) return null;
  const start = match.index;
  if (hour === undefined) return dateCandidate(start, start + whole.length, day);
  const time = `${hour}:${minute}${second === undefined ? '' : `:${second}`}`;
  const offset = zone === undefined ? '' : zone.toUpperCase();
  const value = { kind: 'date', date: `${isoDate(day)}T${time}${offset}` } as const;
  return { start, end: start + whole.trimEnd().length, type: 'date', value, rank: RANK.proven };
}

/** "3.10.12" is a release as likely as a date: with a short year, day and month need two digits each. */
function isVersion(folded: string, start: number, written: string, separator: string): boolean {
  if (separator === '/') return false;
  if (/(?:version|release|build|update|\bv|\bip) ?$/.test(folded.slice(Math.max(0, start - 9), start)))
    return true;
  return written.length < 8;
}

/** Month first in the United States (and for English that names no country), unless only the other order is a date. */
function monthAndDate(scan: Scan, first: number, second: number, separator: string): [number, number] {
  if (first > 12) return [second, first];
  if (second > 12) return [first, second];
  return separator !== '.' && monthFirst(scan.context) ? [first, second] : [second, first];
}

function monthFirst({ locale, timeZone }: { locale: string | null; timeZone: string }): boolean {
  const region = regionOf(locale);
  if (region !== '') return ['US', 'PH', 'PR'].includes(region);
  if (locale !== null && !/^en\b/i.test(locale)) return false;
  const american =
    /^(?:US\/|America\/(?:New_York|Chicago|Denver|Los_Angeles|Phoenix|Detroit|Anchorage|Boise|Indiana|Kentucky|Puerto_Rico)|Pacific\/Honolulu)/;
  // English without a country: a European or Asian zone says more than the language does.
  return american.test(timeZone) || (locale !== null && /^(?:UTC|Etc\/|GMT)/.test(timeZone));
}
