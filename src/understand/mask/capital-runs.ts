import { COMMON_WORDS } from './common-words.ts';
import { FIRST_NAMES } from './first-names.ts';
import { light } from './light-pattern.ts';
import { ORGANIZATION_END } from './organization-words.ts';
import { isGivenName, SURNAME_WORDS } from './person-name.ts';

/** Words with capitals side by side, without the ordinary words at either end. */
export interface CapitalRun {
  start: number;
  end: number;
  words: string[];
  /** The two words before it and the one behind it, in lower case; a sign where there is no word; empty at an end. */
  before: string[];
  after: string;
  /** Less than half of a row of capitals: a piece of a headline or a title. */
  rest: boolean;
  /** At the beginning of a sentence or a line. */
  first: boolean;
}

const TOKEN = light(
  /\p{L}[\p{L}\p{M}\d]{0,40}(?:['’](?!s(?![\p{L}]))\p{L}{1,20})?(?:-\p{L}[\p{L}\p{M}]{0,30}){0,3}\.?(?![\p{L}\d_(@])|\d{1,20}|['’]s(?!\p{L})|\n|[^\s\p{L}\d]/gu,
);
const PARTICLES = new Set(
  'de da do dos das del della di du van von der den zu ter la le el al bin ibn y e af av'.split(' '),
);

interface Token {
  text: string;
  start: number;
  end: number;
}

/** All runs of a text, in order. Linear. Pure. */
export function capitalRuns(text: string): CapitalRun[] {
  const tokens: Token[] = [...text.matchAll(TOKEN)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const runs: CapitalRun[] = [];
  for (let index = 0; index < tokens.length; index++) {
    if (!isCapital(tokens[index])) continue;
    let last = index;
    for (let next = index + 1; next < tokens.length && next - index < 12; next++) {
      if (text.slice(tokens[next - 1]?.end, tokens[next]?.start) !== ' ' || endsSentence(tokens[next - 1]))
        break;
      if (isCapital(tokens[next])) last = next;
      else if (!PARTICLES.has(tokens[next]?.text ?? '')) break;
    }
    const run = trimmed(tokens, index, last);
    if (run) runs.push(run);
    index = last;
  }
  return runs;
}

function isCapital(token: Token | undefined): boolean {
  return token !== undefined && /^\p{Lu}/u.test(token.text);
}

function endsSentence(token: Token | undefined): boolean {
  return /\p{Ll}{3,}\.$/u.test(token?.text ?? '') && !/^(?:St|Mrs|Ste)/.test(token?.text ?? '');
}

function trimmed(tokens: readonly Token[], from: number, to: number): CapitalRun | null {
  let [first, last] = [from, to];
  const opens = /^(?:|[.!?\n>:"]|\p{L}+\.)$/u.test(tokens[from - 1]?.text ?? '');
  // Inside a sentence a capital is meant: "by Crystal Murdock", "to Mill Village".
  const pair = !opens && to === from + 1 && ordinary(tokens[from]) !== ordinary(tokens[to]);
  if (!pair) {
    while (first <= last && ordinary(tokens[first])) first += 1;
    while (
      last >= first &&
      ordinary(tokens[last]) &&
      !(last > first && (isFirm(tokens[last]) || isSurname(tokens[last - 1], tokens[last])))
    )
      last -= 1;
  }
  const [open, close] = [tokens[first], tokens[last]];
  if (first > last || !open || !close) return null;
  const before = [tokens[first - 2]?.text ?? '', tokens[first - 1]?.text ?? ''].map((word) =>
    word.toLowerCase(),
  );
  const stop =
    close.text.length > 2 &&
    close.text.endsWith('.') &&
    !/^(?:Inc|Ltd|Co|Corp|Jr|Sr|LLC)\.$/.test(close.text);
  return {
    start: open.start,
    end: stop ? close.end - 1 : close.end,
    words: tokens.slice(first, last + 1).map((token) => token.text.replace(/(?<=\p{L}{2})\.$/u, '')),
    before,
    after: stop ? '.' : (tokens[last + 1]?.text ?? '').toLowerCase(),
    rest: last - first + 1 < (to - from + 1) / 2,
    first: /^(?:|[.!?\n>:]|\p{L}+\.)$/u.test(before[1] ?? '') || before[1] === '"',
  };
}

function isSurname(given: Token | undefined, token: Token | undefined): boolean {
  return isGivenName(given?.text ?? '') && SURNAME_WORDS.has((token?.text ?? '').toLowerCase());
}

function isFirm(token: Token | undefined): boolean {
  return ORGANIZATION_END.has((token?.text ?? '').toLowerCase().replace(/\.$/, ''));
}

function ordinary(token: Token | undefined): boolean {
  const word = (token?.text ?? '').toLowerCase().replace(/\.$/, '');
  if (word.length > 5 && /(?:ly|ing|tion|ness|ments?|ities|able|ed)$/.test(word) && !FIRST_NAMES.has(word))
    return true;
  return COMMON_WORDS.has(word) || PARTICLES.has(word) || /['’](?:ve|re|ll|d|t|m)$/.test(word);
}
