import type { Emotion, Scored } from '../../domain/understanding.ts';
import { type AffectFeatures, affectFeatures } from './affect-features.ts';
import { type AffectModel, affectMargins } from './affect-model.ts';

export const EMOTION_KIND = 'emotion';

/** The order of the columns of the model. */
export const EMOTIONS: readonly Emotion[] = [
  'anger',
  'disgust',
  'fear',
  'joy',
  'neutral',
  'sadness',
  'surprise',
];

export interface EmotionReading {
  /** The one that stands out most against how common it is, with its probability. */
  emotion: Scored<Emotion>;
  /** Probability of each; they are judged one by one and need not add up to 1. */
  scores: Record<Emotion, number>;
  /** All whose probability reaches the threshold that serves F1 best; often one, sometimes none or several. */
  present: Emotion[];
}

/** What the file holds besides weights: see scripts/train/emotion.ts. */
export interface EmotionExtra {
  /** Mean and spread of each margin, seen on texts that the weights were not trained on. */
  mean: number[];
  spread: number[];
  /** Per emotion: bias and one weight for each input of `emotionInputs`. */
  mixing: number[][];
  thresholds: number[];
}

/** What a customer feels, of the seven. Pure; an empty text is neutral. */
export function readEmotion(text: string, model: AffectModel<Emotion>): EmotionReading {
  return emotionOfFeatures(affectFeatures(text), model);
}

/** As `readEmotion`, for features that are there already. */
export function emotionOfFeatures(features: AffectFeatures, model: AffectModel<Emotion>): EmotionReading {
  const extra = model.extra as Partial<EmotionExtra>;
  const { mixing = [], thresholds = [] } = extra;
  const inputs = emotionInputs(affectMargins(model, features), extra);
  const scores: Record<Emotion, number> = {
    anger: 0,
    disgust: 0,
    fear: 0,
    joy: 0,
    neutral: 0,
    sadness: 0,
    surprise: 0,
  };
  const present: Emotion[] = [];
  let best: Emotion = 'neutral';
  let most = 0;
  for (const [at, label] of model.labels.entries()) {
    const score = mix(mixing[at] ?? [], inputs);
    const threshold = thresholds[at] ?? 0.5;
    scores[label] = score;
    if (score >= threshold) present.push(label);
    if (score / threshold > most) {
      most = score / threshold;
      best = label;
    }
  }
  return { emotion: { label: best, score: scores[best] }, scores, present };
}

/** Each margin in units of its spread, then the same cut below 0, then the same flattened: what the mixing weighs. */
export function emotionInputs(
  margins: Float32Array,
  { mean = [], spread = [] }: Partial<EmotionExtra>,
): number[] {
  const count = margins.length;
  const inputs = new Array<number>(3 * count).fill(0);
  for (let at = 0; at < count; at += 1) {
    const unit = ((margins[at] ?? 0) - (mean[at] ?? 0)) / (spread[at] ?? 1);
    inputs[at] = unit;
    inputs[count + at] = Math.max(0, unit);
    inputs[2 * count + at] = Math.tanh(2 * unit);
  }
  return inputs;
}

function mix(weights: readonly number[], inputs: readonly number[]): number {
  let sum = weights[0] ?? 0;
  for (let at = 0; at < inputs.length; at += 1) sum += (weights[at + 1] ?? 0) * (inputs[at] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
