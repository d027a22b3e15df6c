import { analyzeTerms, type Term } from './analyze.ts';
import { capitalizesNouns, functionWords } from './function-words.ts';
import { sayingsIn } from './phrase-words.ts';
import { closest } from './spelling.ts';
import { FOREIGN_STOP_WORDS, QUESTION_WORDS } from './stop-words.ts';
import { NO_SYNONYMS, type SynonymTable, synonyms } from './synonyms.ts';

/** A thing that the question asks for, and every term that stands for it. */
export interface QueryTerm {
  /** As analysed from the question. */
  term: string;
  /** The terms that count as it, best first: itself, or its repairs. */
  forms: { term: string; weight: number }[];
  /** Natural logarithm of its rarity, at least 0; an unknown term is as rare as one in no chunk. */
  idf: number;
  /** False when the knowledge base knows neither it nor anything spelled like it. */
  known: boolean;
  /** True where the question writes it as a name; and for an identifier or error code kept whole. */
  name: boolean;
  code: boolean;
  /** How often the question says it, at least 1. */
  count: number;
}

/** What the knowledge base knows of the question's words. */
export interface Lexicon {
  version: number;
  chunks: number;
  averageTerms: number;
  frequency: ReadonlyMap<string, number>;
  similar: ReadonlyMap<string, readonly { term: string; chunks: number }[]>;
}

export const QUERY = {
  /** Distinct terms looked up: a pasted e-mail has about 100; beyond that they only repeat. */
  lookedUp: 64,
  /** Terms searched for: the rarest ones decide, each further one costs a list of postings. */
  searched: 10,
  /**
   * Chunks that the searched terms may be found in, summed over the terms: the index looks at each, at about 6 us a chunk.
   */
  postings: 2_000,
  /** A term in more than this share of all chunks finds nothing by itself; it still counts in the ranking. */
  commonShare: 0.15,
  /** Words in order that phrases are made of, and phrases searched for. */
  sequence: 40,
  phrases: 3,
  /** Chunks that the rarer word of a phrase may be in: the index compares places in each. */
  phrasePostings: 5_000,
  /** What another word for the same thing counts. */
  synonymWeight: 0.6,
  /** Above this many distinct telling terms a text is a story or an e-mail: it is searched by all that it says, not by its rarest words. */
  longTerms: 40,
  /** The same limits for such a text: what it says most counts most, so many terms are needed and no single one matters. */
  longLookedUp: 400,
  longSearched: 64,
  longPostings: 20_000,
  longSequence: 2_000,
} as const;

/** A term of a question. `stands`: what the saying that it is part of means; `count`: how often the question says it. */
export interface AskedTerm extends Term {
  stands?: string[];
  count?: number;
}

/** A question taken apart. */
export interface ParsedQuestion {
  /** Distinct terms that carry meaning; the words that questions are made of only where nothing else is. */
  terms: AskedTerm[];
  /** All indexed terms in the order of the question, for the search of phrases. */
  sequence: string[];
  /** True for a text that is searched by all that it says. */
  long: boolean;
}

/**
 * Takes a question apart. `own`: the organization's words for the same thing; `language`: of the question, null where it is not known.
 * Linear in its length.
 */
export function parseQuestion(
  query: string,
  own: SynonymTable = NO_SYNONYMS,
  language: string | null = null,
): ParsedQuestion {
  const spoken = functionWords(language);
  const all = capitalizesNouns(language) ? analyzeTerms(query).map(withoutCapital) : analyzeTerms(query);
  const sequence = all.filter((one) => one.joined !== true).map((one) => one.term);
  const telling = all.filter(
    ({ word }) => !QUESTION_WORDS.has(word) && !FOREIGN_STOP_WORDS.has(word) && !spoken.has(word),
  );
  const chosen = [telling, all].find((list) => list.length > 0) ?? analyzeTerms(query, { stopWords: false });
  const terms = counted(chosen);
  if (terms.length > QUERY.longTerms) {
    return {
      terms: terms.slice(0, QUERY.longLookedUp),
      sequence: sequence.slice(0, QUERY.longSequence),
      long: true,
    };
  }
  return {
    terms: withSayings(terms, query)
      .slice(0, QUERY.lookedUp)
      .map((one) => withOwn(one, own)),
    sequence: sequence.slice(0, QUERY.sequence),
    long: false,
  };
}

/** A name is told by more than one capital there: by a digit, an underscore, a second capital. */
function withoutCapital(one: Term): Term {
  return one.whole || one.of !== undefined ? one : { ...one, name: false };
}

