import { describe, expect, test } from 'vitest';
import { care, spokenLanguage } from '../../../src/answer/care.ts';

const answer = {
  text: 'x',
  citations: [],
  confidence: 1,
  supported: true,
  quickReplies: ['a', 'b', 'c'],
  model: 'extractive',
};

describe('care', () => {
  test('somebody close to leaving is offered a person first, in their language, within the limit of quick replies', () => {
    expect(care(answer, 0.8, 'de').quickReplies).toEqual(['Mit einem Menschen sprechen', 'a', 'b']);
  });

  test('a calm customer, and one who is offered a person already, get the answer as it is', () => {
    expect(care(answer, 0.2, 'de')).toBe(answer);
    const offered = { ...answer, quickReplies: ['Talk to a person'] };
    expect(care(offered, 1, 'en')).toBe(offered);
  });
});

describe('the language of an answer', () => {
  test.each([
    ['a sure language that is spoken here wins over the page', 'fr', 0.95, 'en-GB', 'fr'],
    ['the page narrows the same language', 'en', 0.95, 'en-GB', 'en-GB'],
    ['a guess loses to the page', 'fr', 0.5, 'en-GB', 'en-GB'],
    ['a language that is not spoken here loses to the page', 'fi', 0.99, 'de', 'de'],
    ['nothing known is nothing', 'und', 0, null, null],
  ])('%s', (_name, language, confidence, locale, expected) => {
    expect(spokenLanguage({ language, confidence }, locale)).toBe(expected);
  });
});
