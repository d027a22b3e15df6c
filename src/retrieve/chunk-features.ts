import type { QueryTerm } from './query.ts';
import { likeness, type WordMeanings } from './word-meanings.ts';

/** What ranking reads of a chunk that was found. */
export interface Candidate {
  chunkId: string;
  articleId: string;
  ordinal: number;
  locale: string | null;
  /** True for a list of links to other articles: it holds their titles' words and answers nothing. */
  navigation: boolean;
  /** Nearness of its vector to the question's as a share of the nearest one's. */
  similarity?: number;
  terms: {
    title: readonly string[];
    heading: readonly string[];
    context: readonly string[];
    body: readonly string[];
  };
}

/** What speaks for a chunk; each a share of the question's information where nothing else is said. */
export interface ChunkFeatures {
  /** BM25 of the question's own words in the body: up to 2.2 where every one is said often. */
  body: number;
  /** What the title holds in the question's own words, and what only in other words for them. */
  title: number;
  titleAlike: number;
  /** Title, and heading: what they hold, less where they also speak of something else. */
  titleWhole: number;
  heading: number;
  headingWhole: number;
  /** What the chunk holds at all: in its body, title or heading in any form, or in the article's beginning. */
  coverage: number;
  /** Neighbouring words of the question that stand beside each other, or one apart. */
  phrases: number;
  /** Square of the share of the question's words that stand side by side in its order: a pasted sentence or error message. */
  verbatim: number;
  /** The most that stands within a dozen words. */
  close: number;
  /** 1 for the first chunk of an article; for a list of links; for an article in the asker's language. */
  lead: number;
  navigation: number;
  language: number;
  /** Of the article's found chunks together: what they hold, and their BM25; and what the best other one of them holds. */
  articleCoverage: number;
  articleBody: number;
  other: number;
  /** How alike the title, and the body, are to the question by what their words mean (0..1); 0 where no table is at hand. */
  titleMeaning: number;
  bodyMeaning: number;
  /** How near its vector is to the question's, beside the nearest one's (0..1); 0 where nothing is embedded. */
  similarity: number;
}

export interface AskedQuestion {
  terms: readonly QueryTerm[];
  sequence: readonly string[];
  averageTerms: number;
  locale: string | null;
  /** What words mean; null where there is no table. */
  meanings?: WordMeanings | null;
}

/** Saturation of how often a term is said, and how much a long chunk is held against it (BM25's k1 and b). */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.5;
/** What a term that only the article's beginning holds counts for coverage. */
const CONTEXT_SHARE = 0.8;
/** Words within which terms count as close: a sentence. */
const WINDOW = 12;
/** A form with at least this weight is the word itself or its repaired spelling. */
const OWN_FORM = 0.7;

/** A candidate with what speaks for it. `held`: how well it holds each of the question's terms (0..1). */
export interface Weighed<C> {
  candidate: C;
  features: ChunkFeatures;
  coverage: number;
  held: number[];
}

type Forms = ReadonlyMap<string, { index: number; weight: number }>;

/** The features of every candidate, in order. Pure; linear in the candidates' text. */
export function chunkFeatures<C extends Candidate>(
  candidates: readonly C[],
  question: AskedQuestion,
): Weighed<C>[] {
  const { terms } = question;
  const forms = new Map<string, { index: number; weight: number }>();
  terms.forEach((one, index) => {
    for (const form of one.forms) {
      if ((forms.get(form.term)?.weight ?? 0) < form.weight)
        forms.set(form.term, { index, weight: form.weight });
    }
  });
  const total = terms.reduce((sum, one) => sum + one.idf, 0) || 1;
  const places = placesOf(question.sequence);
  const pairs = pairsOf(question.sequence, forms, terms);
  const english = sameLanguage(question.locale ?? ENGLISH, ENGLISH);
  const meant = english ? (question.meanings?.together(question.sequence) ?? null) : null;
  const prepared = { ...question, forms, total, pairs, places, meant };
  return withArticles(
    candidates.map((candidate) => weighOne(candidate, prepared)),
    terms,
    total,
  );
}

interface Prepared extends AskedQuestion {
  forms: Forms;
  total: number;
  pairs: Pairs;
  places: ReadonlyMap<string, readonly number[]>;
  /** Where the question's words point together. */
  meant: Float32Array | null;
}

