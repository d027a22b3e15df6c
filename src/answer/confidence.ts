import type { SearchResult } from '../domain/passage.ts';
import { CONFIDENCE_WEIGHTS } from './confidence-weights.ts';
import { type ScoredUnit, share } from './score-units.ts';

/** What confidence is computed from; each about 0..1. */
export interface ConfidenceFeatures {
  coverage: number;
  known: number;
  strength: number;
  margin: number;
  /** Share of the question's information in the chosen units and the titles and headings above them. */
  answered: number;
  /** The same for the best single unit alone. */
  unit: number;
  /** The same for the title of the first passage alone. */
  title: number;
  /** Share of the question's rarest three terms that the answer holds. */
  rarest: number;
  /** Number of terms asked for, as a share of ten. */
  length: number;
}

/** The evidence for an answer made of `chosen`. Pure. */
export function confidenceFeatures(
  found: SearchResult,
  chosen: readonly ScoredUnit[],
  analyze: (text: string) => string[],
): ConfidenceFeatures {
  const total = found.terms.reduce((sum, one) => sum + one.idf, 0) || 1;
  const first = chosen[0]?.passage;
  const context = chosen.map((one) => `${one.passage.title}\n${one.passage.heading}`).join('\n');
  const held = new Set([...analyze(context), ...chosen.flatMap((one) => [...one.terms])]);
  const rarest = [...found.terms].sort((a, b) => b.idf - a.idf).slice(0, 3);
  const { coverage, known, strength, margin } = found.signals;
  return {
    coverage,
    known,
    strength: Math.min(strength, 2) / 2,
    margin,
    answered: share(found.terms, held, total),
    unit: Math.max(0, ...chosen.map((one) => one.own)),
    title: first ? share(found.terms, new Set(analyze(first.title)), total) : 0,
    rarest: share(rarest, held, rarest.reduce((sum, one) => sum + one.idf, 0) || 1),
    length: Math.min(found.terms.length, 10) / 10,
  };
}

/** Probability (0..1) that the answer is right: a logistic model, fitted by `npm run evaluate -- calibrate`. */
export function confidenceOf(
  features: ConfidenceFeatures,
  weights: Readonly<Record<keyof ConfidenceFeatures | 'bias', number>> = CONFIDENCE_WEIGHTS,
): number {
  let sum = weights.bias;
  for (const name of Object.keys(features) as (keyof ConfidenceFeatures)[])
    sum += weights[name] * features[name];
  return Math.round((1 / (1 + Math.exp(-sum))) * 1e4) / 1e4;
}
