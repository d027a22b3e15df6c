import { bordersOf, isListedWith, namedFirms, signedFirms } from './bare-organizations.ts';
import { type CapitalRun, capitalRuns } from './capital-runs.ts';
import { COMMON_WORDS } from './common-words.ts';
import { light } from './light-pattern.ts';
import { ORGANIZATION_END } from './organization-words.ts';
import { isGivenName } from './person-name.ts';
import { type Candidate, RANK } from './pii.ts';
import { isNationality, PLACES } from './places.ts';
import { findSmallNames } from './small-names.ts';

type Kind = 'PERSON' | 'PLACE' | 'ORGANIZATION';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const BEFORE_ORGANIZATION = words(
  'at for joined joins became support supports via acquired founded sued company firm employer bank vendor supplier startup working',
);
/** Who stands before "of" and a firm's name. */
const LED = words(
  'ceo cfo cto coo founder cofounder co-founder president chairman chairwoman director shareholder shareholders subsidiary owner headquarters',
);
/** What a firm is to somebody. */
const FIRMS = words(
  'employer company firm bank insurer supplier vendor agency provider manufacturer startup subsidiary',
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
  const titles = found.filter((one) => one.type === 'TITLE');
  knownPlaces(text, found);
  const firms = namedFirms(text, found);
  const runs = capitalRuns(text).filter(outside(firms));
  const kinds = kindsOf(runs, text);
  listed(text, runs, kinds, firms);
  for (const [index, run] of runs.entries()) {
    const kind = kinds[index] ?? null;
    if (kind === null) continue;
    found.push({
      type: kind,
      start: kind === 'ORGANIZATION' ? firmStart(text, run.start) : run.start,
      end: kind === 'PLACE' ? placeEnd(text, run.end) : run.end,
      rank: RANK.guessed + (kind === 'PERSON' ? 0 : 0.25),
    });
  }
  signedFirms(
    text,
    runs.filter((run, index) => kinds[index] === 'PERSON' && run.words.length > 1),
    titles,
    found,
  );
  postcodes(text, found);
  findSmallNames(text, found);
}

function kindsOf(runs: readonly CapitalRun[], text: string): (Kind | null)[] {
  const kinds: (Kind | null)[] = [];
  for (const [index, run] of runs.entries()) {
    const previous = runs[index - 1];
    const kind = kindOf(run, previous, kinds[index - 1] ?? null, text);
    kinds.push(aboveCountry(text, run) ? 'PLACE' : kind);
  }
  return kinds;
}

/** What a list names beside a firm is one too, from left to right and back. */
function listed(
  text: string,
  runs: readonly CapitalRun[],
  kinds: (Kind | null)[],
  firms: readonly { start: number; end: number }[],
): void {
  const borders = bordersOf([...firms, ...runs.filter((_, index) => kinds[index] === 'ORGANIZATION')]);
  const indexes = [...runs.keys()];
  for (const index of [...indexes, ...indexes.reverse()]) {
    const [run, kind] = [runs[index], kinds[index]];
    if (!run || (kind !== 'PERSON' && kind !== null) || run.words.length > 3) continue;
    if (isGivenName(run.words[0] ?? '') || run.words.every((word) => COMMON_WORDS.has(word.toLowerCase())))
      continue;
    if (!isListedWith(text, run, borders)) continue;
    kinds[index] = 'ORGANIZATION';
    borders.starts.add(run.start);
    borders.ends.add(run.end);
  }
}

/** Tells whether a run lies outside all of these spans, which are in order of their starts within each family. */
function outside(spans: readonly { start: number; end: number }[]): (run: CapitalRun) => boolean {
  const sorted = [...spans].sort((one, other) => one.start - other.start);
  let at = 0;
  return (run) => {
    while ((sorted[at]?.end ?? Number.POSITIVE_INFINITY) <= run.start) at += 1;
    return run.end <= (sorted[at]?.start ?? Number.POSITIVE_INFINITY);
  };
}

/** With the ordinary words that begin a firm's name inside a sentence: "at Blue Harbor Analytics". */
function firmStart(text: string, start: number): number {
  return start - (FIRM_HEAD.exec(text.slice(Math.max(0, start - 64), start))?.[0].length ?? 0);
}

const FIRM_HEAD = /(?<=\p{Ll} )(?!(?:The|A|An) )\p{Lu}\p{Ll}{1,20} (?:\p{Lu}\p{Ll}{1,20} )?$/u;

/** A river, a region or a district in brackets belongs to a town's name ("Halle (Saale)"), and so does a district's letter. */
function placeEnd(text: string, end: number): number {
  return end + (DISTRICT.exec(text.slice(end, end + 30))?.[0].length ?? 0);
}

