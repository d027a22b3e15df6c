import type { QueryTerm } from './query.ts';

/** What ranking reads of a chunk that was found. */
export interface Candidate {
  chunkId: string;
  ordinal: number;
  locale: string | null;
  terms: { title: readonly string[]; heading: readonly string[]; body: readonly string[] };
}

export interface Ranked<C> {
  candidate: C;
  score: number;
  /** Share (0..1) of the question's information that title, heading and body hold together. */
  coverage: number;
}

/** Chosen on the three help centres by `npm run evaluate -- search`; the ranking is flat around them. */
export const RANK = {
  titleWeight: 2.2,
  headingWeight: 1.6,
  /** Saturation of term frequency, and how much a long chunk is held against it (BM25's k1 and b). */
  saturation: 1.2,
  lengthShare: 0.6,
  /** What full coverage, neighbouring words, and a title or heading made of the question's words add, as shares of the score. */
  coverage: 0.6,
  proximity: 0.35,
  title: 0.5,
  heading: 0.3,
  lead: 0.05,
  locale: 0.15,
} as const;

interface Question {
  terms: readonly QueryTerm[];
  averageTerms: number;
  locale: string | null;
}

/**
 * Orders candidates by BM25F over title, heading and body, raised by how much of the question one chunk covers, how close
 * together its words stand, and how much of the title or heading is asked for. Ties break by chunk id. Pure.
 */
export function rank<C extends Candidate>(candidates: readonly C[], question: Question): Ranked<C>[] {
  const forms = new Map<string, { index: number; weight: number }>();
  question.terms.forEach((one, index) => {
    for (const form of one.forms)
      if (!forms.has(form.term)) forms.set(form.term, { index, weight: form.weight });
  });
  const total = question.terms.reduce((sum, one) => sum + one.idf, 0) || 1;
  return candidates
    .map((candidate) => scoreOne(candidate, question, forms, total))
    .sort((a, b) => b.score - a.score || (a.candidate.chunkId < b.candidate.chunkId ? -1 : 1));
}

type Forms = ReadonlyMap<string, { index: number; weight: number }>;

function scoreOne<C extends Candidate>(
  candidate: C,
  question: Question,
  forms: Forms,
  total: number,
): Ranked<C> {
  const count = question.terms.length;
  const { title, heading, body } = candidate.terms;
  const inTitle = frequencies(title, forms, count);
  const inHeading = frequencies(heading, forms, count);
  const inBody = frequencies(body, forms, count);
  const length = 1 - RANK.lengthShare + (RANK.lengthShare * body.length) / (question.averageTerms || 1);
  let score = 0;
  let covered = 0;
  question.terms.forEach((one, index) => {
    const frequency =
      RANK.titleWeight * Math.min(inTitle[index] ?? 0, 1) +
      RANK.headingWeight * Math.min(inHeading[index] ?? 0, 1) +
      (inBody[index] ?? 0) / length;
    if (frequency === 0) return;
    score += (one.idf * frequency * (1 + RANK.saturation)) / (RANK.saturation + frequency);
    covered +=
      one.idf * Math.min(1, Math.max(inTitle[index] ?? 0, inHeading[index] ?? 0, inBody[index] ?? 0));
  });
  const coverage = covered / total;
  const raise =
    1 +
    RANK.coverage * coverage +
    RANK.proximity * closeness(body, forms, question.terms, total) +
    RANK.title * overlap(title, inTitle, question.terms, total) +
    RANK.heading * overlap(heading, inHeading, question.terms, total) +
    (candidate.ordinal === 0 ? RANK.lead : 0) +
    (sameLanguage(candidate.locale, question.locale) ? RANK.locale : 0);
  return { candidate, score: score * raise, coverage };
}

/** How often each of the question's terms occurs, a repaired spelling counting less. */
function frequencies(terms: readonly string[], forms: Forms, count: number): number[] {
  const found = new Array<number>(count).fill(0);
  for (const term of terms) {
    const form = forms.get(term);
    if (form) found[form.index] = (found[form.index] ?? 0) + form.weight;
  }
  return found;
}

/** How much a title and the question are the same: shared information in both directions (0..1). */
function overlap(
  field: readonly string[],
  found: number[],
  terms: readonly QueryTerm[],
  total: number,
): number {
  if (field.length === 0) return 0;
  let shared = 0;
  let hits = 0;
  terms.forEach((one, index) => {
    if ((found[index] ?? 0) === 0) return;
    shared += one.idf;
    hits += 1;
  });
  return (shared / total) * Math.sqrt(Math.min(1, hits / new Set(field).size));
}

/** Share of the information in pairs of the question's terms that stand within a few words of each other (0..1). */
function closeness(
  body: readonly string[],
  forms: Forms,
  terms: readonly QueryTerm[],
  total: number,
): number {
  if (terms.length < 2) return 0;
  const best = new Array<number>(terms.length).fill(0);
  let lastIndex = -1;
  let lastAt = -1;
  for (let at = 0; at < body.length; at += 1) {
    const form = forms.get(body[at] ?? '');
    if (!form) continue;
    if (lastIndex >= 0 && lastIndex !== form.index) {
      const near = 1 / (at - lastAt);
      best[form.index] = Math.max(best[form.index] ?? 0, near);
      best[lastIndex] = Math.max(best[lastIndex] ?? 0, near);
    }
    lastIndex = form.index;
    lastAt = at;
  }
  return terms.reduce((sum, one, index) => sum + one.idf * (best[index] ?? 0), 0) / total;
}

function sameLanguage(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.split('-')[0]?.toLowerCase() === b.split('-')[0]?.toLowerCase();
}
