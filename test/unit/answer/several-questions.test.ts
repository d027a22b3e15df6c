import { describe, expect, test } from 'vitest';
import { askedQuestions } from '../../../src/answer/asked-questions.ts';
import { joinAnswers } from '../../../src/answer/join-answers.ts';
import { traceSentences } from '../../../src/answer/trace.ts';
import type { Answer } from '../../../src/domain/passage.ts';

describe('a message that asks more than one thing', () => {
  test.each([
    ['How do I export a report? Where are the logs?', ['How do I export a report?', 'Where are the logs?']],
    [
      'How do I export a report? And where are the logs?',
      ['How do I export a report?', 'where are the logs?'],
    ],
    [
      'How do I export a report and where are the logs?',
      ['How do I export a report?', 'where are the logs?'],
    ],
    [
      'Wie exportiere ich das, und was kostet das Paket?',
      ['Wie exportiere ich das?', 'was kostet das Paket?'],
    ],
  ])('%s', (message, questions) => {
    expect(askedQuestions(message)).toEqual(questions);
  });

  test.each([
    ['How do I add and remove users?'],
    ['How do I export a report?'],
    ['I like reports. How do I export one? Ok?'],
    ['Nothing asked here and where it ends.'],
  ])('%s asks one thing or none', (message) => {
    expect(askedQuestions(message)).toEqual([]);
  });

  test('is answered three times at most', () => {
    expect(askedQuestions('What is this one? '.repeat(20))).toHaveLength(3);
  });
});

function answer(text: string, quotes: string[], more: Partial<Answer> = {}): Answer {
  const citations = quotes.map((quote, at) => ({
    ...{ n: at + 1, articleId: `art_${quote}`, title: 'Title', url: null, quote },
  }));
  return {
    text,
    citations,
    confidence: 0.8,
    supported: true,
    quickReplies: [],
    model: 'extractive',
    ...more,
  };
}

describe('answers put together', () => {
  const one = answer('Choose Export. [1]\n\nThen wait. [2]', ['Choose Export.', 'Then wait.']);
  const two = answer('Logs are in Setup. [1]', ['Logs are in Setup.'], { confidence: 0.6 });

  test('follow each other, every sentence still traceable to its own quote', () => {
    const joined = joinAnswers([one, two]);
    expect(joined?.text).toBe('Choose Export. [1]\n\nThen wait. [2]\n\nLogs are in Setup. [3]');
    expect(traceSentences(joined ?? two).map(({ citation }) => citation)).toEqual([1, 2, 3]);
    expect(joined?.confidence).toBe(0.6);
  });

  test('quote an article for the first question that it answers', () => {
    const again = answer('Or choose Print. [1]', ['Choose Export.']);
    expect(joinAnswers([one, again, two])).toEqual(joinAnswers([one, two]));
  });

  test.each([
    ['one of them is not known', [one, answer('I do not know', [], { supported: false })]],
    ['they are from one article', [one, answer('Or choose Print. [1]', ['Choose Export.'])]],
    ['a quote holds what looks like a marker', [one, answer('See [2] for logs. [1]', ['See [2] for logs.'])]],
  ])('are not joined where %s', (_, answers) => {
    expect(joinAnswers(answers)).toBeNull();
  });
});
