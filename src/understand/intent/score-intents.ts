import type { Intent } from '../../domain/understanding.ts';
import { type IntentFeatures, intentFeatures } from './intent-features.ts';
import { type IntentModel, networkScores } from './intent-model.ts';
import { type IntentWord, intentWord, wordTexts } from './intent-words.ts';
import { isFamiliar, onlyKnown } from './known-features.ts';
import { toProbabilities } from './probabilities.ts';

/** What a model thinks of one piece of text, before any decision. */
export interface IntentScores {
  /** Calibrated probability of each of the model's labels, given that it is one of them. */
  probabilities: Float32Array;
  /** How sure the networks are: minus the entropy of their vote in nats; 0 at most. Low where nothing fits. */
  certainty: number;
}

/** Scores a piece of text as a whole; null where it has no word that the model knows. `hashed`: see `hashedWords`. Pure. */
export function scoreIntents(
  text: string,
  model: IntentModel,
  hashed: (word: string) => IntentWord = (word) => intentWord(word, model.directions),
): IntentScores | null {
  const { known } = model;
  const all = intentFeatures(wordTexts(text).map(hashed), known.views);
  const features = onlyKnown(all, known);
  if (!isFamiliar(all.hashes.length, features.hashes.length, known)) return null;
  return calibrated(voteOf(features, model), model.calibration.temperature);
}

/** `intentWord` that reads each word once: the parts of a message are made of the words of the whole. */
export function hashedWords({ directions }: IntentModel): (word: string) => IntentWord {
  const kept = new Map<string, IntentWord>();
  return (text) => {
    const known = kept.get(text);
    if (known) return known;
    const word = intentWord(text, directions);
    kept.set(text, word);
    return word;
  };
}

/** The mean of the networks' probabilities, before calibration. */
export function voteOf(features: IntentFeatures, { networks, labels }: IntentModel): Float32Array {
  const mean = new Float32Array(labels.length);
  for (const network of networks) {
    const vote = toProbabilities(networkScores(network, features));
    for (let label = 0; label < mean.length; label += 1) {
      mean[label] = (mean[label] ?? 0) + (vote[label] ?? 0) / networks.length;
    }
  }
  return mean;
}

/** The most probable intent of some scores. */
export function bestIntent({ probabilities }: IntentScores, { labels }: IntentModel): Intent {
  let best = 0;
  for (let label = 1; label < labels.length; label += 1) {
    if ((probabilities[label] ?? 0) > (probabilities[best] ?? 0)) best = label;
  }
  return { name: labels[best] ?? '', confidence: probabilities[best] ?? 0 };
}

/** Certainty of a vote, and its probabilities at a temperature. */
export function calibrated(vote: Float32Array, temperature: number): IntentScores {
  let certainty = 0;
  const logs = new Float32Array(vote.length);
  for (let label = 0; label < vote.length; label += 1) {
    const share = vote[label] ?? 0;
    const log = Math.log(share + SMALLEST);
    certainty += share * log;
    logs[label] = log / temperature;
  }
  return { probabilities: toProbabilities(logs), certainty };
}

const SMALLEST = 1e-9;
