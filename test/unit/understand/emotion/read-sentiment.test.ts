import { describe, expect, test } from 'vitest';
import type { Sentiment } from '../../../../src/domain/understanding.ts';
import { readSentiment } from '../../../../src/understand/emotion/read-sentiment.ts';
import { shippedModels } from './shipped-models.ts';

const { sentiment: model } = shippedModels();
const labelOf = (text: string) => readSentiment(text, model).sentiment.label;

describe('readSentiment', () => {
  test.each<[string, Sentiment]>([
    ['Thank you so much, everything works again!', 'positive'],
    ['This is the third time I write and nobody answers. Unacceptable!', 'negative'],
    ['How do I change the billing address of my account?', 'neutral'],
    ['Vielen Dank, das war wirklich super schnell!', 'positive'],
    ['C’est inadmissible, j’attends depuis trois semaines.', 'negative'],
    ['¿Dónde puedo descargar la factura?', 'neutral'],
    ['本当にありがとうございました、助かりました', 'positive'],
    ['❤️🎉', 'positive'],
    ['😡😡', 'negative'],
  ])('%s is %s', (text, expected) => {
    expect(labelOf(text)).toBe(expected);
  });

  test('the probabilities add up to 1 and the signed value follows from them', () => {
    const { scores, value, sentiment } = readSentiment('the courier was rude but the phone is great', model);
    expect(scores.negative + scores.neutral + scores.positive).toBeCloseTo(1, 6);
    expect(value).toBeCloseTo(scores.positive - scores.negative, 6);
    expect(sentiment.score).toBe(Math.max(scores.negative, scores.neutral, scores.positive));
  });

  test.each(['', '   ', '\u0000\u0001', '....', '1234567'])(
    '%j says nothing certain against the customer',
    (text) => {
      const { sentiment, strain } = readSentiment(text, model);
      expect(sentiment.label).not.toBe('negative');
      expect(strain).toBeLessThan(0.5);
    },
  );

  test('anger raises strain above a question on the same subject', () => {
    const angry = readSentiment(
      'WHERE IS MY REFUND?! Still nothing after six weeks, I am calling my lawyer!!!',
      model,
    );
    const calm = readSentiment('When will I get the refund?', model);
    expect(angry.strain).toBeGreaterThan(calm.strain + 0.3);
  });
});
