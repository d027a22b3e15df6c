import { COMMON_WORDS } from './common-words.ts';
import { AMBIGUOUS_NAMES, FIRST_NAMES } from './first-names.ts';
import { light } from './light-pattern.ts';

/** Words of a name: "Dr. Ana Maria de la Cruz Ortega" has seven, most have two. */
const WORDS_MAX = 6;

const CAPITAL = light(
  /(?:\p{Lu}(?:['’]\p{Lu})?[\p{L}\p{M}]{1,30}(?:['’](?!s(?!\p{L}))\p{L}{1,20})?(?:-\p{L}{1,30}){0,2}|\p{Lu}\.(?: ?\p{Lu}\.){0,2}|\p{Lu}(?![\p{L}\d_.'’])|[\p{Lo}]{2,8})(?![\p{L}\d_(@])/uy,
);
const LOWER = light(
  /\p{Ll}[\p{L}\p{M}]{1,30}(?:['’](?!s(?!\p{L}))\p{L}{2,20})?(?:-\p{L}{1,30}){0,2}(?![\p{L}\d_(@])/uy,
);
const PARTICLE =
  /(?:de la|de los|van der|van den|van de|von der|de|da|do|dos|das|del|della|di|du|van|von|zu|ter|ten|den|der|le|la|bin|ibn|al|el|y|e|af|av)(?= )/uy;
const SUFFIX = /,? (?:Jr|Sr|II|III|IV|MD|PhD|DDS|DVM|Esq|CPA)\b\.?/y;
/** What ends a name in lower case besides a common word. */
const TELLS_ON = new Set(
  'and but or speaking here calling from your the is was at in on of to not'.split(' '),
);

/** Where a person's name that begins at `start` ends, or null. `lower`: the words around are proof enough for lower case. Pure. */
export function nameAt(text: string, start: number, lower: boolean): number | null {
  let end = start;
  let words = 0;
  let at = start;
  let capital = false;
  while (words < WORDS_MAX) {
    const next = word(text, at, lower && words < 3 && !capital, words) ?? surname(text, start, at, words);
    if (next === null) break;
    capital ||= /^\p{Lu}/u.test(text.slice(at, at + 2));
    end = next;
    words += 1;
    if (text[end] !== ' ' || /\p{Lo}$/u.test(text.slice(at, end))) break;
    at = end + 1;
    const particle = sticky(PARTICLE, text, at);
    if (particle !== null && particle > at) at = particle + 1;
  }
  if (words === 0) return null;
  return sticky(SUFFIX, text, end) ?? end;
}

function word(text: string, at: number, lower: boolean, index: number): number | null {
  const capital = sticky(CAPITAL, text, at);
  if (capital !== null) return isName(text.slice(at, capital), index) ? capital : null;
  if (!lower) return null;
  const small = sticky(LOWER, text, at);
  if (small === null) return null;
  const value = text.slice(at, small);
  return COMMON_WORDS.has(value) || TELLS_ON.has(value) || /(?:ing|ed|ly)$/.test(value) ? null : small;
}

/** Surnames that are words as well; behind a given name they are names. */
export const SURNAME_WORDS: ReadonlySet<string> = new Set(
  'hill young king brown white black green stone wood woods bell field fields park parks price rice bush banks cook page long short small little best rose fox wolf knight bishop day may major rich love hope power powers street west north england french german english rock snow winter winters summers spring may reed flowers rivers waters brook brooks lake moon star swift strong noble sharp wise good bird fish lamb bull church temple castle tower hall house mason carpenter cooper hunter miller porter potter tanner turner weaver driver judge pope prince duke earl baron marshal chance cash bond case chase drew grant mark miles pace wall walls gates banks light bright cross banner baker bowman'.split(
    ' ',
  ),
);

function surname(text: string, start: number, at: number, index: number): number | null {
  const end = index > 0 ? sticky(CAPITAL, text, at) : null;
  if (end === null || !SURNAME_WORDS.has(text.slice(at, end).toLowerCase())) return null;
  return FIRST_NAMES.has((text.slice(start, at).split(' ')[0] ?? '').toLowerCase()) ? end : null;
}

function isName(value: string, index: number): boolean {
  const small = value.toLowerCase().replace(/\.$/, '');
  if (FIRST_NAMES.has(small)) return true;
  if (/^\p{Lu}\.?$/u.test(value)) return index > 0 || value.endsWith('.');
  return !COMMON_WORDS.has(small);
}

function sticky(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** A given name that is nothing else. Pure. */
export function isGivenName(word: string): boolean {
  const small = word.toLowerCase();
  return FIRST_NAMES.has(small) && !AMBIGUOUS_NAMES.has(small);
}
