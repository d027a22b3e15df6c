import { describe, expect, test } from 'vitest';
import type { Emotion } from '../../../../src/domain/understanding.ts';
import { EMOTIONS, readEmotion } from '../../../../src/understand/emotion/read-emotion.ts';
import { shippedModels } from './shipped-models.ts';

const { emotion: model } = shippedModels();

describe('readEmotion', () => {
  test.each<[string, Emotion]>([
    ['I am so happy, thank you, this is wonderful!', 'joy'],
    ['I hate this, you are all idiots and I am furious', 'anger'],
    ['I am scared that somebody stole my money', 'fear'],
    ['I am really sad and disappointed', 'sadness'],
    ['The food was disgusting, gross', 'disgust'],
    ['Wow, what a surprise, I did not expect that', 'surprise'],
    ['The meeting is on Tuesday at the office.', 'neutral'],
  ])('%s shows %s', (text, expected) => {
    expect(readEmotion(text, model).emotion.label).toBe(expected);
  });

  test('every emotion has a probability, and the named one is its own', () => {
    const { emotion, scores } = readEmotion('why is it broken again??', model);
    expect(Object.keys(scores).sort()).toEqual([...EMOTIONS].sort());
    for (const score of Object.values(scores)) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
    expect(scores[emotion.label]).toBe(emotion.score);
  });

  test('an empty text is read without a fault', () => {
    expect(EMOTIONS).toContain(readEmotion('', model).emotion.label);
  });
});
