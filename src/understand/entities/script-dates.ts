import { allMatches } from './all-matches.ts';
import { type Candidate, RANK } from './candidate.ts';
import { dateCandidate, nearestDay } from './date-value.ts';
import { dayOf, firstOfMonth, isoTime, partsOf } from './local-clock.ts';
import { periodOf } from './periods.ts';
import type { Scan } from './scan-text.ts';

const HAS_SCRIPT = /[\u0600-\u06ff\u3040-\u30ff\u4e00-\u9fff]/;

const DAYS: Readonly<Record<string, number>> = {
  今日: 0,
  本日: 0,
  今朝: 0,
  今夜: 0,
  今晩: 0,
  明日: 1,
  あした: 1,
  明後日: 2,
  あさって: 2,
  昨日: -1,
  きのう: -1,
  昨夜: -1,
  一昨日: -2,
  おととい: -2,
  اليوم: 0,
  الليلة: 0,
  غدا: 1,
  غدًا: 1,
  بكرة: 1,
  'بعد غد': 2,
  امس: -1,
  البارحة: -1,
  'اول امس': -2,
  'امس الاول': -2,
};
const DAY_WORD = new RegExp(
  Object.keys(DAYS)
    .sort((a, b) => b.length - a.length)
    .map((word) =>
      /[\u0600-\u06ff]/.test(word)
        ? `(?<![\\u0620-\\u064a])(?:ب|و|ل|من )?${word}(?![\\u0620-\\u064a])`
        : word,
    )
    .join('|'),
  'g',
);
const KANJI_DATE = /(?:(\d{4})年)?(?<!\d)(\d{1,2})月(\d{1,2})日/g;
const KANJI_MONTH = /(\d{4})年(\d{1,2})月(?!\d)/g;
const KANJI_PERIOD = /(今|来|先|昨|去|翌)(週末|週|月|年)(?:の?(月|火|水|木|金|土|日)曜日?)?/g;
const KANJI_WEEKDAY = /(?<!の)(月|火|水|木|金|土|日)曜日?/g;
const KANJI_COUNT = /(\d{1,3})(日|週間|か月|ヶ月|カ月|年|時間|分)(前|後)/g;
const KANJI_TIME = /(午前|午後|朝|夜|夕方)?の?(?<!\d)(\d{1,2})時(?:(\d{1,2})分|(半))?(?!間)|(正午)/g;
const ARABIC_MONTHS = [
  'يناير|كانون الثاني',
  'فبراير|شباط',
  'مارس|اذار',
  'ابريل|نيسان',
  'مايو|ايار',
  'يونيو|حزيران',
  'يوليو|تموز',
  'اغسطس|اب',
  'سبتمبر|ايلول',
  'اكتوبر|تشرين الاول',
  'نوفمبر|تشرين الثاني',
  'ديسمبر|كانون الاول',
];
const ARABIC_DATE = new RegExp(
  `(?<!\\d)(\\d{1,2}) (?:من )?(?:شهر )?(${ARABIC_MONTHS.join('|')})(?![\\u0620-\\u064a])(?: (?:عام |سنة )?((?:19|20)\\d\\d))?`,
  'g',
);
const ARABIC_PERIOD = /(الاسبوع|الشهر|السنة|العام) (القادم|القادمة|المقبل|الماضي|الماضية|الحالي|هذا)/g;
const ARABIC_WEEKDAYS = ['الاثنين', 'الثلاثاء', 'الاربعاء', 'الخميس', 'الجمعة', 'السبت', 'الاحد'];
const ARABIC_WEEKDAY = new RegExp(
  `(?:يوم )?(${ARABIC_WEEKDAYS.join('|')})(?: (القادم|المقبل|الماضي))?(?![\\u0620-\\u064a])`,
  'g',
);
const ARABIC_TIME =
  /الساعة (\d{1,2})(?::(\d{2}))?(?: ?(صباحا|صباحًا|مساء|مساءً|ظهرا|ليلا|ص|م)(?![\u0620-\u064a]))?/g;
const UNITS = { 日: 'day', 週間: 'week', か月: 'month', ヶ月: 'month', カ月: 'month', 年: 'year' } as const;
const WEEKDAYS = '月火水木金土日';

/** Dates and times in Japanese and Arabic. Pure. */
export function findScriptDates(scan: Scan): Candidate[] {
  if (!HAS_SCRIPT.test(scan.text)) return [];
  const found: Candidate[] = [];
  for (const match of allMatches(scan.folded, DAY_WORD)) {
    const word = match[0].replace(/^(?:ب|و|ل|من )(?=[\u0620-\u064a])/, '');
    const shift = DAYS[word] ?? DAYS[match[0]];
    if (shift !== undefined) {
      found.push(dateCandidate(match.index, match.index + match[0].length, scan.clock().day + shift));
    }
  }
  return [...found, ...japanese(scan), ...japaneseRelative(scan), ...arabic(scan)];
}