const DISTRICT = /^(?: \(\p{Lu}\p{Ll}{1,20}\)| [B-HJ-Z](?![\p{L}\d.'’-]))/u;

/** The postcode right behind a place. */
function postcodes(text: string, found: Candidate[]): void {
  for (const { type, end } of [...found]) {
    const code = type === 'PLACE' ? POSTCODE.exec(text.slice(end, end + 16))?.[0].length : undefined;
    if (code) found.push({ type: 'ADDRESS', start: end + 1, end: end + code, rank: RANK.guessed });
  }
}

function kindOf(
  run: CapitalRun,
  previous: CapitalRun | undefined,
  before: Kind | null,
  text: string,
): Kind | null {
  const [wordBefore = '', justBefore = ''] = run.before;
  const last = (run.words.at(-1) ?? '').toLowerCase();
  const whole = run.words.join(' ').toLowerCase();
  if (PLACES.has(whole) || isNationality(whole)) return null;
  // "Odense C" is a town with its district.
  const district = run.words.length > 1 && /^[B-HJ-Z]$/.test(run.words.at(-1) ?? '');
  if (district && BEFORE_PLACE.has(justBefore) && !isGivenName(run.words[0] ?? '')) return 'PLACE';
  if (isGivenName(run.words[0] ?? '') || run.words.some((word) => /^\p{Lu}\.?$/u.test(word))) return 'PERSON';
  if (/^\p{Lu}{2,}s$/u.test(run.words.join(''))) return null;
  if (run.words.length > 1 && ORGANIZATION_END.has(last)) return 'ORGANIZATION';
  // Whose name it is stands before it: "Ana Kos from Acme", "Ana Kos of Acme".
  const between = previous ? text.slice(previous.end, run.start) : '';
  if (/^ (?:from|of|at|with) $/.test(between) && before === 'PERSON' && (previous?.words.length ?? 0) > 1)
    return 'ORGANIZATION';
  if (AFTER_ORGANIZATION.has(run.after)) return 'ORGANIZATION';
  if (justBefore === 'of' && LED.has(wordBefore)) return 'ORGANIZATION';
  // "my employer, Falkirk Shipping, ..."
  if (justBefore === ',' && FIRMS.has(wordBefore)) return 'ORGANIZATION';
  // What stands with a known place by "and" or "to" is one.
  if (previous && /^ (?:and|or|to) $/.test(between) && isPlace(previous, before)) return 'PLACE';
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
  // What somebody's is, a person is not: a book, a song. A firm's person has two names.
  if (/^['’]s$/.test(run.before[1] ?? '')) return ofFirm(run, text) ? 'PERSON' : null;
  if (run.words.length > 1) return 'PERSON';
  if (AFTER_PERSON.has(run.after) || /^(?:says|said)$/.test(run.before[1] ?? '')) return 'PERSON';
  if (/\p{Ll}-\p{Lu}/u.test(run.words[0] ?? '')) return 'ORGANIZATION';
  if (run.rest || /^(?:the|a|an|this|that|these|those|my|your|our|no|any|about)$/.test(run.before[1] ?? ''))
    return null;
  const line = /(?:^|\n)\s{0,8}$/.test(text.slice(Math.max(0, run.start - 9), run.start));
  if (run.first) return run.after === ':' && line ? 'PERSON' : run.before[1] === '?' ? 'PERSON' : null;
  return 'PERSON';
}

/** "Acme's Ana Kos": two names of which neither is a word. */
function ofFirm(run: CapitalRun, text: string): boolean {
  const usual = run.words.some((word) => COMMON_WORDS.has(word.toLowerCase()));
  return (
    run.words.length === 2 &&
    !usual &&
    /\p{L}['’]s $/u.test(text.slice(Math.max(0, run.start - 8), run.start))
  );
}

function isPlace(run: CapitalRun, kind: Kind | null): boolean {
  return kind === 'PLACE' || PLACES.has(run.words.join(' ').toLowerCase());
}

/** A line of its own above a line with a country or a known town. */
function aboveCountry(text: string, run: CapitalRun): boolean {
  if (!/(?:^|\n)[> ?\t]{0,6}$/.test(text.slice(Math.max(0, run.start - 8), run.start))) return false;
  const below = /^[ \t]{0,3}\n[> ?\t]{0,6}([^\n\d]{3,40}?)(?: \d{2,6})?[ \t]{0,3}(?:\n|$)/.exec(
    text.slice(run.end, run.end + 64),
  );
  return PLACES.has((below?.[1] ?? '').toLowerCase());
}

/** Somebody with two names behind it. */
const POSSESSED = /^['’]s \p{Lu}\p{Ll}+ \p{Lu}/u;

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
        /^\p{Lu}/u.test(name) ||
        /(?:in|from|to|the|at|of|near|visit|via|around|:) $/i.test(text.slice(Math.max(0, start - 5), start));
      if (capital) {
        const until = placeEnd(text, start + name.length);
        found.push({ type: 'PLACE', start, end: until, rank: RANK.guessed + 0.25 });
      }
      index += count - 1;
      break;
    }
  }
}
