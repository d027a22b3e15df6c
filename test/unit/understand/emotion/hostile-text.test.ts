import { describe, expect, test } from 'vitest';
import { readEmotion } from '../../../../src/understand/emotion/read-emotion.ts';
import { readSentiment } from '../../../../src/understand/emotion/read-sentiment.ts';
import { cpuMs } from '../../../support/cpu-ms.ts';
import { shippedModels } from './shipped-models.ts';

const models = shippedModels();
const LENGTH = 100_000;
/** Milliseconds for both readings: a hundred times what they need, so that only a text that blows up fails. */
const PATIENCE = 1_000;

describe('100,000 characters of anything are read in bounded time', () => {
  test.each([
    ['one letter', 'a'],
    ['one capital', 'A'],
    ['exclamation marks', '!'],
    ['open brackets', '['],
    ['placeholders', '[NAME'],
    ['apostrophes', "a'"],
    ['combining marks', 'e\u0301\u0301'],
    ['emoji with joiners', '👩\u200d👩\u200d👧'],
    ['half surrogates', '\ud83d'],
    ['mixed scripts', 'aж中ا9 '],
    ['negations', 'not '],
    ['quotes after a question', '?"'],
    ['spaces', ' '],
    ['binary', '\u0000\u0007\uffff'],
  ])('%s', (_name, piece) => {
    const text = piece.repeat(Math.ceil(LENGTH / piece.length));
    const began = cpuMs();
    const { value, strain } = readSentiment(text, models.sentiment);
    const { emotion } = readEmotion(text, models.emotion);
    expect(cpuMs() - began).toBeLessThan(PATIENCE);
    expect(Math.abs(value)).toBeLessThanOrEqual(1);
    expect(strain).toBeGreaterThanOrEqual(0);
    expect(strain).toBeLessThanOrEqual(1);
    expect(emotion.score).toBeLessThanOrEqual(1);
  });
});
