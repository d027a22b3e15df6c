import { expect, test } from 'vitest';
import { affectPhrases, supportRows } from '../../../../scripts/train/affect-data.ts';
import { EMOTIONS } from '../../../../src/understand/emotion/read-emotion.ts';
import { SENTIMENTS } from '../../../../src/understand/emotion/read-sentiment.ts';

const phrases = affectPhrases();

test('no phrase that trains is a message of the test part', () => {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const measured = new Set(supportRows().test.map(({ text }) => letters(text)));
  expect(phrases.filter(({ text }) => measured.has(letters(text)))).toEqual([]);
});

test('every phrase has a known sentiment and emotion that agree', () => {
  for (const { text, sentiment, emotion, frustration } of phrases) {
    expect(SENTIMENTS, text).toContain(sentiment);
    expect(EMOTIONS, text).toContain(emotion);
    expect(frustration, text).toBeLessThanOrEqual(sentiment === 'negative' ? 3 : 0);
  }
});
