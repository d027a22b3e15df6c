import { expect, test } from 'vitest';
import { answerWord, fitsAnswer, isOnlyAnswer } from '../../../../src/answer/generate/answer-word.ts';
import { analyze } from '../../../../src/retrieve/analyze.ts';

const fits = (sentence: string, question: string) =>
  fitsAnswer(answerWord(sentence), new Set(analyze(question)), analyze);

test.each(['Yes.', 'No!', 'Of course!', 'Sure thing!', 'No problem!', 'Natürlich.', 'Bien sûr !', 'はい。'])(
  'is a yes or no alone: %s',
  (text) => {
    expect(isOnlyAnswer(text)).toBe(true);
  },
);

test.each(['Yes, wear is covered.', 'No items are returned', 'Sure-footed boots.', 'Hello!'])(
  'says more than yes or no: %s',
  (text) => {
    expect(isOnlyAnswer(text)).toBe(false);
  },
);

test('a yes stands only before what speaks of all that was asked, a no only before what denies or narrows', () => {
  expect(fits('Yes, wear is covered.', 'Is wear covered?')).toBe(true);
  expect(fits('Yes, the warranty covers faults.', 'Is wear covered?')).toBe(false);
  expect(fits('Yes, wear is not covered.', 'Is wear covered?')).toBe(false);
  expect(fits('No, wear is not covered.', 'Is wear covered?')).toBe(true);
  expect(fits('No, items must be unused.', 'May I return used shoes?')).toBe(true);
  expect(fits('No, wear is covered.', 'Is wear covered?')).toBe(false);
});
