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
    expect(care(answer, 0.8, { language: 'de', threshold: 0.5 }).quickReplies).toEqual([
      'Mit einem Menschen sprechen',
      'a',
      'b',
    ]);
  });

  test('a calm customer, and one who is offered a person already, get the answer as it is', () => {
    expect(care(answer, 0.2, { language: 'de', threshold: 0.5 })).toBe(answer);
    const offered = { ...answer, quickReplies: ['Talk to a person'] };
    expect(
      care({ ...answer, confidence: 0.4, supported: false }, 0, { language: 'en', threshold: 0.5 })
        .quickReplies,
    ).toEqual(answer.quickReplies);
    expect(care(offered, 1, { language: 'en', threshold: 0.5 })).toBe(offered);
  });
});

describe('care for doubtful answers', () => {
  test('an answer less sure than the organization asks for comes with the way to a person', () => {
    const doubtful = { ...answer, confidence: 0.4 };
    expect(care(doubtful, 0, { language: 'en', threshold: 0.5 }).quickReplies[0]).toBe('Talk to a person');
    expect(care(doubtful, 0, { language: 'en', threshold: 0.4 })).toBe(doubtful);
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