function weighOne<C extends Candidate>(candidate: C, question: Prepared): Weighed<C> {
  const { terms, forms, total } = question;
  const { body: words } = candidate.terms;
  const [title, heading, context, body] = [
    candidate.terms.title,
    candidate.terms.heading,
    candidate.terms.context,
    words,
  ].map((field) => tally(field, forms, terms.length)) as [Tally, Tally, Tally, Tally];
  const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * words.length) / (question.averageTerms || 1);
  const share = (of: (index: number) => number) =>
    terms.reduce((sum, one, index) => sum + one.idf * of(index), 0) / total;
  const held = terms.map((_, index) =>
    Math.max(
      at(title.best, index),
      at(heading.best, index),
      at(body.best, index),
      at(context.best, index) * CONTEXT_SHARE,
    ),
  );
  const ownTitle = share((index) => (at(title.best, index) >= OWN_FORM ? 1 : 0));
  const alike = share((index) => (at(title.best, index) >= OWN_FORM ? 0 : at(title.best, index)));
  const inHeading = share((index) => at(heading.best, index));
  const coverage = share((index) => at(held, index));
  const features: ChunkFeatures = {
    body: share((index) => saturated(at(body.own, index) / length)),
    title: ownTitle,
    titleAlike: alike,
    titleWhole: (ownTitle + alike) * wholeness(candidate.terms.title, title),
    heading: inHeading,
    headingWhole: inHeading * wholeness(candidate.terms.heading, heading),
    coverage,
    phrases: phraseShare(words, question.pairs, total),
    verbatim: verbatim(words, question.places, question.sequence.length) ** 2,
    close: closest(words, forms, terms) / total,
    lead: candidate.ordinal === 0 ? 1 : 0,
    navigation: candidate.navigation ? 1 : 0,
    language: sameLanguage(candidate.locale, question.locale) ? 1 : 0,
    articleCoverage: 0,
    articleBody: 0,
    other: 0,
    titleMeaning: meaningOf(candidate, candidate.terms.title, question),
    bodyMeaning: meaningOf(candidate, words, question),
    similarity: candidate.similarity ?? 0,
  };
  return { candidate, features, coverage, held };
}

/** The language of the table of meanings: in another one the few words that look English mislead. */
const ENGLISH = 'en';

function meaningOf({ locale }: Candidate, field: readonly string[], { meanings, meant }: Prepared): number {
  if (!meanings || !meant || !sameLanguage(locale ?? ENGLISH, ENGLISH)) return 0;
  const direction = meanings.together(field);
  return direction === null ? 0 : Math.max(0, likeness(meant, direction));
}

/** Fills in what the other found chunks of an article say. */
function withArticles<C extends Candidate>(
  all: Weighed<C>[],
  terms: readonly QueryTerm[],
  total: number,
): Weighed<C>[] {
  for (const chunks of Map.groupBy(all, (one) => one.candidate.articleId).values()) {
    const held = terms.map((_, index) => Math.max(...chunks.map((one) => at(one.held, index))));
    const covered = terms.reduce((sum, one, index) => sum + one.idf * at(held, index), 0) / total;
    const bodies = chunks.reduce((sum, one) => sum + one.features.body, 0) / Math.sqrt(chunks.length);
    const [first, second] = chunks.map(plain).sort((a, b) => b - a);
    for (const one of chunks) {
      one.features.articleCoverage = covered;
      one.features.articleBody = bodies;
      one.features.other = (plain(one) === first ? second : first) ?? 0;
    }
  }
  return all;
}

/** What a chunk and its title say, before anything is learnt. */
function plain<C>({ features }: Weighed<C>): number {
  return features.body + 2 * features.title + features.titleAlike;
}

interface Tally {
  /** How often each of the question's terms occurs as itself. */
  own: number[];
  /** The weight of the best form that occurs. */
  best: number[];
  /** Terms of the question that occur. */
  distinct: number;
}

