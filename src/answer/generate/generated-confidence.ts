import { GENERATED_CONFIDENCE_WEIGHTS } from './generated-confidence-weights.ts';
import type { Part } from './judge-piece.ts';
import type { OwnSignal } from './tag-reader.ts';

/** What the confidence of a generated answer is computed from; each 0..1. */
export interface GeneratedFeatures {
  /** Confidence of the quoted answer to the same question: calibrated, and independent of the model. */
  retrieval: number;
  /** Share of the question's information in the best passage. */
  coverage: number;
  /** Share of the sentences that claim something which passed. */
  grounded: number;
  /** Mean support of those. */
  support: number;
  /** 1 where the model says that it is sure; both 0 where it says nothing. */
  sure: number;
  unsure: number;
  /** Share of the sentences that passed which a tool's result says: search knows nothing of them. */
  tool: number;
  /** Share of them that a passage in another language says. */
  translated: number;
}

/** What happened so far to the sentences of an answer. `failed`: claims that were left out. */
export interface Evidence {
  stood: readonly Pick<Part, 'by' | 'support'>[];
  failed: number;
}

/** The features of an answer, also of one that has only begun. Pure. */
export function generatedFeatures(
  { stood, failed }: Evidence,
  known: { retrieval: number; coverage: number; signal: OwnSignal | null },
): GeneratedFeatures {
  const claims = stood.filter(({ by }) => by !== 'courtesy');
  const share = (kind: Part['by']) =>
    claims.length === 0 ? 0 : claims.filter(({ by }) => by === kind).length / claims.length;
  const all = claims.length + failed;
  return {
    retrieval: known.retrieval,
    coverage: known.coverage,
    grounded: all === 0 ? 0 : claims.length / all,
    support: claims.length === 0 ? 0 : claims.reduce((sum, one) => sum + one.support, 0) / claims.length,
    sure: known.signal === 'sure' ? 1 : 0,
    unsure: known.signal === 'unsure' ? 1 : 0,
    tool: share('tool'),
    translated: share('translated'),
  };
}

/** Probability (0..1) that the answer is right: a logistic model. Pure. */
export function generatedConfidence(
  features: GeneratedFeatures,
  weights: Readonly<Record<keyof GeneratedFeatures | 'bias', number>> = GENERATED_CONFIDENCE_WEIGHTS,
): number {
  let sum = weights.bias;
  for (const name of Object.keys(features) as (keyof GeneratedFeatures)[])
    sum += weights[name] * features[name];
  return Math.round((1 / (1 + Math.exp(-sum))) * 1e4) / 1e4;
}
