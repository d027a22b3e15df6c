import { type AskedQuestion, type Candidate, type ChunkFeatures, chunkFeatures } from './chunk-features.ts';
import { RANK_WEIGHTS } from './rank-weights.ts';

export interface Ranked<C> {
  candidate: C;
  score: number;
  /** Share (0..1) of the question's information that the chunk holds, its title and headings included. */
  coverage: number;
}

/** A linear model of the features that are learnt. */
export type RankWeights = Readonly<Record<Exclude<keyof ChunkFeatures, 'similarity'>, number>>;

/**
 * What the nearest vector adds: three tenths of what a good passage scores by words, the best sum of the two in trials
 * (docs/decisions/0016-embedded-embeddings.md). Not learnt: which embedder there is differs.
 */
const SIMILARITY = 3;

/**
 * Orders candidates by a linear model of what speaks for each (`chunk-features.ts`), learnt by `npm run evaluate -- fit-rank`.
 * Ties break by chunk id. Pure.
 */
export function rank<C extends Candidate>(
  candidates: readonly C[],
  question: AskedQuestion,
  weights: RankWeights = RANK_WEIGHTS,
): Ranked<C>[] {
  return chunkFeatures(candidates, question)
    .map(({ candidate, features, coverage }) => ({ candidate, score: scoreOf(features, weights), coverage }))
    .sort((a, b) => b.score - a.score || (a.candidate.chunkId < b.candidate.chunkId ? -1 : 1));
}

/**
 * How fast a score falls with what speaks less for a chunk. The model's own is 1 (odds); a third of it keeps what a second
 * article says within reach of an answer.
 */
const GAIN = 0.2;

/** Positive, so that scores can be compared as shares. */
function scoreOf(features: ChunkFeatures, weights: RankWeights): number {
  let sum = SIMILARITY * features.similarity;
  for (const name of Object.keys(weights) as (keyof RankWeights)[]) sum += weights[name] * features[name];
  return Math.exp(GAIN * sum);
}