function tally(field: readonly string[], forms: Forms, terms: number): Tally {
  const own = new Array<number>(terms).fill(0);
  const best = new Array<number>(terms).fill(0);
  let distinct = 0;
  for (const term of field) {
    const form = forms.get(term);
    if (!form) continue;
    if (form.weight >= OWN_FORM) own[form.index] = at(own, form.index) + 1;
    if (at(best, form.index) === 0) distinct += 1;
    best[form.index] = Math.max(at(best, form.index), form.weight);
  }
  return { own, best, distinct };
}

/** How much of a title or heading is asked for (0..1); the root, since a title is rarely said whole. */
function wholeness(field: readonly string[], found: Tally): number {
  return field.length === 0 ? 0 : Math.sqrt(Math.min(1, found.distinct / new Set(field).size));
}

function saturated(frequency: number): number {
  return (frequency * (1 + SATURATION)) / (frequency + SATURATION);
}

/** By the first of two neighbouring words of the question and by the second: the information of the less telling one. */
type Pairs = ReadonlyMap<string, ReadonlyMap<string, number>>;

function pairsOf(sequence: readonly string[], forms: Forms, terms: readonly QueryTerm[]): Pairs {
  const telling = (term: string) => {
    const form = forms.get(term);
    return form ? (terms[form.index]?.idf ?? 0) * form.weight : 0;
  };
  const pairs = new Map<string, Map<string, number>>();
  sequence.slice(1).forEach((term, index) => {
    const before = sequence[index] ?? '';
    const worth = Math.min(telling(before), telling(term));
    if (worth > 0) pairs.set(before, (pairs.get(before) ?? new Map()).set(term, worth));
  });
  return pairs;
}

function phraseShare(body: readonly string[], pairs: Pairs, total: number): number {
  if (pairs.size === 0) return 0;
  const found = new Map<ReadonlyMap<string, number>, Set<string>>();
  body.forEach((word, place) => {
    const after = pairs.get(word);
    if (after === undefined) return;
    for (const next of [body[place + 1], body[place + 2]]) {
      if (next !== undefined && after.has(next)) found.set(after, (found.get(after) ?? new Set()).add(next));
    }
  });
  let sum = 0;
  for (const [after, words] of found) for (const word of words) sum += after.get(word) ?? 0;
  return sum / total;
}

/** Words side by side that are a quotation: two are a saying. */
const QUOTED_WORDS = 3;

const NO_RUNS: ReadonlyMap<number, number> = new Map();

/** Share of the question's words that the body holds side by side in the same order (0..1); 0 for less than a quotation. */
function verbatim(
  body: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
  length: number,
): number {
  let longest = 0;
  let runs = NO_RUNS;
  for (const term of body) {
    const asked = places.get(term);
    if (asked === undefined) {
      runs = NO_RUNS;
      continue;
    }
    const next = new Map<number, number>();
    for (const place of asked) {
      const run = (runs.get(place - 1) ?? 0) + 1;
      next.set(place, run);
      longest = Math.max(longest, run);
    }
    runs = next;
  }
  return longest < QUOTED_WORDS ? 0 : longest / length;
}

function placesOf(sequence: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  sequence.forEach((term, place) => {
    places.set(term, [...(places.get(term) ?? []), place]);
  });
  return places;
}

/** The most information within a window of words. Each term counts once. */
function closest(body: readonly string[], forms: Forms, terms: readonly QueryTerm[]): number {
  const within = new Array<number>(terms.length).fill(0);
  const hits: { place: number; index: number }[] = [];
  let sum = 0;
  let best = 0;
  let start = 0;
  body.forEach((word, place) => {
    const index = forms.get(word)?.index;
    if (index === undefined) return;
    hits.push({ place, index });
    within[index] = at(within, index) + 1;
    if (within[index] === 1) sum += terms[index]?.idf ?? 0;
    for (let first = hits[start]; first && place - first.place >= WINDOW; first = hits[start]) {
      start += 1;
      within[first.index] = at(within, first.index) - 1;
      if (within[first.index] === 0) sum -= terms[first.index]?.idf ?? 0;
    }
    best = Math.max(best, sum);
  });
  return best;
}

function at(list: readonly number[], index: number): number {
  return list[index] ?? 0;
}

function sameLanguage(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.split('-')[0]?.toLowerCase() === b.split('-')[0]?.toLowerCase();
}
