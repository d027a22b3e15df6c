import { type CapitalRun, capitalRuns } from './capital-runs.ts';
import { COMMON_WORDS } from './common-words.ts';
import { light } from './light-pattern.ts';
import { ORGANIZATION_END } from './organization-words.ts';
import { isGivenName } from './person-name.ts';
import { type Candidate, RANK } from './pii.ts';
import { isNationality, PLACES } from './places.ts';

type Kind = 'PERSON' | 'PLACE' | 'ORGANIZATION';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const BEFORE_ORGANIZATION = words(
  'at for joined joins became support supports via acquired company firm employer bank vendor supplier startup working',
);
const BEFORE_PLACE = words(
  'in from near visit visiting visited city town village outside toward towards around leaving across throughout',
);
const BEFORE_PLACE_TO = words(
  'moved flew returned coming come go going went travel travelled traveled drove driving move moving sailed back fly flying trip here welcome relocated',
);
const AFTER_ORGANIZATION = words(
  'invested acquired announced launched hired shares songwriter employee employees resignation headquarters products offices ceo cfo cto stock inc ltd plans reported merged',
);
const AFTER_PERSON = words(
  "'s ’s said says told spent flew listed began is was has had wrote writes sang sings novel album book biography version points explained explains thinks thought asked asks lives lived works worked born and who went came speak speaks died won plays played",
);

/**
 * Names of people, places and organizations that nothing labels, from capitals and the words around them. A guess: for
 * exports, where too much is better than too little. Pure.
 */
export function findBareNames(text: string, found: Candidate[]): void {
  knownPlaces(text, found);
  const lists = surnameLists(text, found);
  const runs = capitalRuns(text).filter(
    (run) => !lists.some((one) => run.start < one.end && one.start < run.end),
  );
  const kinds = runs.map((run, index) => kindOf(run, runs[index - 1], text));
  for (const [index, run] of runs.entries()) {
    if (aboveCountry(text, run)) kinds[index] = 'PLACE';
    if (signedBelow(text, run, runs[index - 1], kinds[index - 1] ?? null)) kinds[index] = 'ORGANIZATION';
    const kind = kinds[index] ?? null;
    if (kind === null) continue;
    const listed =
      kind === 'PERSON' &&
      run.words.length < 3 &&
      !isGivenName(run.words[0] ?? '') &&
      beside(text, run, lists);
    found.push({
      type: listed ? 'ORGANIZATION' : kind,
      start: run.start,
      end: run.end,
      rank: RANK.guessed + (kind === 'PERSON' ? 0 : 0.25),
    });
  }
  postcodes(text, found);
  knownNames(text, found);
}

/** The postcode right behind a place. */
function postcodes(text: string, found: Candidate[]): void {
  for (const { type, end } of [...found]) {
    const code = type === 'PLACE' ? POSTCODE.exec(text.slice(end, end + 16))?.[0].length : undefined;
    if (code) found.push({ type: 'ADDRESS', start: end + 1, end: end + code, rank: RANK.guessed });
  }
}

