import type { Passage, QuestionTerm, SearchResult } from '../domain/passage.ts';
import { measuringLines, type Quantity } from './quantity.ts';
import type { QuestionKind } from './question-kind.ts';
import { splitUnits, type Unit } from './units.ts';

/** A unit with what speaks for it. */
export interface ScoredUnit extends Unit {
  passage: Passage;
  /** Rank of the passage, 0 first; place of the unit within it. */
  rank: number;
  place: number;
  text: string;
  terms: ReadonlySet<string>;
  /** Share (0..1) of the question's information in the unit itself. */
  own: number;
  /** The same for the headings above it. */
  heading: number;
  value: number;
}

export const UNIT_WEIGHTS = {
  /** What the title and the headings above a unit say, counts for it in part. */
  title: 0.4,
  heading: 0.5,
  /** The first unit under a heading usually says what the section is about. */
  first: 0.12,
  kind: 0.2,
  /** Where a number is asked for, the place that gives it is the answer. */
  measures: 0.3,
  /** Questions in the source, link lists and one-word lines answer nothing. */
  empty: 0.45,
} as const;

/** Passages looked at: answers from further down were wrong more often than right. */
const PASSAGES = 5;

/** Every unit of the best passages with its value for this question, in source order. */
export function scoreUnits(
  found: SearchResult,
  kinds: ReadonlySet<QuestionKind>,
  quantity: Quantity | null,
  analyze: (text: string) => string[],
): ScoredUnit[] {
  const total = found.terms.reduce((sum, one) => sum + one.idf, 0) || 1;
  const best = found.passages[0]?.score ?? 1;
  return found.passages.slice(0, PASSAGES).flatMap((passage, rank) => {
    const title = share(found.terms, new Set(analyze(passage.title)), total);
    const heading = share(found.terms, new Set(analyze(passage.heading)), total);
    const sameArticle = passage.articleId === found.passages[0]?.articleId;
    const standing = (passage.score / best) ** (sameArticle ? 0.5 : 2);
    return splitUnits(passage.text).map((unit, place): ScoredUnit => {
      const text = passage.text.slice(unit.start, unit.end);
      const terms = new Set(analyze(text));
      const own = share(found.terms, terms, total);
      const raw =
        own +
        UNIT_WEIGHTS.title * title +
        UNIT_WEIGHTS.heading * heading +
        (place === 0 ? UNIT_WEIGHTS.first : 0) +
        UNIT_WEIGHTS.kind * Math.max(0, ...[...kinds].map((kind) => suits(kind, unit.kind, text))) +
        (quantity && measuringLines(text, quantity, analyze).length > 0 ? UNIT_WEIGHTS.measures : 0) -
        (isEmpty(text, terms) ? UNIT_WEIGHTS.empty : 0);
      return { ...unit, passage, rank, place, text, terms, own, heading, value: raw * standing };
    });
  });
}

/** Share of the question's information that a set of terms holds. */
export function share(asked: readonly QuestionTerm[], terms: ReadonlySet<string>, total: number): number {
  let held = 0;
  for (const one of asked) {
    const form = one.forms.find((candidate) => terms.has(candidate.term));
    if (form) held += one.idf * form.weight;
  }
  return held / total;
}

/** How well the form of a unit fits the form of the question (0..1). */
function suits(kind: QuestionKind, unit: Unit['kind'], text: string): number {
  if (kind === 'steps') {
    if (unit === 'list') return /^\s*1[.)]/m.test(text) ? 1 : 0.6;
    return unit === 'code' ||
      /^(?:\*\*)?(?:go|open|click|select|choose|enter|set|add|use|create|from|in)\b/i.test(text)
      ? 0.5
      : 0;
  }
  if (kind === 'quantity') return /\d/.test(text) ? 1 : 0;
  if (kind === 'reason')
    return /\b(?:because|cause[sd]?|when|happens|occurs|means|due to|reason)\b/i.test(text) ? 0.8 : 0;
  if (kind === 'definition')
    return /\b(?:is|are|means|refers to)\s+(?:an?|the|how|what)\b/i.test(text) ? 1 : 0;
  return 0;
}

function isEmpty(text: string, terms: ReadonlySet<string>): boolean {
  return (
    terms.size < 3 ||
    /\?["')*_]*$/.test(text.trim()) ||
    /^\W*(?:see|related|learn more|read more|note)\b.{0,60}$/i.test(text)
  );
}
