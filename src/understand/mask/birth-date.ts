import { light, SPACED_LETTERS } from './light-pattern.ts';
import { type Candidate, RANK } from './pii.ts';

const LABEL = light(
  `(?<![${SPACED_LETTERS}])(?:d\\.?o\\.?b\\.?|dates? of birth|birth ?dates?|birth ?day|born|geburtsdatum|geburtstag|geboren|geb\\.|date de naissance|née?|fecha (?:de )?nacimiento|nacid[oa]|nací|data di nascita|nat[oa](?: a [${SPACED_LETTERS}]{2,20})? il|(?:data de )?nascimento|nascid[oa]|nasci|geboortedatum|data urodzenia|дата рождения|doğum tarihi|生年月日|出生日期|생년월일|تاريخ الميلاد)(?![${SPACED_LETTERS}])`,
  'giu',
);
/** UTF-16 units behind the label in which the date must begin and end. */
const REACH = 64;
const MONTH =
  '(?:jan|feb|mar|mär|apr|abr|may|mai|mag|jun|giu|jul|juil|lug|aug|ago|aoû|sep|set|oct|okt|ott|out|nov|dec|dez|dic|déc|ene|fev|fév|gen|avr)\\p{L}{0,8}';
/** A full date in digits or with a month's name. */
export const FULL_DATE = `(?:(?:明治|大正|昭和|平成|令和)\\s?\\d{1,2}年\\s?\\d{1,2}月\\s?\\d{1,2}日|\\d{4}\\s?[-./年년]\\s?\\d{1,2}\\s?[-./月월]\\s?\\d{1,2}[日일]?|\\d{1,2}\\s?[-./ ]\\s?\\d{1,2}\\s?[-./ ]\\s?(?:\\d{4}|\\d{2})|\\d{1,2}(?:st|nd|rd|th|\\.|º|er)?(?: of| de)?[ -]${MONTH}\\.?(?:,| of| de| del)?[ -]\\d{4}|${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{8})(?!\\d)`;
const DATE = light(`(?<![\\d])${FULL_DATE}`, 'iu');
/** What may stand between; another sentence may not begin twice. */
const BETWEEN = /^[^\d\n.?!]{0,32}(?:[.?!:\n]\s{0,3}[^\d\n.?!]{0,24})?$/u;

/** Dates of birth: a full date behind "born", "dob" or their like. Pure. */
export function findBirthDates(text: string, found: Candidate[]): void {
  for (const match of text.matchAll(LABEL)) {
    const from = match.index + match[0].length;
    const part = text.slice(from, from + REACH);
    const date = DATE.exec(part);
    if (!date || !BETWEEN.test(part.slice(0, date.index).replace(light(MONTH, 'giu'), ''))) continue;
    const start = from + date.index;
    found.push({ type: 'DATE_OF_BIRTH', start, end: start + date[0].length, rank: RANK.labelled + 0.5 });
  }
}
