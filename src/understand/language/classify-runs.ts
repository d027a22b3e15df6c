import { GramScores } from './gram-scores.ts';
import type { ScriptModel } from './language-model.ts';
import type { LetterRun } from './letter-runs.ts';

export interface Classified {
  language: string;
  confidence: number;
  /** Languages of sentences that are surely in another one. */
  mixed: string[];
}

/** Words of a sentence, and the confidence in it, from which it is told apart: shorter ones are names and loan words. */
const SENTENCE_WORDS = 4;
const SENTENCE_CONFIDENCE = 0.9;

/** The language of runs of one script, by the model of that script. Pure. */
export function classifyRuns(runs: readonly LetterRun[], model: ScriptModel): Classified {
  const sentences = new Map<number, { words: number; scores: GramScores }>();
  for (const { text, sentence } of runs) {
    const one = sentences.get(sentence) ?? { words: 0, scores: new GramScores(model) };
    one.words += 1;
    one.scores.addWord(text);
    sentences.set(sentence, one);
  }
  const all = new GramScores(model);
  for (const { scores } of sentences.values()) all.add(scores);
  const whole = all.best();
  const mixed = new Set<string>();
  for (const { words, scores } of sentences.size > 1 ? sentences.values() : []) {
    if (words < SENTENCE_WORDS) continue;
    const { language, confidence } = scores.best();
    if (confidence >= SENTENCE_CONFIDENCE && language !== whole.language) mixed.add(language);
  }
  return { ...whole, mixed: [...mixed] };
}