function japanese(scan: Scan): Candidate[] {
  const found: Candidate[] = [];
  if (!scan.hasDigit && !scan.text.includes('正午')) return found;
  for (const match of allMatches(scan.folded, KANJI_DATE)) {
    const [whole, year, month, date] = match;
    const day = year
      ? dayOf(Number(year), Number(month), Number(date))
      : nearestDay(
          scan,
          Number(month),
          Number(date),
          match.index,
          japaneseTense(scan.folded, match.index + whole.length),
        );
    if (day !== null) found.push(dateCandidate(match.index, match.index + whole.length, day));
  }
  for (const match of allMatches(scan.folded, KANJI_MONTH)) {
    const [year, month] = [Number(match[1]), Number(match[2])];
    if (month < 1 || month > 12) continue;
    const end = match.index + match[0].length;
    found.push(dateCandidate(match.index, end, firstOfMonth(year, month), firstOfMonth(year, month + 1)));
  }
  for (const match of allMatches(scan.folded, KANJI_TIME)) {
    const [whole, part = '', hour, minute, half, noon] = match;
    const late = /午後|夜|夕方/.test(part) && Number(hour) < 12;
    const at = noon ? 720 : Number(hour) * 60 + (late ? 720 : 0) + (half ? 30 : Number(minute ?? 0));
    if (at >= 1_440 || Number(minute ?? 0) > 59) continue;
    found.push(timeCandidate(match.index, match.index + whole.length, at));
  }
  return found;
}

/** Japanese says the tense behind the date: ました is past. */
function japaneseTense(folded: string, end: number): -1 | 0 {
  const clause = folded.slice(end, end + 30).split('。')[0] ?? '';
  return /ました|った(?!ら)|でした/.test(clause) ? -1 : 0;
}

function japaneseRelative(scan: Scan): Candidate[] {
  const found: Candidate[] = [];
  const today = scan.clock().day;
  for (const match of allMatches(scan.folded, KANJI_PERIOD)) {
    const [whole, way = '', unit = '', weekday] = match;
    const direction = way === '今' ? 0 : '来翌'.includes(way) ? 1 : -1;
    if (way === '昨' && unit !== '年') continue;
    const of = unit === '週末' ? 'weekend' : unit === '週' ? 'week' : unit === '月' ? 'month' : 'year';
    const period = periodOf(today, of, direction);
    if (!period) continue;
    const end = match.index + whole.length;
    found.push(
      weekday && unit === '週'
        ? dateCandidate(match.index, end, period.first + WEEKDAYS.indexOf(weekday))
        : dateCandidate(match.index, end, period.first, period.until),
    );
  }
  for (const match of allMatches(scan.folded, KANJI_WEEKDAY)) {
    const ahead = (WEEKDAYS.indexOf(match[1] ?? '') - partsOf(today).weekday + 7) % 7 || 7;
    found.push(dateCandidate(match.index, match.index + match[0].length, today + ahead));
  }
  for (const match of allMatches(scan.folded, KANJI_COUNT)) {
    const [whole, count, unit = '', way] = match;
    const end = match.index + whole.length;
    const by = Number(count) * (way === '前' ? -1 : 1);
    if (unit === '時間' || unit === '分') {
      const at = scan.clock().after(unit === '分' ? by : by * 60);
      found.push(timeCandidate(match.index, end, at.minute, at.day));
      continue;
    }
    const of = UNITS[unit as keyof typeof UNITS];
    const now = partsOf(today);
    const day =
      of === 'day'
        ? today + by
        : of === 'week'
          ? today + 7 * by
          : firstOfMonth(now.year, now.month + (of === 'month' ? by : 12 * by)) + now.date - 1;
    found.push(dateCandidate(match.index, end, day));
  }
  return found;
}

function arabic(scan: Scan): Candidate[] {
  const found: Candidate[] = [];
  const today = scan.clock().day;
  const now = partsOf(today).weekday;
  for (const match of allMatches(scan.folded, ARABIC_DATE)) {
    const [whole, date, name = '', year] = match;
    const month = ARABIC_MONTHS.findIndex((names) => names.split('|').includes(name)) + 1;
    const day = year
      ? dayOf(Number(year), month, Number(date))
      : nearestDay(scan, month, Number(date), match.index);
    if (day !== null) found.push(dateCandidate(match.index, match.index + whole.length, day));
  }
  for (const match of allMatches(scan.folded, ARABIC_PERIOD)) {
    const [whole, unit, way = ''] = match;
    const direction = /القادم|المقبل/.test(way) ? 1 : /الماضي/.test(way) ? -1 : 0;
    const of = unit === 'الاسبوع' ? 'week' : unit === 'الشهر' ? 'month' : 'year';
    const period = periodOf(today, of, direction);
    if (period)
      found.push(dateCandidate(match.index, match.index + whole.length, period.first, period.until));
  }
  for (const match of allMatches(scan.folded, ARABIC_WEEKDAY)) {
    const [whole, name = '', way] = match;
    const ahead = (ARABIC_WEEKDAYS.indexOf(name) - now + 7) % 7 || 7;
    const day = way === 'الماضي' ? today + ahead - 7 - (ahead === 7 ? 7 : 0) : today + ahead;
    found.push(dateCandidate(match.index, match.index + whole.length, day));
  }
  for (const match of allMatches(scan.folded, ARABIC_TIME)) {
    const [whole, hour, minute, part = ''] = match;
    const late = /مساء|ظهرا|ليلا|^م$/.test(part) && Number(hour) < 12;
    const at = Number(hour) * 60 + Number(minute ?? 0) + (late ? 720 : 0);
    if (at < 1_440) found.push(timeCandidate(match.index, match.index + whole.length, at));
  }
  return found;
}

function timeCandidate(start: number, end: number, minute: number, day?: number): Candidate {
  const time = isoTime(minute);
  const date = day === undefined ? '' : `${new Date(day * 86_400_000).toISOString().slice(0, 10)}T`;
  return { start, end, type: 'time', value: { kind: 'time', time: `${date}${time}` }, rank: RANK.proven };
}
