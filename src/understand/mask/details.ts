import { FULL_DATE } from './birth-date.ts';
import { light } from './light-pattern.ts';
import { type Candidate, type DetailType, RANK } from './pii.ts';
import { isNationality } from './places.ts';

const WEEKDAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const TIME = '(?:[T ,]{1,2}\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[ap]\\.?m\\.?)?)?';
const RULES: readonly [DetailType, RegExp][] = [
  ['DATE', light(`(?<![\\d.,/-])(${FULL_DATE}${TIME})`, 'giu')],
  ['DATE', light(`(?<![\\p{L}])(?:on|every|this|next|by|until|since|from) (${WEEKDAY})(?![\\p{L}])`, 'giu')],
  [
    'DATE',
    light(
      /(?<![\p{L}])(?:in|during|since|of|until|till|by|from|year|before|after|around|circa|early|late|to|and|between) ((?:19|20)\d{2})(?![\d%.,/-]\d|\d| (?:rows|records|users|eur|usd))/giu,
    ),
  ],
  ['AGE', /(?<![\d.,])(\d{1,3})[ -](?:years?|yrs?)[ -](?:old|of age)/gi],
  [
    'AGE',
    light(
      /(?<![\p{L}])(?:turn(?:s|ed|ing)?|aged?|age is|age of|age:) (\d{1,3})(?![\d.,:/%-]\d|\d)(?! ?(?:%|min|sec|hour|day))/giu,
    ),
  ],
  [
    'AGE',
    light(/(?<![\p{L}])(?:I'm|I am|he is|she is|he's|she's) (\d{2})(?=[.,!?]? ?(?:$|\n|and |but |years))/giu),
  ],
  [
    'TITLE',
    light(
      /(?<![\p{L}\d])((?:mrs?|ms|mx|dr|prof|rev|sr|sra)\.|Mrs?|Ms|Miss|Dr|Prof|Professor|Sir|Madam)(?= {1,2}\p{L})/gu,
    ),
  ],
  ['TITLE', light(/(?<![\p{L}\d])((?:mrs?|ms|dr|prof)\.)(?= {1,2}\p{L})/giu)],
  [
    'TITLE',
    light(
      /\p{L}, (?:the|our|a|an|its|their) (\p{L}[\p{L}-]{2,24}(?:[ ,/]{1,2}(?!said|who|and|is)\p{L}[\p{L}-]{1,24}){0,4}),? (?:said|says|told|who|of|at)(?![\p{L}])/giu,
    ),
  ],
  [
    'TITLE',
    light(
      /^[> \t]{0,6}((?:\p{L}[\p{L}-]{1,20}[ ,/]{1,2}){0,4}(?:manager|director|engineer|officer|consultant|analyst|assistant|specialist|coordinator|administrator|developer|architect|designer|technician|operator|supervisor|executive|president|secretary|accountant|teacher|nurse|writer|editor|installer|cleaner|driver|worker|clerk|agent|representative|inspector|planner|advisor|adviser|attorney|lawyer|paralegal|chef|cook|mechanic|electrician|plumber|carpenter|scientist|researcher|professor|instructor|trainer|therapist|physician|surgeon|dentist|pharmacist|photographer|artist|actor|musician|journalist|reporter|librarian|economist|biologist|chemist|physicist|buyer|broker|banker|cashier|guard|officer|pilot|captain|farmer|fisher|packer|maker|setter|tender|repairer|helper|fabricator))[ \t]{0,4}$/gimu,
    ),
  ],
];
/** A language is not a nation: "in English", "studying French". */
const LANGUAGE = /(?:\b(?:in|into|speaks?|spoken|speaking|studying|learning|language|to)|translate\w*) $/i;
const WORD = light(/(?<![\p{L}\d_])\p{L}[\p{L}-]{3,20}(?![\p{L}\d_(])/gu);

/** Dates, ages, titles and nationalities. Pure. */
export function findDetails(text: string, found: Candidate[]): void {
  for (const [type, pattern] of RULES) {
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? '';
      if (type === 'DATE' && !isPossible(value, text.slice(match.index + match[0].length))) continue;
      const start = match.index + match[0].indexOf(value);
      found.push({ type, start, end: start + value.length, rank: RANK.shaped });
    }
  }
  for (const match of text.matchAll(WORD)) {
    if (!isNationality(match[0]) || LANGUAGE.test(text.slice(Math.max(0, match.index - 16), match.index)))
      continue;
    found.push({
      type: 'NATIONALITY',
      start: match.index,
      end: match.index + match[0].length,
      rank: RANK.guessed,
    });
  }
}

/** Day and month within their bounds, and no further number: "71-33-52-22" is a telephone's. */
function isPossible(value: string, behind: string): boolean {
  const numbers = (value.split(/[T ]\d{1,2}:/)[0] ?? '').match(/\d+/g) ?? [];
  if (numbers.length !== 3) return true;
  return (
    !/^[-./]\d/.test(behind) &&
    numbers.filter((part) => part.length < 3).some((part) => Number(part) <= 12) &&
    numbers.every((part) => part.length > 2 || Number(part) <= 31 || part === numbers[2])
  );
}
