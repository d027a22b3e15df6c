import type { Scored, Sentiment } from '../../domain/understanding.ts';
import { affectTokens, featuresOfTokens } from './affect-features.ts';
import { type AffectModel, affectMargins } from './affect-model.ts';
import { type ToneSignals, toneSignals } from './tone-signals.ts';

export const SENTIMENT_KIND = 'sentiment';

/** The order of the probabilities. */
export const SENTIMENTS: readonly Sentiment[] = ['negative', 'neutral', 'positive'];

export interface SentimentReading {
  sentiment: Scored<Sentiment>;
  scores: Record<Sentiment, number>;
  /** Probability of positive less probability of negative: -1 to 1. */
  value: number;
  /** How frustrated this message alone sounds, 0 to 1: the expected level of 0 to 3, by 3. */
  strain: number;
}

/** What the file holds besides weights: see scripts/train/sentiment.ts. */
export interface SentimentExtra {
  /** One row a sentiment: bias and a weight for each of `sentimentInputs`. */
  mixing: number[][];
  /** The same for frustration of at least 1, 2 and 3. */
  strain: number[][];
}

/** Columns of the model: the sentiments, strong frustration. */
export const SENTIMENT_COLUMNS: readonly string[] = [...SENTIMENTS, 'strained'];

/** Whether a customer is satisfied, neither, or dissatisfied. Pure; an empty text is neutral. */
export function readSentiment(text: string, model: AffectModel): SentimentReading {
  const tokens = affectTokens(text);
  const margins = affectMargins(model, featuresOfTokens(tokens));
  return sentimentOfMargins(margins, toneSignals(text, tokens), model);
}

/** As `readSentiment`, for margins and signals that are there already. */
export function sentimentOfMargins(
  margins: Float32Array,
  tone: ToneSignals,
  model: AffectModel,
): SentimentReading {
  const { mixing = [], strain = [] } = model.extra as Partial<SentimentExtra>;
  if (tone.words + tone.good + tone.bad === 0) {
    return {
      sentiment: { label: 'neutral', score: 1 },
      scores: { negative: 0, neutral: 1, positive: 0 },
      value: 0,
      strain: 0,
    };
  }
  const inputs = sentimentInputs(margins, tone);
  const shares = SENTIMENTS.map((_, at) => Math.exp(weigh(mixing[at] ?? [], inputs)));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const [negative = 0, neutral = 0, positive = 0] = shares.map((share) => share / total);
  const scores = { negative, neutral, positive };
  const label = SENTIMENTS.reduce((best, one) => (scores[one] > scores[best] ? one : best), 'neutral');
  const levels = strain.map((weights) => 1 / (1 + Math.exp(-weigh(weights, inputs))));
  return {
    sentiment: { label, score: scores[label] },
    scores,
    value: positive - negative,
    strain: levels.reduce((sum, level) => sum + level, 0) / Math.max(1, levels.length),
  };
}

/** Greatest counts that matter: ten curses are not worse than three. */
const COUNT_MAX = 3;
const WORDS_MAX = 40;

/** What the mixing weighs: the margins, then how the message is written, all of the size of 1. */
export function sentimentInputs(margins: ArrayLike<number>, tone: ToneSignals): number[] {
  const { good, bad, worn, words, exclamations } = tone;
  const flag = (truth: boolean) => (truth ? 1 : 0);
  return [
    ...Array.from(margins),
    Math.min(COUNT_MAX, good) / 2,
    Math.min(COUNT_MAX, bad) / 2,
    Math.min(COUNT_MAX + 1, worn) / 2,
    flag(good > 0),
    flag(bad > 0),
    flag(worn > 0),
    flag(good > bad),
    flag(bad > good),
    flag(tone.asks),
    flag(tone.asks && bad + worn === 0),
    flag(tone.pressing),
    Math.min(COUNT_MAX, exclamations) / 2,
    flag(exclamations > 0 && good > 0 && bad === 0),
    tone.shouted,
    Math.min(WORDS_MAX, words) / 20,
    flag(words <= 4),
  ];
}

function weigh(weights: readonly number[], inputs: readonly number[]): number {
  let sum = weights[0] ?? 0;
  for (let at = 0; at < inputs.length; at += 1) sum += (weights[at + 1] ?? 0) * (inputs[at] ?? 0);
  return sum;
}
