import type { Answer, SearchResult } from '../domain/passage.ts';
import { chooseUnits } from './choose-units.ts';
import { compose } from './compose.ts';
import { confidenceFeatures, confidenceOf } from './confidence.ts';
import { PHRASES } from './phrases.ts';
import { questionKind } from './question-kind.ts';
import { scoreUnits } from './score-units.ts';

export interface ExtractRequest {
  question: string;
  found: SearchResult;
  /** Below this confidence (0..1) the answer is an honest "I do not know". */
  threshold: number;
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
  const { question, found, threshold } = request;
  const chosen = chooseUnits(scoreUnits(found, questionKind(question), deps.analyze));
  if (chosen.length === 0) return unknown(0);
  const confidence = confidenceOf(confidenceFeatures(found, chosen, deps.analyze));
  if (confidence < threshold) return unknown(confidence);
  return { ...compose(chosen), confidence, supported: true, quickReplies: [], model: 'extractive' };
}

function unknown(confidence: number): Answer {
  return {
    text: PHRASES.unknown,
    citations: [],
    confidence,
    supported: false,
    quickReplies: [PHRASES.person],
    model: 'extractive',
  };
}
