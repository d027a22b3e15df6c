import type { QueryTerm } from './query.ts';

/** What ranking reads of a chunk that was found. */
export interface Candidate {
  chunkId: string;
  articleId: string;
  ordinal: number;
  locale: string | null;
  /** True for a list of links to other articles: it holds their titles' words and answers nothing. */
  navigation: boolean;
  terms: {
    title: readonly string[];
    heading: readonly string[];
    context: readonly string[];
    body: readonly string[];
  };
}

export interface Ranked<C> {
  candidate: C;
  score: number;
  /** Share (0..1) of the question's information that the chunk holds, its title and headings included. */
  coverage: number;
  /** How well each of the question's terms is held (0..1), in the question's order. */
  held: number[];
}

/** Chosen by `npm run evaluate -- search`; the ranking is flat around them. */
export const RANK = {
  titleWeight: 2.2,
  headingWeight: 2,
  contextWeight: 0.5,
  /** What a term that only the article's beginning holds counts for coverage. */
  contextShare: 0.8,
  /** Saturation of term frequency, and how much a long chunk is held against it (BM25's k1 and b). */
  saturation: 1.2,
  lengthShare: 0.35,
  /** What full coverage, a phrase, and a title or heading made of the question's words add, as shares of the score. */
  coverage: 0.6,
  verbatim: 4,
  title: 0.8,
  heading: 0.6,
  lead: 0.12,
  locale: 0.15,
  /** What is left of the score of a list of links. */
  navigation: 0.4,
  /** What the article's other found chunks add: by the question's terms they cover together, and by the best one's score. */
  articleCoverage: 0.4,
  articleOther: 0.2,
};

interface Question {
  terms: readonly QueryTerm[];
  sequence: readonly string[];
  averageTerms: number;
  locale: string | null;
}

type Forms = ReadonlyMap<string, { index: number; weight: number }>;

/**
 * Orders candidates by BM25F over title, heading, beginning and body, raised by how much of the question one chunk covers, how
 * close together its words stand, how much of the title or heading is asked for, and what else the article says. Ties break
 * by chunk id. Pure.
 */
export function rank<C extends Candidate>(candidates: readonly C[], question: Question): Ranked<C>[] {
  const forms = new Map<string, { index: number; weight: number }>();
  question.terms.forEach((one, index) => {
    for (const form of one.forms) {
      if ((forms.get(form.term)?.weight ?? 0) < form.weight)
        forms.set(form.term, { index, weight: form.weight });
    }
  });
  const total = question.terms.reduce((sum, one) => sum + one.idf, 0) || 1;
  const places = placesOf(question.sequence);
  const scored = candidates.map((candidate) => scoreOne(candidate, { ...question, places }, forms, total));
  return withArticles(scored, question.terms, total).sort(
    (a, b) => b.score - a.score || (a.candidate.chunkId < b.candidate.chunkId ? -1 : 1),
  );
}

function scoreOne<C extends Candidate>(
  candidate: C,
  question: Question & { places: ReadonlyMap<string, readonly number[]> },
  forms: Forms,
  total: number,
): Ranked<C> {
  const { terms } = question;
  const { title, heading, context, body } = candidate.terms;
  const [inTitle, inHeading, inContext, inBody] = [title, heading, context, body].map((field) =>
    tally(field, forms, terms.length),
  ) as [Tally, Tally, Tally, Tally];
  const length = 1 - RANK.lengthShare + (RANK.lengthShare * body.length) / (question.averageTerms || 1);
  const held = terms.map((_, index) =>
    Math.max(
      at(inTitle.best, index),
      at(inHeading.best, index),
      at(inBody.best, index),
      at(inContext.best, index) * RANK.contextShare,
    ),
  );
  let score = 0;
  terms.forEach((one, index) => {
    const frequency =
      RANK.titleWeight * Math.min(at(inTitle.count, index), 1) +
      RANK.headingWeight * Math.min(at(inHeading.count, index), 1) +
      RANK.contextWeight * Math.min(at(inContext.count, index), 1) +
      at(inBody.count, index) / length;
    score += (one.idf * at(held, index) * frequency * (1 + RANK.saturation)) / (RANK.saturation + frequency);
  });
  const coverage = information(held, terms) / total;
  const raise =
    1 +
    RANK.coverage * coverage +
    RANK.verbatim * verbatim(body, question.places, question.sequence.length) ** 2 +
    RANK.title * overlap(title, inTitle, terms, total) +
    RANK.heading * overlap(heading, inHeading, terms, total) +
    (candidate.ordinal === 0 ? RANK.lead : 0) +
    (sameLanguage(candidate.locale, question.locale) ? RANK.locale : 0);
  const left = candidate.navigation ? RANK.navigation : 1;
  return { candidate, score: score * raise * left, coverage, held };
}

