import { allMatches } from './all-matches.ts';
import { type Candidate, RANK, textValue } from './candidate.ts';
import type { Scan } from './scan-text.ts';

/** Digits of a number: E.164 ends at 15; below 7 there is no telling. */
const DIGITS_MIN = 7;
const DIGITS_MAX = 15;
const EXTENSION = '(?: ?(?:x|ext\\.?|extension|durchwahl|poste) ?\\d{1,6})?';
const END = '(?!\\w|-\\d|[.,]\\d)';
const INTERNATIONAL = new RegExp(
  `(?<![\\w+.])(?:\\+|(?<!\\d )00(?=[1-9]))\\d{1,3}(?:[ .\\-/]{0,2}\\(?\\d{1,5}\\)?){1,8}${EXTENSION}${END}`,
  'g',
);
const NORTH_AMERICAN = new RegExp(
  `(?<![\\w+.-]|\\d )(?:1[ .-])?(?:\\([2-9]\\d{2}\\) ?|[2-9]\\d{2}[ .-])\\d{3}[ .-]\\d{4}${EXTENSION}${END}`,
  'g',
);
/** Trunk zero and groups: 030 1234567, 06 12 34 56 78, 0151-23456789, (0)89/12345. */
const NATIONAL = new RegExp(
  `(?<![\\w+.,#-]|\\d )\\(?0[1-9]\\d{0,4}\\)?(?:[ .\\-/]{1,2}\\d{2,9}){1,5}${EXTENSION}${END}`,
  'g',
);
const LABEL =
  'phones?|phone number|mobile|cell|cellphone|telephone|tel|fax|desk|office|my number|callback|call(?: me)?|reach|text|answering|whatsapp|telefon|telefonnummer|handy|handynummer|rufnummer|portable|telefono|movil|celular|telemovel|telefone|cellulare|numero de (?:telefono|telephone|telefone)';
/** A label, a few words without a digit, and at least seven digits, in any grouping. */
const LABELLED = new RegExp(
  `(?:\\b(?:${LABEL})\\b|電話|携帯|هاتف|جوال|موبايل)[a-z' :.#番号はرقمي]{0,20}?(\\+?\\(?\\d[\\d .\\-/()]{5,22}\\d)(?=${EXTENSION}${END})`,
  'g',
);
const SOCIAL_SECURITY = /^\d{3}-\d{2}-\d{4}$/;
/** Behind these a run of digits without gaps is an order's or a policy's as likely as a telephone's. */
const LOOSE_LABEL = /^(?:my number|text|office|desk)\b/;

/** Telephone numbers: `+` and digits where a country code is written, otherwise digits alone. Pure. */
export function findPhones({ wide, folded, hasDigit }: Scan): Candidate[] {
  if (!hasDigit) return [];
  const found: Candidate[] = [];
  const add = (start: number, text: string, rank: number) => {
    const value = phoneValue(text);
    if (value !== null)
      found.push({ start, end: start + text.length, type: 'phone', value: textValue(value), rank });
  };
  for (const match of allMatches(wide, INTERNATIONAL)) add(match.index, match[0], RANK.proven);
  for (const match of allMatches(wide, NORTH_AMERICAN)) add(match.index, match[0], RANK.shaped);
  for (const match of allMatches(wide, NATIONAL)) {
    if (!isDate(match[0])) add(match.index, match[0], RANK.shaped);
  }
  for (const match of allMatches(folded, LABELLED)) {
    const number = match[1] ?? '';
    if (
      isDate(number) ||
      SOCIAL_SECURITY.test(number) ||
      (LOOSE_LABEL.test(match[0]) && !/\d[ .\-/()]\d/.test(number))
    )
      continue;
    add(match.index + match[0].length - number.length, number, RANK.proven);
  }
  return found;
}

/** `01.02.2026` and `01/02/26` have a trunk zero and groups too. */
function isDate(text: string): boolean {
  return (
    /^(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})$/.test(text) ||
    /^0\d[./-]\d{1,2}[./-](?:\d{4}|\d{2})$/.test(text) ||
    /^0\d[.:]\d{2}$/.test(text)
  );
}

function phoneValue(text: string): string | null {
  const digits = text
    .replace(/ ?(?:x|e|d|p).{1,16}$/, '')
    .replace(/\(0\)/, '')
    .replace(/\D/g, '');
  if (digits.length < DIGITS_MIN || digits.length > DIGITS_MAX) return null;
  if (text.startsWith('+')) return `+${digits}`;
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits;
}
