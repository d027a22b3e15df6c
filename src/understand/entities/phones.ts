import { type Candidate, RANK, textValue } from './candidate.ts';
import type { Scan } from './scan-text.ts';

/** Digits of a number: E.164 ends at 15; below 7 there is no telling. */
const DIGITS_MIN = 7;
const DIGITS_MAX = 15;
const INTERNATIONAL =
  /(?<![\w+.])(?:\+|00(?=[1-9]))\d{1,3}(?:[ .\-/]{0,2}\(?\d{1,5}\)?){1,8}(?![\w-]|[.,]\d)/g;
const NORTH_AMERICAN = /(?<![\w+.-])(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])\d{3}[ .-]\d{4}(?![\w-])/g;
/** Trunk zero and groups: 030 1234567, 06 12 34 56 78, 0151-23456789, (0)89/12345. */
const NATIONAL = /(?<![\w+.,#-])\(?0[1-9]\d{0,4}\)?(?:[ .\-/]{1,2}\d{2,9}){1,5}(?![\w-]|[.,]\d)/g;
const LABELLED =
  /(?:\b(?:phone|phone number|mobile|cell|cellphone|telephone|tel|call me (?:at|on)|reach me (?:at|on)|whatsapp|telefon|telefonnummer|handy|handynummer|rufnummer|telephone|portable|telefono|movil|celular|telemovel|telefone|cellulare|numero de telefono|numero de telephone)\b|電話|携帯|هاتف|جوال|موبايل)[番号رقمي]{0,6}(?: (?:number|is|no|nr|number is|nummer ist|est|es|e|le))?[ .:#]{0,3}(\+?\(?\d[\d .\-/()]{5,22}\d)(?![\w-])/g;

/** Telephone numbers: `+` and digits where a country code is written, otherwise digits alone. Pure. */
export function findPhones({ wide, folded, hasDigit }: Scan): Candidate[] {
  if (!hasDigit) return [];
  const found: Candidate[] = [];
  const add = (start: number, text: string, rank: number) => {
    const value = phoneValue(text);
    if (value !== null)
      found.push({ start, end: start + text.length, type: 'phone', value: textValue(value), rank });
  };
  for (const match of wide.matchAll(INTERNATIONAL)) add(match.index, match[0], RANK.proven);
  for (const match of wide.matchAll(NORTH_AMERICAN)) add(match.index, match[0], RANK.shaped);
  for (const match of wide.matchAll(NATIONAL)) {
    if (!isDate(match[0])) add(match.index, match[0], RANK.shaped);
  }
  for (const match of folded.matchAll(LABELLED)) {
    const number = match[1] ?? '';
    add(match.index + match[0].length - number.length, number, RANK.proven);
  }
  return found;
}

/** `01.02.2026` and `01/02/26` have a trunk zero and groups too. */
function isDate(text: string): boolean {
  return /^0\d[./-]\d{1,2}[./-](?:\d{4}|\d{2})$/.test(text) || /^0\d[.:]\d{2}$/.test(text);
}

function phoneValue(text: string): string | null {
  const digits = text.replace(/\(0\)/, '').replace(/\D/g, '');
  if (digits.length < DIGITS_MIN || digits.length > DIGITS_MAX) return null;
  if (text.startsWith('+')) return `+${digits}`;
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits;
}
