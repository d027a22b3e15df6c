import type { MinedSynonym } from '../domain/mined-synonyms.ts';
import { STOP_WORDS } from './stop-words.ts';

/** Pairs of an article: more are a glossary's, of which the first are as good as any. */
const PAIRS = 40;
/** UTF-16 units before a bracket in which its long form is looked for. */
const BEFORE_CHARS = 120;
/** Words of a name. */
const NAME_WORDS = 4;
/** UTF-16 units of an article that are read. */
const READ_CHARS = 200_000;

/** `(SLA)`, `(2FA)`, `(SLAs)`. */
const BRACKETED = /\((\p{Lu}[\p{Lu}\d]{1,8}|\d\p{Lu}{1,7})s?\)/gu;
/** `SLA (Service Level Agreement)`. */
const EXPLAINED = /(?<![\p{L}\d])(\p{Lu}[\p{Lu}\d]{1,8}|\d\p{Lu}{1,7}) \(([\p{L}\d][\p{L}\d '’-]{3,80})\)/gu;
const ALSO =
  /(?:also (?:known as|called)|formerly(?: known as)?|previously(?: known as| called)?|auch bekannt als|früher|anciennement|également appelée?|también (?:conocid[oa] como|llamad[oa])|antes|também conhecid[oa] como|anteriormente|noto anche come|precedentemente) /giu;
/** A name that is set off: in quotes or bold, or words with capitals. */
const NAMED_AFTER =
  /^(?:["“„«*_]{1,3}([^"”“»*_\n]{2,60})["”“»*_]{1,3}|((?:\p{Lu}[\p{L}\d-]*)(?: \p{Lu}[\p{L}\d-]*){0,3}))/u;
const NAMED_BEFORE =
  /(?:["“„«*_]{1,3}([^"”“»*_\n]{2,60})["”“»*_]{1,3}|((?:\p{Lu}[\p{L}\d-]*)(?: \p{Lu}[\p{L}\d-]*){0,3}))[,;]? ?(?:\(|is |was )?$/u;
const WORD = /[\p{L}\d]+/gu;
/** Words that initials may leave out. */
const SMALL = new Set(
  'of and the for to in on a an und der die das für von et de la le du des y e da do di del'.split(' '),
);
const NUMBERS: Record<string, string> = { one: '1', two: '2', three: '3', four: '4', five: '5' };

/** The pairs of words that an article says to mean the same. Linear in its text. Pure. */
export function mineSynonyms(title: string, text: string): MinedSynonym[] {
  const all = `${title}\n${text.slice(0, READ_CHARS)}`;
  const found = [...bracketed(all), ...explained(all), ...aliases(all), ...spellings(all)];
  const pairs = new Map(
    found.map((one) => [`${one.short}\n${one.long}`, one]).reverse() as [string, MinedSynonym][],
  );
  return [...pairs.values()].reverse().slice(0, PAIRS);
}

/** "Service Level Agreement (SLA)": the words before the bracket whose initials it is. */
function bracketed(text: string): MinedSynonym[] {
  return [...text.matchAll(BRACKETED)].flatMap(({ 1: short = '', index }) => {
    const before = text.slice(Math.max(0, index - BEFORE_CHARS), index);
    const words = wordsOf(before.slice(before.lastIndexOf('\n') + 1));
    const from = startOfInitials(short, words);
    return from === null ? [] : pair('abbreviation', short, words.slice(from).join(' '));
  });
}

function explained(text: string): MinedSynonym[] {
  return [...text.matchAll(EXPLAINED)].flatMap(({ 1: short = '', 2: long = '' }) => {
    const words = wordsOf(long);
    return startOfInitials(short, words) === 0 ? pair('abbreviation', short, words.join(' ')) : [];
  });
}

/** Where the words begin whose initials, small words left out where they do not fit, are the abbreviation; null: they are not. */
function startOfInitials(short: string, words: readonly string[]): number | null {
  const letters = [...short.toLowerCase()];
  let at = words.length;
  while (letters.length > 0) {
    at -= 1;
    const word = words[at];
    if (word === undefined) return null;
    if (initialOf(word) === letters.at(-1)) letters.pop();
    else if (!SMALL.has(word)) return null;
  }
  return words.length - at >= 2 ? at : null;
}

function initialOf(word: string): string {
  return NUMBERS[word] ?? [...word][0] ?? '';
}

/** "Lightning Sync, formerly known as Exchange Sync": names that are set off, on both sides. */
function aliases(text: string): MinedSynonym[] {
  return [...text.matchAll(ALSO)].flatMap(({ 0: said, index }) => {
    const before = NAMED_BEFORE.exec(text.slice(Math.max(0, index - BEFORE_CHARS), index));
    const after = NAMED_AFTER.exec(text.slice(index + said.length, index + said.length + BEFORE_CHARS));
    const [one, other] = [before, after].map((match) => wordsOf(match?.[1] ?? match?.[2] ?? '').join(' '));
    return one && other ? pair('alias', other, one) : [];
  });
}

/** A word as people write it, not the name of something in a program. */
const PLAIN = /^\p{L}\p{Ll}{6,}$/u;

/** "time sheet" where the article also writes "timesheet" or "time-sheet". */
function spellings(text: string): MinedSynonym[] {
  const words = wordsOf(text);
  const whole = new Set(
    (text.match(WORD) ?? []).filter((word) => PLAIN.test(word)).map((word) => word.toLowerCase()),
  );
  return words.slice(1).flatMap((word, at) => {
    const before = words[at] ?? '';
    if (before.length < 3 || word.length < 3 || STOP_WORDS.has(before) || STOP_WORDS.has(word)) return [];
    return whole.has(before + word) ? pair('spelling', before + word, `${before} ${word}`) : [];
  });
}

function wordsOf(text: string): string[] {
  return (text.match(WORD) ?? []).map((word) => word.toLowerCase());
}

function pair(kind: MinedSynonym['kind'], short: string, long: string): MinedSynonym[] {
  const [one, other] = [short.toLowerCase(), long];
  const isName = (name: string) => name.split(' ').length <= (kind === 'abbreviation' ? 9 : NAME_WORDS);
  return one === other || !isName(one) || !isName(other) ? [] : [{ kind, short: one, long: other }];
}