function kindOf(run: CapitalRun, previous: CapitalRun | undefined, text: string): Kind | null {
  const [wordBefore = '', justBefore = ''] = run.before;
  const last = (run.words.at(-1) ?? '').toLowerCase();
  const whole = run.words.join(' ').toLowerCase();
  if (PLACES.has(whole) || isNationality(whole)) return null;
  if (isGivenName(run.words[0] ?? '') || run.words.some((word) => /^\p{Lu}\.?$/u.test(word))) return 'PERSON';
  if (/^\p{Lu}{2,}s$/u.test(run.words.join(''))) return null;
  if (run.words.length > 1 && ORGANIZATION_END.has(last)) return 'ORGANIZATION';
  // Whose name it is stands before it: "Ana Kos from Acme", "Ana Kos of Acme".
  const between = previous ? text.slice(previous.end, run.start) : '';
  if (/^ (?:from|of|at|with) $/.test(between) && previous && previous.words.length > 1) return 'ORGANIZATION';
  if (AFTER_ORGANIZATION.has(run.after)) return 'ORGANIZATION';
  // "Acme's Ana Kos"
  if (run.words.length === 1 && POSSESSED.test(text.slice(run.end, run.end + 40))) return 'ORGANIZATION';
  if (BEFORE_ORGANIZATION.has(justBefore)) return 'ORGANIZATION';
  if (BEFORE_PLACE.has(justBefore) && !/^['’]s$/.test(run.after)) return 'PLACE';
  if (justBefore === 'to' && BEFORE_PLACE_TO.has(wordBefore)) return 'PLACE';
  if (
    justBefore === 'of' &&
    /^(?:university|city|town|state|province|village|capital|north|south|east|west)$/.test(wordBefore)
  )
    return 'PLACE';
  if (
    justBefore === ':' &&
    /^(?:where|city|location|town|country|destination|venue|place|born)$/.test(wordBefore)
  )
    return 'PLACE';
  if (
    /^[\p{Lu}\d&.-]{1,5}$/u.test(whole.toUpperCase()) &&
    run.words.every((word) => word === word.toUpperCase())
  )
    return null;
  if (run.words.every((word) => COMMON_WORDS.has(word.toLowerCase()))) return null;
  return personOrNothing(run, text);
}

/** Two or three unknown words are a person; one is, inside a sentence or before a verb that people do. */
function personOrNothing(run: CapitalRun, text: string): Kind | null {
  if (/[\d_]|\p{Ll}\p{Lu}\p{Ll}+\p{Lu}/u.test(text.slice(run.start, run.end))) return null;
  if (run.words.length > 4) return null;
  const usual = run.words.filter((word) => COMMON_WORDS.has(word.toLowerCase())).length;
  if (usual * 2 > run.words.length) return null;
  // What somebody's is, a person is not: a book, a song.
  if (/^['’]s$/.test(run.before[1] ?? '')) return null;
  if (run.words.length > 1) return 'PERSON';
  if (AFTER_PERSON.has(run.after) || /^(?:says|said)$/.test(run.before[1] ?? '')) return 'PERSON';
  if (/\p{Ll}-\p{Lu}/u.test(run.words[0] ?? '')) return 'ORGANIZATION';
  if (run.rest || /^(?:the|a|an|this|that|these|those|my|your|our|no|any|about)$/.test(run.before[1] ?? ''))
    return null;
  const line = /^\s*$/.test(text.slice(text.lastIndexOf('\n', run.start - 1) + 1, run.start));
  if (run.first) return run.after === ':' && line ? 'PERSON' : run.before[1] === '?' ? 'PERSON' : null;
  return 'PERSON';
}

/** A line of its own above a line with a country or a known town. */
function aboveCountry(text: string, run: CapitalRun): boolean {
  if (!/(?:^|\n)[> ?\t]{0,6}$/.test(text.slice(Math.max(0, run.start - 8), run.start))) return false;
  const below = /^[ \t]{0,3}\n[> ?\t]{0,6}([^\n\d]{3,40}?)(?: \d{2,6})?[ \t]{0,3}(?:\n|$)/.exec(
    text.slice(run.end, run.end + 64),
  );
  return PLACES.has((below?.[1] ?? '').toLowerCase());
}

/** A line of its own right below a person's in a signature, and other than it, is who they work for. */
function signedBelow(
  text: string,
  run: CapitalRun,
  above: CapitalRun | undefined,
  kind: Kind | null,
): boolean {
  if (kind !== 'PERSON' || !above || run.words.length > 5 || above.words.length < 2) return false;
  if (
    !/^\n[> ?\t]{0,6}$/.test(text.slice(above.end, run.start)) ||
    !/^[ \t]*\n/.test(text.slice(run.end, run.end + 8))
  )
    return false;
  return run.words.join() !== above.words.join() && !isGivenName(run.words[0] ?? '');
}

/** Somebody with two names behind it. */
const POSSESSED = /^['’]s \p{Lu}\p{Ll}+ \p{Lu}/u;

const LIST = light(
  /(?<![\p{L}\d])\p{Lu}[\p{L}'’]{1,24}, \p{Lu}[\p{L}'’]{1,24},? (?:and|&) \p{Lu}\p{L}{1,24}(?![\p{L}\d])(?! (?:Ltd|Inc|LLC|PLC|Group|Corp|Co)\b)|(?<=^|\n)\p{Ll}[\p{L}'’]{2,24}, \p{Ll}[\p{L}'’]{2,24} and \p{Ll}[\p{L}'’]{2,24}(?=\n|$)/gu,
);

/** Firms called after three people: "Baker, Stone and Field". */
function surnameLists(text: string, found: Candidate[]): { start: number; end: number }[] {
  const lists: { start: number; end: number }[] = [];
  for (const match of text.matchAll(LIST)) {
    const parts = match[0].split(/,? (?:and|&) |, /);
    if (
      parts.every((part) => isGivenName(part)) ||
      parts.every((part) => COMMON_WORDS.has(part.toLowerCase()))
    )
      continue;
    const span = { start: match.index, end: match.index + match[0].length };
    lists.push(span);
    found.push({ type: 'ORGANIZATION', ...span, rank: RANK.guessed + 0.5 });
  }
  return lists;
}

/** What a list names beside an organization is one too. */
function beside(text: string, run: CapitalRun, lists: readonly { start: number; end: number }[]): boolean {
  return lists.some(
    (one) =>
      /^,? (?:and )?$/.test(text.slice(run.end, one.start)) ||
      /^,? (?:and )?$/.test(text.slice(one.end, run.start)),
  );
}

const PLACE_WORD = light(/(?<![\p{L}\d_-])\p{L}[\p{L}'’.-]{1,20}(?! (?:street|st\b|road|rd\b|avenue))/giu);
const POSTCODE = /^ (?:\d{4,6}(?:-\d{3})?|\d{2}-\d{3}|\d{3} \d{2})(?![\d.,-]?\d)/;

/** Places of the list, one to three words. */
function knownPlaces(text: string, found: Candidate[]): void {
  const tokens = [...text.matchAll(PLACE_WORD)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  for (let index = 0; index < tokens.length; index++) {
    const start = tokens[index]?.start ?? 0;
    for (let count = Math.min(3, tokens.length - index); count > 0; count--) {
      const end = tokens[index + count - 1]?.end ?? start;
      const name = text.slice(start, end).replace(/[.'’]$/, '');
      if (!PLACES.has(name.toLowerCase())) continue;
      const capital =
        /^\p{Lu}/u.test(name) || /(?:in|from|to|the|:) $/i.test(text.slice(Math.max(0, start - 5), start));
      if (capital) found.push({ type: 'PLACE', start, end: start + name.length, rank: RANK.guessed + 0.25 });
      index += count - 1;
      break;
    }
  }
}

const SMALL = light(/(?<![\p{L}\d_.@'’-])\p{Ll}[\p{L}\p{M}]{2,20}(?![\p{L}\d_(@])/gu);

/** Given names in texts without a single capital, with the word behind them. */
function knownNames(text: string, found: Candidate[]): void {
  if (/\p{Lu}/u.test(text)) return;
  let end = 0;
  for (const match of text.matchAll(SMALL)) {
    if (match.index < end || !isGivenName(match[0]) || COMMON_WORDS.has(match[0])) continue;
    const rest = /^(?: \p{Ll}\.?(?= ))? (\p{Ll}[\p{L}\p{M}'’-]{2,24})(?![\p{L}\d])/u.exec(
      text.slice(match.index + match[0].length),
    );
    const surname = rest && !COMMON_WORDS.has(rest[1] ?? '') && !/(?:ed|ing|ly|'s)$/.test(rest[1] ?? '');
    end = match.index + match[0].length + (surname ? rest[0].length : 0);
    found.push({ type: 'PERSON', start: match.index, end, rank: RANK.guessed });
  }
}
