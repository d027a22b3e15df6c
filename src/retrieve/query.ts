import { analyzeTerms, type Term } from './analyze.ts';
import { closest } from './spelling.ts';
import { FOREIGN_STOP_WORDS, QUESTION_WORDS } from './stop-words.ts';

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
  searched: 12,
  /** A term in more than this share of all chunks finds nothing by itself; it still counts in the ranking. */
  commonShare: 0.2,
} as const;

/** The distinct terms of a question that carry meaning; the words that questions are made of only where nothing else is. */
export function questionTerms(query: string): Term[] {
  const all = distinct(analyzeTerms(query));
  const telling = all.filter((one) => !QUESTION_WORDS.has(one.word) && !FOREIGN_STOP_WORDS.has(one.word));
  if (telling.length > 0) return telling.slice(0, QUERY.lookedUp);
  return (all.length > 0 ? all : distinct(analyzeTerms(query, { stopWords: false }))).slice(
    0,
    QUERY.lookedUp,
  );
}

/**
 * Weighs the question's terms by their rarity and repairs what the knowledge base does not know. The parts of an identifier
 * count only where the whole is unknown. A known term is never repaired.
 */
export function weighTerms(terms: readonly Term[], lexicon: Lexicon): QueryTerm[] {
  const wholes = new Set(
    terms.filter((one) => one.whole && (lexicon.frequency.get(one.term) ?? 0) > 0).map((one) => one.term),
  );
  return terms
    .filter((one) => one.of === undefined || !wholes.has(one.of))
    .filter((one) => !isSpentWhole(one, terms, lexicon))
    .map((one) => weigh(one, lexicon));
}

/** An unknown whole whose parts stand for it says nothing more. */
function isSpentWhole(one: Term, terms: readonly Term[], lexicon: Lexicon): boolean {
  if (!one.whole || (lexicon.frequency.get(one.term) ?? 0) > 0) return false;
  return terms.some((other) => other.of === one.term);
}

function weigh(one: Term, lexicon: Lexicon): QueryTerm {
  const chunks = lexicon.frequency.get(one.term) ?? 0;
  if (chunks > 0) {
    return {
      term: one.term,
      forms: [{ term: one.term, weight: 1 }],
      idf: idf(chunks, lexicon.chunks),
      known: true,
    };
  }
  const forms = closest(one.term, lexicon.similar.get(one.term) ?? []);
  const held = forms.reduce((sum, form) => sum + (lexicon.frequency.get(form.term) ?? 1), 0);
  return { term: one.term, forms, idf: idf(held, lexicon.chunks), known: forms.length > 0 };
}

/** Robertson and Sparck Jones' weight with 1 added inside the logarithm, as Lucene does, so that it is never negative. */
export function idf(holding: number, chunks: number): number {
  return Math.log(1 + (Math.max(chunks, holding) - holding + 0.5) / (holding + 0.5));
}

/** The terms that the index is asked for: the rarest, and common ones only while there are too few rare ones. */
export function searchedTerms(terms: readonly QueryTerm[], lexicon: Lexicon): string[] {
  const byRarity = [...terms]
    .filter((one) => one.known)
    .sort((a, b) => b.idf - a.idf || (a.term < b.term ? -1 : 1));
  const limit = idf(lexicon.chunks * QUERY.commonShare, lexicon.chunks);
  const rare = byRarity.filter((one) => one.idf >= limit);
  const chosen = rare.length >= 2 ? rare : byRarity.slice(0, Math.max(2, rare.length));
  return [...new Set(chosen.slice(0, QUERY.searched).flatMap((one) => one.forms.map((form) => form.term)))];
}

function distinct(terms: Term[]): Term[] {
  const seen = new Set<string>();
  return terms.filter((one) => !seen.has(one.term) && seen.add(one.term));
}
