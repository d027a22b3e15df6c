import { allMatches } from './all-matches.ts';
import { type Candidate, RANK } from './candidate.ts';
import { CODES, currencyOf, SIGNS, THREE_DECIMALS, WORDS } from './currencies.ts';
import { COUNT_WORD, countOf } from './number-words.ts';
import type { Scan } from './scan-text.ts';
import { SPELLED_NUMBER, spelledNumber } from './spelled-numbers.ts';

const NUMBER =
  "\\d{1,12}(?:[.,'](?=\\d{2})\\d{2,3}(?!\\d)|[.,'](?=\\d{3}|\\d{2},)\\d{2,3}| \\d{3}(?!\\d)){0,6}(?:[.,]\\d{1,2}(?!\\d))?";
const MAGNITUDE =
  '(?: ?(k|thousand|million|millions|mio\\.?|mill\\.?|tsd\\.?|tausend|millionen|mille|mil|millones|millon|milioni|milhoes|bn|billion|m)(?![a-z]))?';
const escaped = (text: string) => text.replace(/[$.*+?^(){}|[\]\\]/g, '\\$&');
const longestFirst = (words: readonly string[]) =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|');
const SIGN = longestFirst(Object.keys(SIGNS));
const CODE = CODES.toLowerCase();
const WORD = longestFirst(Object.keys(WORDS));

/** €20, US$ 1,200.50, EUR 5, Rs. 500. */
const BEFORE = new RegExp(
  `(?<![\\w.,])(-)?(?:(${SIGN})|(${CODE}|rs\\.|rs(?= ))(?![a-z])) ?(-)?(${NUMBER})${MAGNITUDE}(?![\\d])(?: ?(${CODE})(?![a-z]))?`,
  'g',
);
/** 20 €, 1.234,56 EUR, 20 bucks, 5円. */
const AFTER = new RegExp(
  `(?<![\\w.,:/-]|[$€£¥]|\\d )(-)?(${NUMBER})(?:,--?)?${MAGNITUDE} ?(?:de |di |d')?(?:(${SIGN})(?![\\d])|(${CODE}|${WORD})(?![a-z]))`,
  'g',
);
const SPELLED = new RegExp(`\\b(${SPELLED_NUMBER}) (${WORD})(?![a-z])`, 'g');
/** One number word of another language: "vingt euros"; longer numbers are not read, rather than read wrongly. */
const IN_WORDS = new RegExp(`\\b(${COUNT_WORD}) (${WORD})(?![a-z])`, 'g');
const CENTS = /(?<![\w.,])(\d{1,3}) ?(?:cents?|pence|centimes|centavos|centesimi|centimos|ct|¢)(?![a-z])/g;
const HINT = new RegExp(`[$€£¥₹₽₩₺₫฿₪₴₦₱¢]|${CODE}|${WORD}|cent|pence|\\brs`);

const TIMES: Readonly<Record<string, number>> = { k: 1e3, t: 1e3, mille: 1e3, mil: 1e3, b: 1e9, m: 1e6 };

/** Codes that are also words: they count in capitals only. "PHP 8" is a language even so. */
const ALSO_WORDS = new Set(['try', 'mad', 'ron', 'cop', 'cad', 'pen', 'php', 'sar', 'mar']);

/** Sums of money: sign, ISO code or word beside a number in digits or words. Pure. */
export function findAmounts(scan: Scan): Candidate[] {
  if (!HINT.test(scan.folded)) return [];
  return [...(scan.hasDigit ? inDigits(scan) : []), ...inWords(scan)];
}

function inDigits({ folded, wide, context }: Scan): Candidate[] {
  const found: Candidate[] = [];
  for (const match of allMatches(folded, BEFORE)) {
    const [whole, minus, sign, code, inner, number = '', magnitude, behind] = match;
    const written = wide.slice(match.index, match.index + 3);
    if (code !== undefined && ALSO_WORDS.has(code) && (code === 'php' || written !== written.toUpperCase()))
      continue;
    const currency = currencyOf(behind ?? sign ?? code?.replace('.', '') ?? '', context.locale);
    const value = decimal(number, currency) * times(magnitude) * (minus || inner ? -1 : 1);
    found.push(amount(match.index, whole, value, currency));
  }
  for (const match of allMatches(folded, AFTER)) {
    const [whole, minus, number = '', magnitude, sign, word] = match;
    const end = match.index + whole.length;
    const written = wide.slice(end - 3, end);
    if (word !== undefined && ALSO_WORDS.has(word) && written !== written.toUpperCase()) continue;
    const currency = currencyOf(sign ?? word ?? '', context.locale);
    const value = decimal(number, currency) * times(magnitude) * (minus ? -1 : 1);
    found.push(amount(match.index, whole, value, currency));
  }
  for (const match of allMatches(folded, CENTS)) {
    found.push(amount(match.index, match[0], Number(match[1]) / 100, null));
  }
  return found;
}

function inWords({ folded, context }: Scan): Candidate[] {
  const found: Candidate[] = [];
  for (const match of allMatches(folded, SPELLED)) {
    const [whole, number = '', word = ''] = match;
    found.push(amount(match.index, whole, spelledNumber(number), currencyOf(word, context.locale)));
  }
  for (const match of allMatches(folded, IN_WORDS)) {
    const [whole, count = '', word = ''] = match;
    const before =
      /(\p{L}{1,20})[ -]$/u.exec(folded.slice(Math.max(0, match.index - 21), match.index))?.[1] ?? '';
    if (countOf(before) !== null || /^(?:and|und|et|y|e|mille|mil|cento|cent|cien|ciento)$/.test(before))
      continue;
    const value = countOf(count);
    if (value !== null) found.push(amount(match.index, whole, value, currencyOf(word, context.locale)));
  }
  return found;
}

function amount(start: number, written: string, value: number, currency: string | null): Candidate {
  // Products of decimals and powers of ten carry the dust of binary fractions: 1.1 * 1,000.
  const rounded = Math.round(value * 1_000) / 1_000;
  return {
    start,
    end: start + written.length,
    type: 'amount',
    value: { kind: 'amount', value: rounded, currency },
    rank: RANK.proven,
  };
}

function times(magnitude: string | undefined): number {
  if (magnitude === undefined) return 1;
  const exact = TIMES[magnitude];
  return exact ?? TIMES[magnitude.charAt(0)] ?? 1;
}

/**
 * The value of a written number. Of two kinds of separator the last is the decimal one; one alone groups thousands when
 * it repeats or three digits follow, for money has two decimals (three in a few currencies). Pure.
 */
export function decimal(written: string, currency: string | null): number {
  const number = written.replace(/[' ]/g, '');
  const comma = number.lastIndexOf(',');
  const point = number.lastIndexOf('.');
  const last = Math.max(comma, point);
  if (last === -1) return Number(number);
  const repeated = number.indexOf(number.charAt(last)) !== last;
  const decimals = number.length - last - 1;
  const three = decimals === 3 && number.charAt(last) === '.' && THREE_DECIMALS.has(currency ?? '');
  const groups =
    repeated || (Math.min(comma, point) === -1 && decimals === 3 && !three && !number.startsWith('0'));
  if (groups) return Number(number.replace(/[.,]/g, ''));
  return Number(`${number.slice(0, last).replace(/[.,]/g, '')}.${number.slice(last + 1)}`);
}
