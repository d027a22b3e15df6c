import type { QuestionTerm, SearchResult } from '../domain/passage.ts';
import { CONFIDENCE_WEIGHTS } from './confidence-weights.ts';
import { countedTerms, givesNumber } from './quantity.ts';
import { type ScoredUnit, share } from './score-units.ts';

/** What confidence is computed from; each about 0..1. "Information" is the sum of the rarity of terms. */
export interface ConfidenceFeatures {
  coverage: number;
  known: number;
  strength: number;
  margin: number;
  /** Share of the question's information in the chosen units and the titles and headings above them. */
  answered: number;
  /** The same for the best single unit alone. */
  unit: number;
  /** The same for the title of the first passage alone; and the share of that title that the question holds. */
  title: number;
  titleAsked: number;
  /** Share of the information of the question's three rarest terms that the answer holds. */
  rarest: number;
  /** Share of the question's information in names that the answer does not hold. */
  missingNames: number;
  /** Share of the question's information that is known only by another word or spelling. */
  inexact: number;
  /** 1 where a number is asked for and no chosen unit gives one beside what is counted; else 0. */
  noNumber: number;
  /** 1 where the answer holds an identifier or error code of the question. */
  code: number;
  /** Information held by the answer, not as a share: 1 is about three rare words. */
  evidence: number;
  /** Number of terms asked for, as a share of ten. */
  length: number;
}

/** The evidence for an answer made of `chosen`. Pure. */
export function confidenceFeatures(
  found: SearchResult,
  chosen: readonly ScoredUnit[],
  question: string,
  analyze: (text: string) => string[],
): ConfidenceFeatures {
  const { terms, signals } = found;
  const total = information(terms) || 1;
  const first = chosen[0]?.passage;
  const context = chosen.map((one) => `${one.passage.title}\n${one.passage.heading}`).join('\n');
  const held = new Set([...analyze(context), ...chosen.flatMap((one) => [...one.terms])]);
  const title = new Set(first ? analyze(first.title) : []);
  const counted = countedTerms(question, analyze);
  const rarest = [...terms].sort((a, b) => b.idf - a.idf).slice(0, 3);
  const forms = new Set(terms.flatMap((one) => one.forms.map((form) => form.term)));
  return {
    coverage: signals.coverage,
    known: signals.known,
    strength: Math.min(signals.strength, 2) / 2,
    margin: signals.margin,
    answered: share(terms, held, total),
    unit: Math.max(0, ...chosen.map((one) => one.own)),
    title: share(terms, title, total),
    titleAsked: title.size === 0 ? 0 : [...title].filter((term) => forms.has(term)).length / title.size,
    rarest: share(rarest, held, information(rarest) || 1),
    missingNames: information(terms.filter((one) => one.name && !isHeld(one, held))) / total,
    inexact: information(terms.filter((one) => one.known && (one.forms[0]?.weight ?? 1) < 1)) / total,
    noNumber: counted.length > 0 && !chosen.some((one) => givesNumber(one.text, counted, analyze)) ? 1 : 0,
    code: terms.some((one) => one.code && isHeld(one, held)) ? 1 : 0,
    evidence: Math.min(1, share(terms, held, 1) / EVIDENCE),
    length: Math.min(terms.length, 10) / 10,
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

/** Information of about three rare words of a knowledge base of 1,000 chunks. */
const EVIDENCE = 15;

function information(terms: readonly QuestionTerm[]): number {
  return terms.reduce((sum, one) => sum + one.idf, 0);
}

function isHeld(term: QuestionTerm, held: ReadonlySet<string>): boolean {
  return term.forms.some((form) => held.has(form.term));
}
