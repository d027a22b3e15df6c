import type { Passage, QuestionTerm, SearchResult } from '../domain/passage.ts';
import { measuringLines, type Quantity } from './quantity.ts';
import type { QuestionKind } from './question-kind.ts';
import { type UnitFeatures, unitFeatures } from './unit-features.ts';
import { UNIT_WEIGHTS } from './unit-weights.ts';
import { splitUnits, type Unit } from './units.ts';

/** By name of the feature. */
export type UnitWeights = Readonly<Record<keyof UnitFeatures | 'bias', number>>;

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
  /** Probability (0..1) that it should be quoted. */
  value: number;
}

/** With what its value was computed from; the weights are fitted on this. */
export interface WeighedUnit extends ScoredUnit {
  features: UnitFeatures;
}

/** Passages looked at: answers from further down were wrong more often than right. */
const PASSAGES = 5;

/** Every unit of the best passages with its value for this question, in source order. */
export function scoreUnits(
  found: SearchResult,
  kinds: ReadonlySet<QuestionKind>,
  quantity: Quantity | null,
  analyze: (text: string) => string[],
  weights: UnitWeights = UNIT_WEIGHTS,
): WeighedUnit[] {
  const placed = placeUnits(found, quantity, analyze);
  const best = {
    own: Math.max(0, ...placed.map((one) => one.own)),
    inner: Math.max(0, ...placed.map((one) => one.inner)),
  };
  return placed.map((unit, at): WeighedUnit => {
    const before = unit.place > 0 ? (placed[at - 1] ?? null) : null;
    const features = unitFeatures(unit, before, best, kinds);
    const { held, kind, start, end, above, passage, rank, place, text, own, heading } = unit;
    const value = unitValue(features, weights);
    return {
      kind,
      start,
      end,
      above,
      passage,
      rank,
      place,
      text,
      terms: held,
      own,
      heading,
      features,
      value,
    };
  });
}

/** The probability (0 to 1) that a unit with these features should be quoted. */
function unitValue(features: UnitFeatures, weights: UnitWeights): number {
  let sum = weights.bias;
  for (const name of Object.keys(features) as (keyof UnitFeatures)[]) sum += weights[name] * features[name];
  return 1 / (1 + Math.exp(-sum));
}

function placeUnits(found: SearchResult, quantity: Quantity | null, analyze: (text: string) => string[]) {
  const { terms, passages } = found;
  const total = terms.reduce((sum, one) => sum + one.idf, 0) || 1;
  const asked = new Set(terms.flatMap((one) => one.forms.map((form) => form.term)));
  const [first] = passages;
  return passages.slice(0, PASSAGES).flatMap((passage, rank) => {
    const title = share(terms, new Set(analyze(passage.title)), total);
    const standing = Math.max(0, passage.score) / (first?.score || 1);
    const bestArticle = passage.articleId === first?.articleId;
    return splitUnits(passage.text).map((unit, place) => {
      const text = passage.text.slice(unit.start, unit.end);
      const held = new Set(analyze(text));
      const innerHeading = unit.above ?? passage.heading.split(' > ').at(-1) ?? '';
      const innerTerms = new Set(analyze(innerHeading));
      return {
        ...unit,
        ...{ passage, rank, place, text, held, title, standing, bestArticle, innerHeading },
        termCount: held.size,
        newTerms: [...held].filter((term) => !asked.has(term)).length,
        own: share(terms, held, total),
        heading: share(terms, new Set(analyze(unit.above ?? passage.heading)), total),
        inner: share(terms, innerTerms, total),
        innerAsked: [...innerTerms].filter((term) => asked.has(term)).length / Math.max(1, innerTerms.size),
        measures: quantity !== null && measuringLines(text, quantity, analyze).length > 0,
      };
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
