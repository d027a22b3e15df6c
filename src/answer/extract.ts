import type { Answer, SearchResult } from '../domain/passage.ts';
import { asksNothing } from './asks-nothing.ts';
import { chooseUnits } from './choose-units.ts';
import { compose } from './compose.ts';
import { type ConfidenceFeatures, confidenceFeatures, confidenceOf } from './confidence.ts';
import { phrases } from './phrases.ts';
import { askedQuantity } from './quantity.ts';
import { questionKinds } from './question-kind.ts';
import { type ScoredUnit, scoreUnits } from './score-units.ts';

export interface ExtractRequest {
  question: string;
  found: SearchResult;
  /** Below this confidence (0..1) the answer is an honest "I do not know". */
  threshold: number;
  /** In which the assistant says that it does not know; default English. Quotes stay in the article's language. */
  language?: string | null;
}

export interface ExtractDeps {
  /** The terms of a text, as search analyses them. */
  analyze(text: string): string[];
}

/**
 * An answer from the found passages without any model: score every sentence, list and code block -> choose -> weigh the
 * evidence -> quote with citations, or say that nothing was found. Pure and deterministic.
 */
export function extractAnswer(request: ExtractRequest, deps: ExtractDeps): Answer {
  const { question, found, threshold, language = null } = request;
  const { chosen, features } = weighAnswer(question, found, deps);
  if (chosen.length === 0 || asksNothing(found.terms, deps.analyze)) return unknownAnswer(0, language);
  const confidence = confidenceOf(features);
  if (confidence < threshold) return unknownAnswer(confidence, language);
  return { ...compose(chosen), confidence, supported: true, quickReplies: [], model: 'extractive' };
}

/** What would be answered and the evidence for it; calibration fits the confidence on this. */
export function weighAnswer(
  question: string,
  found: SearchResult,
  deps: ExtractDeps,
): { chosen: ScoredUnit[]; features: ConfidenceFeatures } {
  const kinds = questionKinds(question);
  const units = scoreUnits(found, kinds, askedQuantity(question, deps.analyze), deps.analyze);
  const chosen = chooseUnits(units, kinds.has('steps'));
  return { chosen, features: confidenceFeatures(found, chosen, question, deps.analyze) };
}

/** The honest answer where nothing was found. */
export function unknownAnswer(confidence: number, language: string | null): Answer {
  const words = phrases(language);
  return {
    text: words.unknown,
    citations: [],
    confidence,
    supported: false,
    quickReplies: [words.person],
    model: 'extractive',
  };
}
