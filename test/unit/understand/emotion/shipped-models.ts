import { readFileSync } from 'node:fs';
import type { Emotion } from '../../../../src/domain/understanding.ts';
import { type AffectModel, decodeAffectModel } from '../../../../src/understand/emotion/affect-model.ts';
import { EMOTION_KIND } from '../../../../src/understand/emotion/read-emotion.ts';
import { SENTIMENT_KIND } from '../../../../src/understand/emotion/read-sentiment.ts';

/** The weights that ship. */
export function shippedModels(): { emotion: AffectModel<Emotion>; sentiment: AffectModel } {
  const emotion = decodeAffectModel<Emotion>(modelFile('emotion'), EMOTION_KIND);
  const sentiment = decodeAffectModel<string>(modelFile('sentiment'), SENTIMENT_KIND);
  if (!emotion.ok || !sentiment.ok) throw new Error('a model of src/understand/models does not open');
  return { emotion: emotion.value, sentiment: sentiment.value };
}

export function modelFile(name: string): Uint8Array {
  return readFileSync(new URL(`../../../../src/understand/models/${name}.bin`, import.meta.url));
}
