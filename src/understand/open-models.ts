import { err, ok, type Result } from '../domain/result.ts';
import type { Emotion } from '../domain/understanding.ts';
import { type AffectModel, decodeAffectModel } from './emotion/affect-model.ts';
import { EMOTION_KIND } from './emotion/read-emotion.ts';
import { SENTIMENT_KIND } from './emotion/read-sentiment.ts';
import { type GuardModel, loadGuard } from './guard/inspect.ts';
import { type IntentModel, loadIntentModel } from './intent/intent-model.ts';
import type { WordDirections } from './intent/word-directions.ts';
import { decodeLanguageModel, type LanguageModel } from './language/language-model.ts';
import type { WeightsProblem } from './linear/weights-file.ts';

/** The built-in models, opened. */
export interface UnderstandModels {
  language: LanguageModel;
  intent: IntentModel;
  emotion: AffectModel<Emotion>;
  sentiment: AffectModel;
  guard: GuardModel;
}

/** The files of `src/understand/models`, by name without `.bin`. */
export const MODEL_NAMES = ['language', 'intent', 'emotion', 'sentiment', 'guard'] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

/**
 * Opens the files of all models; the weights stay where they are. `directions`: the table of meanings, which the intents are read
 * with; null: it is not there. Fails with the first file that is not what it should be.
 */
export function openModels(
  files: Record<ModelName, ArrayBuffer | Uint8Array>,
  directions: WordDirections | null,
): Result<UnderstandModels, { model: ModelName; problem: WeightsProblem }> {
  const language = decodeLanguageModel(files.language);
  if (!language.ok) return err({ model: 'language', problem: language.error });
  const intent = loadIntentModel(files.intent, directions);
  if (!intent.ok) return err({ model: 'intent', problem: intent.error });
  const emotion = decodeAffectModel<Emotion>(files.emotion, EMOTION_KIND);
  if (!emotion.ok) return err({ model: 'emotion', problem: emotion.error });
  const sentiment = decodeAffectModel(files.sentiment, SENTIMENT_KIND);
  if (!sentiment.ok) return err({ model: 'sentiment', problem: sentiment.error });
  const guard = loadGuard(files.guard);
  if (!guard.ok) return err({ model: 'guard', problem: guard.error });
  return ok({
    language: language.value,
    intent: intent.value,
    emotion: emotion.value,
    sentiment: sentiment.value,
    guard: guard.value,
  });
}