/** Raises a chunk by what its article says elsewhere among the candidates. */
function withArticles<C extends Candidate>(
  all: readonly Ranked<C>[],
  terms: readonly QueryTerm[],
  total: number,
): Ranked<C>[] {
  const articles = new Map<string, { held: number[]; first: number; second: number }>();
  for (const { candidate, held, score } of all) {
    const known = articles.get(candidate.articleId) ?? { held: terms.map(() => 0), first: 0, second: 0 };
    known.held = known.held.map((share, index) => Math.max(share, at(held, index)));
    if (score > known.first) [known.first, known.second] = [score, known.first];
    else known.second = Math.max(known.second, score);
    articles.set(candidate.articleId, known);
  }
  return all.map((one) => {
    const article = articles.get(one.candidate.articleId);
    if (!article) return one;
    const covered = information(article.held, terms) / total;
    const other = one.score === article.first ? article.second : article.first;
    return { ...one, score: one.score * (1 + RANK.articleCoverage * covered) + RANK.articleOther * other };
  });
}

interface Tally {
  /** How often each of the question's terms occurs in any of its forms. */
  count: number[];
  /** The weight of the best form that occurs. */
  best: number[];
}

function tally(field: readonly string[], forms: Forms, terms: number): Tally {
  const found: Tally = { count: new Array<number>(terms).fill(0), best: new Array<number>(terms).fill(0) };
  for (const term of field) {
    const form = forms.get(term);
    if (!form) continue;
    found.count[form.index] = at(found.count, form.index) + 1;
    found.best[form.index] = Math.max(at(found.best, form.index), form.weight);
  }
  return found;
}

/** How much a title and the question are the same: shared information in both directions (0..1). */
function overlap(field: readonly string[], found: Tally, terms: readonly QueryTerm[], total: number): number {
  if (field.length === 0) return 0;
  const hits = found.best.filter((weight) => weight > 0).length;
  return (information(found.best, terms) / total) * Math.sqrt(Math.min(1, hits / new Set(field).size));
}

/** Share of the question's words that the body holds side by side in the same order (0..1); a lone word is no phrase. */
function verbatim(
  body: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
  length: number,
): number {
  if (length < 2) return 0;
  let longest = 0;
  let runs = new Map<number, number>();
  for (const term of body) {
    const next = new Map<number, number>();
    for (const place of places.get(term) ?? []) {
      const run = (runs.get(place - 1) ?? 0) + 1;
      next.set(place, run);
      longest = Math.max(longest, run);
    }
    runs = next;
  }
  return longest < 2 ? 0 : longest / length;
}

function placesOf(sequence: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  sequence.forEach((term, place) => {
    places.set(term, [...(places.get(term) ?? []), place]);
  });
  return places;
}

function information(held: readonly number[], terms: readonly QueryTerm[]): number {
  return terms.reduce((sum, one, index) => sum + one.idf * at(held, index), 0);
}

function at(list: readonly number[], index: number): number {
  return list[index] ?? 0;
}

function sameLanguage(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.split('-')[0]?.toLowerCase() === b.split('-')[0]?.toLowerCase();
}
