import { type CapitalRun, capitalRuns } from './capital-runs.ts';
import { COMMON_WORDS } from './common-words.ts';
import { isGivenName } from './person-name.ts';
import { type Candidate, RANK } from './pii.ts';
import { isNationality, PLACES } from './places.ts';

type Kind = 'PERSON' | 'PLACE' | 'ORGANIZATION';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const ORGANIZATION_END = words(
  'inc ltd llc llp plc gmbh ag sa spa srl bv nv ab oy as co corp corporation company companies group partners technologies technology solutions systems labs laboratories capital bank insurance agency associates holdings global media networks software consulting services industries enterprises ventures foundation institute university college ministry association partners electric energy motors airlines pharma pharmaceuticals bioscience analytics financial works press records studios trust data health',
);
const BEFORE_ORGANIZATION = words(
  'at for joined joins by support supports via acquired company firm employer bank vendor supplier startup working',
);
const BEFORE_PLACE = words(
  'in from near visit visiting visited city town village outside toward towards around leaving across throughout',
);
const BEFORE_PLACE_TO = words(
  'moved flew returned coming come go going went travel travelled traveled drove driving move moving sailed back fly flying trip here welcome relocated tribute',
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
  knownNames(text, found);
}

function kindOf(run: CapitalRun, previous: CapitalRun | undefined, text: string): Kind | null {
  const [wordBefore = '', justBefore = ''] = run.before;
  const last = (run.words.at(-1) ?? '').toLowerCase();
  const whole = run.words.join(' ').toLowerCase();
  if (PLACES.has(whole) || isNationality(whole)) return null;
  if (isGivenName(run.words[0] ?? '')) return 'PERSON';
  if (run.words.length > 1 && ORGANIZATION_END.has(last)) return 'ORGANIZATION';
  // Whose name it is stands before it: "Ana Kos from Acme", "Ana Kos of Acme".
  const between = previous ? text.slice(previous.end, run.start) : '';
  if (/^ (?:from|of|at|with) $/.test(between) && previous && previous.words.length > 1) return 'ORGANIZATION';
  if (AFTER_ORGANIZATION.has(run.after)) return 'ORGANIZATION';
  if (BEFORE_ORGANIZATION.has(justBefore)) return 'ORGANIZATION';
  if (BEFORE_PLACE.has(justBefore)) return 'PLACE';
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
  if (run.words.length === 1 && /-/.test(run.words[0] ?? '')) return 'ORGANIZATION';
  if (run.words.length > 1) return 'PERSON';
  if (AFTER_PERSON.has(run.after)) return 'PERSON';
  const line = /^\s*$/.test(text.slice(text.lastIndexOf('\n', run.start - 1) + 1, run.start));
  if (run.first) return run.after === ':' && line ? 'PERSON' : run.before[1] === '?' ? 'PERSON' : null;
  return 'PERSON';
}

const LIST =
  /(?<![\p{L}\d])\p{Lu}[\p{L}'’]{1,24}, \p{Lu}[\p{L}'’]{1,24},? (?:and|&) \p{Lu}[\p{L}'’]{1,24}(?![\p{L}\d])|(?<=^|\n)\p{Ll}[\p{L}'’]{2,24}, \p{Ll}[\p{L}'’]{2,24} and \p{Ll}[\p{L}'’]{2,24}(?=\n|$)/gu;

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

const PLACE_WORDS =
  /(?<![\p{L}\d_-])\p{L}[\p{L}'’.-]{2,20}(?: \p{L}[\p{L}'’.-]{1,20}){0,2}(?! ?(?:street|st\b|road|rd\b|avenue))/gu;

/** Places of the list in any case, one to three words. */
function knownPlaces(text: string, found: Candidate[]): void {
  for (const match of text.matchAll(PLACE_WORDS)) {
    const parts = match[0].split(' ');
    for (let from = 0; from < parts.length; from++) {
      for (let to = parts.length; to > from; to--) {
        const name = parts
          .slice(from, to)
          .join(' ')
          .replace(/[.'’]$/, '');
        if (!PLACES.has(name.toLowerCase())) continue;
        const start = match.index + parts.slice(0, from).join(' ').length + (from > 0 ? 1 : 0);
        const capital =
          /^\p{Lu}/u.test(name) || /(?:in|from|to|the|:) $/i.test(text.slice(Math.max(0, start - 5), start));
        if (capital) found.push({ type: 'PLACE', start, end: start + name.length, rank: RANK.guessed + 0.5 });
        from = to - 1;
        break;
      }
    }
  }
}

const SMALL = /(?<![\p{L}\d_.@'’-])\p{Ll}[\p{L}\p{M}]{2,20}(?![\p{L}\d_(@])/gu;

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
