/**
 * The text without its disguises, for rules about markup and addresses: invisible and tag characters removed (ASCII hidden in
 * tag characters is shown), full-width and styled letters folded, look-alike letters inside Latin words made Latin, HTML
 * entities and escapes of characters resolved. Linear in the length.
 */
export function plainView(text: string): string {
  let plain = text;
  if (/[&\\%]/.test(plain)) plain = plain.replace(ESCAPE, unescapeOne);
  if (ASCII_ONLY.test(plain)) return plain;
  plain = plain
    .replace(TAG_CHARACTER, (one) => String.fromCharCode((one.codePointAt(0) ?? 0) - TAG_START))
    .replace(INVISIBLE, '')
    .normalize('NFKC');
  return LOOKALIKE.test(plain) ? plain.replace(MIXED_WORD, foldMixedWord) : plain;
}

/** `plainView` in lower case, without accents, with spaced-out letters joined and digits inside words read as letters. */
export function wordView(plain: string): string {
  let words = foldCase(plain);
  if (SPACED.test(words)) words = joinSpaced(words);
  if (LEET_WORD.test(words)) words = words.replace(LEET_WORD_ALL, readLeet);
  return words.replace(/[ \t]{2,}/g, ' ');
}

/** Lower case, accents removed, curly apostrophes straightened: patterns of other languages are written in this form. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  if (ASCII_ONLY.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[\u2018\u2019]/g, "'");
}

const ASCII_ONLY = /^[\t\n\r\x20-\x7e]*$/;

/** Unicode tag characters mirror ASCII at this distance and show nothing. */
const TAG_START = 0xe0000;
const TAG_CHARACTER = /[\u{e0020}-\u{e007e}]/gu;

/** Soft hyphen, zero-width and direction characters, variation selectors, byte order mark, other controls. */
const INVISIBLE =
  /[\u00ad\u061c\u115f\u1160]|\u034f|[\u17b4\u17b5]|[\u180b-\u180f]|[\u200b-\u200f\u202a-\u202e\u2060-\u206f]|[\u3164\ufeff\uffa0]|[\ufe00-\ufe0f]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|[\u{e0000}-\u{e0fff}]/gu;

/** `&#105;`, `&#x69;`, `\u0069`, `\x69`, `%69`. */
const ESCAPE = /&#(\d{2,6});|&#x([0-9a-f]{2,5});|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|%([2-7][0-9a-f])/gi;

function unescapeOne(
  whole: string,
  decimal?: string,
  hex?: string,
  unit?: string,
  byte?: string,
  percent?: string,
): string {
  const code = decimal
    ? Number.parseInt(decimal, 10)
    : Number.parseInt(hex ?? unit ?? byte ?? percent ?? '', 16);
  const readable =
    code === 9 || code === 10 || (code >= 0x20 && code <= 0x10_ff_ff && (code < 0xd800 || code > 0xdfff));
  return readable ? String.fromCodePoint(code) : whole;
}

/** Letters of other scripts that look like Latin ones. */
const TWINS = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    с: 'c',
    ԁ: 'd',
    е: 'e',
    һ: 'h',
    і: 'i',
    ј: 'j',
    к: 'k',
    ӏ: 'l',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    ԛ: 'q',
    ѕ: 's',
    т: 't',
    у: 'y',
    ѵ: 'v',
    ԝ: 'w',
    х: 'x',
    ё: 'e',
    ї: 'i',
    А: 'A',
    В: 'B',
    С: 'C',
    Е: 'E',
    Н: 'H',
    І: 'I',
    Ј: 'J',
    К: 'K',
    М: 'M',
    О: 'O',
    Р: 'P',
    Ѕ: 'S',
    Т: 'T',
    У: 'Y',
    Х: 'X',
    α: 'a',
    ε: 'e',
    η: 'n',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
    Α: 'A',
    Β: 'B',
    Ε: 'E',
    Η: 'H',
    Ι: 'I',
    Κ: 'K',
    Μ: 'M',
    Ν: 'N',
    Ο: 'O',
    Ρ: 'P',
    Τ: 'T',
    Υ: 'Y',
    Χ: 'X',
    ı: 'i',
    ɡ: 'g',
    ɑ: 'a',
    ո: 'n',
    ս: 'u',
    օ: 'o',
    ց: 'g',
  }),
);
const LOOKALIKE = /[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0131\u0251\u0261]/;
/** Bounded: a longer "word" is no word. */
const MIXED_WORD = /\p{L}{2,40}/gu;

/** A word that mixes Latin with a look-alike is meant to be read as Latin; a wholly Cyrillic or Greek word is left alone. */
function foldMixedWord(word: string): string {
  if (!/[a-z]/i.test(word) || !LOOKALIKE.test(word)) return word;
  return word.replace(/[^\x20-\x7e]/g, (letter) => TWINS.get(letter) ?? letter);
}

/** Three or more single letters with the same separator between them, as one word. */
const SPACED = /(?<![a-z0-9])[a-z]([ ._*\-|/])[a-z]\1[a-z]/;
const SPACED_RUN = /(?<![a-z0-9])[a-z]([ ._*\-|/])[a-z](?:\1[a-z](?![a-z0-9])){1,200}/g;

function joinSpaced(text: string): string {
  return text.replace(SPACED_RUN, (run, mark: string) => run.replaceAll(mark, ''));
}

const LEET: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' };
/** A word of letters with such a digit between or before them; a code such as A1B2 reads as nonsense and harms nothing. */
const LEET_WORD = /[a-z][013457@$][a-z]|(?<![a-z0-9])[013457@$]{1,2}[a-z]{2}/;
const LEET_WORD_ALL = /[a-z013457@$]{3,30}/g;

function readLeet(word: string): string {
  return /[a-z]/.test(word) && /[013457@$]/.test(word)
    ? word.replace(/[013457@$]/g, (sign) => LEET[sign] ?? sign)
    : word;
}
