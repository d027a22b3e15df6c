import { type Candidate, RANK } from './pii.ts';

/** Characters of an IBAN by country, from the register of ISO 13616. */
const LENGTHS = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 ' +
    'FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 ' +
    'MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 ' +
    'SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((one) => [one.slice(0, 2), Number(one.slice(2))]),
);

const START = /(?<![A-Za-z\d])[A-Za-z][ .-]?[A-Za-z][ .-]{0,2}\d[ .-]?\d(?=[ .\n-]{0,3}[A-Za-z\d])/g;
/** Separators between two characters of one IBAN: a space or a dash, or the end of a line. */
const GAP = 3;
const LABEL = /iban[^\n]{0,24}$/i;

/** International bank account numbers: country, length and the check digits of ISO 7064 (mod 97). Pure. */
export function findIbans(text: string, found: Candidate[]): void {
  for (const match of text.matchAll(START)) {
    const country = match[0].replace(/[ .-]/g, '').slice(0, 2).toUpperCase();
    const length = LENGTHS.get(country);
    if (length === undefined) continue;
    const taken = take(text, match.index, length);
    if (taken === null) continue;
    const labelled = LABEL.test(text.slice(Math.max(0, match.index - 30), match.index));
    if (!labelled && !passesMod97(taken.value)) continue;
    found.push({ type: 'IBAN', start: match.index, end: taken.end, rank: RANK.certain });
  }
}

/** `length` letters and digits from `start` on, over separators; null where the text has fewer, or more in one piece. */
function take(text: string, start: number, length: number): { value: string; end: number } | null {
  let value = '';
  let gap = 0;
  let at = start;
  for (; at < text.length && value.length < length; at++) {
    const unit = text[at] ?? '';
    if (/[A-Za-z\d]/.test(unit)) {
      value += unit;
      gap = 0;
    } else if (/[ .\n\r-]/.test(unit) && gap < GAP) gap += 1;
    else return null;
  }
  if (value.length < length || /[A-Za-z\d]/.test(text[at] ?? '')) return null;
  return { value: value.toUpperCase(), end: at };
}

/** ISO 7064: the first four characters moved to the end, letters as 10 to 35, remainder 1. Pure. */
export function passesMod97(iban: string): boolean {
  let rest = 0;
  for (const unit of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(unit, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
