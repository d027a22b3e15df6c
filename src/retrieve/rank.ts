import { type AskedQuestion, type Candidate, type ChunkFeatures, chunkFeatures } from './chunk-features.ts';
import { RANK_WEIGHTS } from './rank-weights.ts';

export interface Ranked<C> {
  candidate: C;
  score: number;
  /** Share (0..1) of the question's information that the chunk holds, its title and headings included. */
  coverage: number;
}

/** A linear model of the features. */
export type RankWeights = Readonly<Record<keyof ChunkFeatures, number>>;

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
  let sum = 0;
  for (const name of Object.keys(weights) as (keyof ChunkFeatures)[]) sum += weights[name] * features[name];
  return Math.exp(GAIN * sum);
}
