import { describe, expect, test } from 'vitest';
import { contradictionFigures } from '../../../../scripts/evaluate/contradictions.ts';
import {
  type ComparedChunk,
  findContradictions,
} from '../../../../src/retrieve/compare/find-contradictions.ts';

let count = 0;
function chunk(title: string, text: string, fields: Partial<ComparedChunk> = {}): ComparedChunk {
  count += 1;
  const articleId = `art_${count}`;
  return { articleId, articleVersion: 1, title, heading: '', locale: null, start: 0, text, ...fields };
}

describe('contradictions', () => {
  test('nine of ten that are reported are some, and half of all are found, on pairs that the rules were not made on', () => {
    const { precision, recall, pairs } = contradictionFigures('held-out');
    expect(pairs).toBeGreaterThan(80);
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.5);
  });

  test('both sides are exact quotes at their place in the article', () => {
    const own = chunk(
      'Sign-in codes',
      '## Codes\n\n- The one-time code expires after ten minutes.\n- It has six digits.',
      {
        start: 100,
      },
    );
    const other = chunk('Trouble signing in', 'Hello. A one-time code expires after **5 minutes**. Ask us.', {
      start: 7,
    });
    expect(findContradictions(own, [other])).toEqual([
      {
        reason: 'amount',
        score: 1,
        sides: [
          {
            articleId: own.articleId,
            articleVersion: 1,
            start: 112,
            end: 157,
            quote: 'The one-time code expires after ten minutes.',
          },
          {
            articleId: other.articleId,
            articleVersion: 1,
            start: 14,
            end: 58,
            quote: 'A one-time code expires after **5 minutes**.',
          },
        ].map((side) => ({ ...side, end: side.start + side.quote.length })),
      },
    ]);
  });

  test('amounts that are the same in other units are none, nor are those of two languages or of one article', () => {
    const own = chunk('Sessions', 'A session ends after 60 minutes.', { locale: 'en' });
    expect(findContradictions(own, [chunk('Sign in', 'A session ends after 1 hour.')])).toEqual([]);
    expect(
      findContradictions(own, [chunk('Sign in', 'A session ends after 2 hours.', { locale: 'de' })]),
    ).toEqual([]);
    expect(findContradictions(own, [{ ...own, text: 'A session ends after 2 hours.' }])).toEqual([]);
    expect(
      findContradictions(own, [chunk('Sign in', 'A session ends after 2 hours.', { locale: 'en-GB' })]),
    ).toHaveLength(1);
  });

  test('a wording that gives ever other amounts is a price list, and nothing of it is reported', () => {
    const fee = (amount: number) => chunk('Transfers', `The fee for an outgoing transfer is $${amount}.`);
    expect(findContradictions(fee(10), [fee(12)])).toHaveLength(1);
    expect(findContradictions(fee(10), [fee(12), fee(15)])).toEqual([]);
  });

  test('questions, steps and what is said in brackets contradict nothing', () => {
    const pairs = [
      ['Can guests edit files in folders?', 'Guests cannot edit files in folders.'],
      ['Click Enable for guests in folders.', 'Click Disable for guests in folders.'],
      ['Guests edit files in folders.', 'Guests edit files in folders (not in channels).'],
    ];
    for (const [one = '', other = ''] of pairs)
      expect(findContradictions(chunk('A', one), [chunk('B', other)])).toEqual([]);
  });
});

test.for([
  ['digits', '1'.repeat(200_000)],
  ['numbers', '1 '.repeat(100_000)],
  ['brackets', '('.repeat(200_000)],
  ['spaces', `a${' '.repeat(200_000)}b`],
  ['short sentences', 'Fees cost $1 now. '.repeat(10_000)],
  ['separators', '1,'.repeat(100_000)],
] as const)('a text of %s is compared in a time that grows with its length only', ([, text]) => {
  const own = chunk('A', text);
  expect(
    findContradictions(
      own,
      Array.from({ length: 10 }, () => chunk('B', text)),
    ),
  ).toEqual([]);
});
