import { expect, test } from 'vitest';
import { nearestPassage, sharedTerms } from '../../../../src/retrieve/gaps/nearest-passage.ts';
import { trendOf } from '../../../../src/retrieve/gaps/trend.ts';
import { atLeast } from '../../../../src/retrieve/gaps/wilson.ts';

test('a trend is told only where the counts can tell one', () => {
  expect(trendOf(3, 1, false)).toBe('unclear');
  expect(trendOf(9, 8, false)).toBe('steady');
  expect(trendOf(20, 5, false)).toBe('rising');
  expect(trendOf(5, 20, false)).toBe('falling');
  expect(trendOf(2, 0, true)).toBe('new');
});

test("Wilson's lower end agrees with published values and puts many before one", () => {
  expect(atLeast(1, 1)).toBeCloseTo(0.2065, 3);
  expect(atLeast(10, 10)).toBeCloseTo(0.7225, 3);
  expect(atLeast(50, 100)).toBeCloseTo(0.4038, 3);
  expect([atLeast(0, 10), atLeast(0, 0)]).toEqual([0, 0]);
});

test('the nearest passage says whether an article is missing or was not found', () => {
  const passage = {
    chunkId: 'c',
    articleId: 'a',
    articleVersion: 1,
    ordinal: 0,
    heading: '',
    url: null,
    score: 1,
    start: 0,
  };
  const passages = [
    { ...passage, title: 'Invoices', text: 'Invoices are sent monthly.' },
    { ...passage, articleId: 'b', title: 'Webhooks', text: 'Connect the billing webhook under Settings.' },
  ];
  expect(nearestPassage('How do I connect the billing webhook?', passages)).toMatchObject({
    kind: 'not-found',
    coverage: 1,
    passage: { articleId: 'b' },
  });
  expect(nearestPassage('Can I connect Okta to the payroll export?', passages)?.kind).toBe('missing');
  expect(nearestPassage('anything', [])).toBeNull();
});

test('a gap is known by the words that its questions share', () => {
  expect(sharedTerms(['connect the webhook to Okta', 'Okta webhooks, how to connect?'])).toEqual([
    'connect',
    'webhook',
    'okta',
  ]);
});