/** Words of a text that say what it is about: none of "what can I do?". */
export function tellingWords(text: string): string[] {
  return analyzeTerms(text)
    .filter((one) => !QUESTION_WORDS.has(one.word) && !FOREIGN_STOP_WORDS.has(one.word))
    .map((one) => one.term);
}

function withOwn(one: AskedTerm, own: SynonymTable): AskedTerm {
  const others = own.get(one.term);
  return others === undefined ? one : { ...one, stands: [...(one.stands ?? []), ...others] };
}

/**
 * Weighs the question's terms by their rarity and repairs what the knowledge base does not know. The parts of an identifier
 * count only where the whole is unknown. A known term is never repaired.
 */
export function weighTerms(terms: readonly AskedTerm[], lexicon: Lexicon): QueryTerm[] {
  const wholes = new Set(
    terms.filter((one) => one.whole && (lexicon.frequency.get(one.term) ?? 0) > 0).map((one) => one.term),
  );
  return terms
    .filter((one) => one.of === undefined || !wholes.has(one.of))
    .filter((one, _, all) => !isSpentWhole(one, all, lexicon) && !isSpecimen(one, all, lexicon))
    .map((one) => weigh(one, lexicon));
}

/** An unknown whole whose parts stand for it says nothing more. */
function isSpentWhole(one: Term, terms: readonly Term[], lexicon: Lexicon): boolean {
  if (!one.whole || (lexicon.frequency.get(one.term) ?? 0) > 0) return false;
  return one.joined === true || terms.some((other) => other.of === one.term);
}

/** An unknown number or record id is an example of the asker's own: it says nothing about what is asked, unless it is all. */
function isSpecimen(one: Term, all: readonly Term[], lexicon: Lexicon): boolean {
  if ((lexicon.frequency.get(one.term) ?? 0) > 0 || all.length < 3) return false;
  return (
    /^\d[\d.]*$/.test(one.term) || (one.term.length >= 8 && /\d/.test(one.term) && /[a-z]/.test(one.term))
  );
}

/** What a saying stands for is another form of its first telling word; a saying of function words alone is a term of its own. */
function withSayings(terms: AskedTerm[], query: string): AskedTerm[] {
  const stems = analyzeTerms(query, { stopWords: false }).map((one) => one.term);
  const asked: AskedTerm[] = terms.map((one) => ({ ...one }));
  for (const { from, through, stands } of sayingsIn(stems)) {
    const span = stems.slice(from, through + 1);
    const held = asked.find((one) => span.includes(one.term));
    if (held) held.stands = [...(held.stands ?? []), ...stands];
    else asked.push({ ...ofSaying(stands), count: 1 });
  }
  return counted(asked);
}

function ofSaying([first = '', ...stands]: readonly string[]) {
  return { term: first, word: first, whole: false, stands };
}

function weigh(one: AskedTerm, lexicon: Lexicon): QueryTerm {
  const held = (term: string) => lexicon.frequency.get(term) ?? 0;
  const alike = standIns(one)
    .filter((term) => term !== one.term && held(term) > 0)
    .map((term) => ({ term, weight: QUERY.synonymWeight }));
  const own = held(one.term);
  const rest = {
    name: one.name ?? false,
    code: one.whole && !one.joined && /[_.]|[a-z]{5}/.test(one.term),
    count: one.count ?? 1,
  };
  if (own > 0) {
    const forms = [{ term: one.term, weight: 1 }, ...alike];
    return { term: one.term, forms, idf: idf(own, lexicon.chunks), known: true, ...rest };
  }
  const forms = alike.length > 0 ? alike : closest(one.term, lexicon.similar.get(one.term) ?? []);
  const sum = forms.reduce((total, form) => total + held(form.term), 0);
  return { term: one.term, forms, idf: idf(sum, lexicon.chunks), known: forms.length > 0, ...rest };
}

/** Other words that may stand for a term. */
function standIns(one: AskedTerm): string[] {
  return [...new Set([...(one.stands ?? []), ...synonyms(one.term)])];
}

/** Every term whose frequency `weighTerms` may ask for. */
export function lookedUpTerms({ terms, sequence, long }: ParsedQuestion): string[] {
  if (long) return terms.map((one) => one.term);
  return [...new Set([...terms.flatMap((one) => [one.term, ...standIns(one)]), ...sequence])];
}

/**
 * Chunks without the word that are added to those counted: a knowledge base of a few says little about how rare words are, and an
 * everyday word that it happens to lack would outweigh all others of a question. Of hundreds of chunks they are nothing.
 */
const UNSEEN_CHUNKS = 20;

/** Robertson and Sparck Jones' weight with 1 added inside the logarithm, as Lucene does, so that it is never negative. */
export function idf(holding: number, chunks: number): number {
  const lacking = Math.max(chunks, holding) - holding + UNSEEN_CHUNKS;
  return Math.log(1 + (lacking + 0.5) / (holding + 0.5));
}

/**
 * What the index is asked for: the rarest terms, common ones only while there are too few rare ones; and neighbouring words of
 * the question as phrases (two terms and a space), for who quotes an error or a sentence wants the place where it stands.
 */
export function searchedTerms(
  terms: readonly QueryTerm[],
  { sequence, long }: Pick<ParsedQuestion, 'sequence' | 'long'>,
  lexicon: Lexicon,
): string[] {
  if (long) {
    return affordable(tellingMost(terms), lexicon, QUERY.longPostings).map((one) => one.forms[0]?.term ?? '');
  }
  const byRarity = terms
    .filter((one) => one.known)
    .sort((a, b) => b.idf - a.idf || (a.term < b.term ? -1 : 1));
  const limit = idf(lexicon.chunks * QUERY.commonShare, lexicon.chunks);
  const rare = byRarity.filter((one) => one.idf >= limit);
  const chosen = (rare.length >= 2 ? rare : byRarity.slice(0, 2)).slice(0, QUERY.searched);
  const cheap = affordable(chosen, lexicon, QUERY.postings);
  const single = cheap.flatMap((one) => one.forms.map((form) => form.term));
  const dear = cheap.length < SINGLES ? chosen.filter((one) => !cheap.includes(one)) : [];
  return [...new Set([...single, ...together(dear, cheap), ...phrases(sequence, lexicon)])];
}

/** Terms searched for by themselves that are enough: with fewer, the common ones are searched for too, two at a time. */
const SINGLES = 2;
/** Common terms that are paired: three make three pairs. */
const PAIRED = 3;

/**
 * Common terms, wherever two of them stand in one chunk (joined by `&`): each alone is in more chunks than can be looked at.
 * One that has no other is paired with what is searched for anyway, which finds nothing new, so it stands alone.
 */
function together(dear: readonly QueryTerm[], cheap: readonly QueryTerm[]): string[] {
  const words = dear.slice(0, PAIRED).map((one) => one.forms[0]?.term ?? one.term);
  if (words.length === 1 && cheap.length === 0) return words;
  return words.flatMap((word, at) => words.slice(at + 1).map((other) => `${word}&${other}`));
}

/** What a long text says most: its terms by rarity times how often it says them. */
export function tellingMost(terms: readonly QueryTerm[]): QueryTerm[] {
  return terms
    .filter((one) => one.known)
    .sort((a, b) => b.idf * b.count - a.idf * a.count || (a.term < b.term ? -1 : 1))
    .slice(0, QUERY.longSearched);
}

/**
 * The first terms whose postings together stay within a limit. Other words for a term are left out before the term itself.
 */
function affordable(ordered: readonly QueryTerm[], lexicon: Lexicon, limit: number): QueryTerm[] {
  const held = (term: string) => lexicon.frequency.get(term) ?? 0;
  let postings = 0;
  return ordered.flatMap((one) => {
    const forms: QueryTerm['forms'] = [];
    for (const form of one.forms) {
      if (postings + held(form.term) > limit) continue;
      postings += held(form.term);
      forms.push(form);
    }
    return forms.length === 0 || forms[0]?.term !== one.forms[0]?.term ? [] : [{ ...one, forms }];
  });
}

function phrases(sequence: readonly string[], lexicon: Lexicon): string[] {
  const held = (term: string) => lexicon.frequency.get(term) ?? 0;
  return sequence
    .slice(1)
    .map((term, at) => ({ before: sequence[at] ?? '', term }))
    .filter((pair) => held(pair.before) > 0 && held(pair.term) > 0 && pair.before !== pair.term)
    .map((pair) => ({ ...pair, rarer: Math.min(held(pair.before), held(pair.term)) }))
    .filter((pair) => pair.rarer <= QUERY.phrasePostings)
    .sort((a, b) => a.rarer - b.rarer)
    .slice(0, QUERY.phrases)
    .map((pair) => `${pair.before} ${pair.term}`);
}

/** Each term once, in the order in which they are first said, with how often they are said. */
function counted(terms: readonly (Term & { count?: number })[]): AskedTerm[] {
  const found = new Map<string, AskedTerm & { count: number }>();
  for (const one of terms) {
    const known = found.get(one.term);
    if (known) known.count += one.count ?? 1;
    else found.set(one.term, { ...one, count: one.count ?? 1 });
  }
  return [...found.values()];
}
