import { describe, expect, test } from 'vitest';
import { ground } from '../../../src/answer/ground.ts';
import { amountsIn, sameAmount } from '../../../src/answer/ground-amounts.ts';
import { analyze } from '../../../src/retrieve/analyze.ts';

const BIN = {
  title: 'Restore deleted records',
  heading: '',
  text: 'Deleted records stay in the recycle bin for 15 days. Hard deleted records never come back. The bin holds 1,000 records for each GB. You can restore a record from the Recycle Bin page in the App Launcher. An export must be requested before the 15 days are over.',
};
const LOCKS = {
  title: 'Row locks',
  heading: 'How to fix it',
  text: 'UNABLE_TO_LOCK_ROW means that another transaction holds the record.\n\n1. Sort the records by parent.\n2. Retry at most 3 times.\n\n| Mode | Share |\n|---|---|\n| Serial | 5 % |\n| Parallel | 80 % |',
};
const check = (answer: string, more: { citations?: boolean; language?: string } = {}) =>
  ground(answer, [BIN, LOCKS], { analyze, ...more });
const problems = (answer: string) => check(answer).sentences.map((one) => one.problem);

describe('a sentence is supported', () => {
  test.each([
    'Deleted records stay in the recycle bin for 15 days. [1]',
    'For fifteen days deleted records are kept in the recycle bin. [1]',
    'You can get a record back from the Recycle Bin page in the App Launcher. [1]',
    'For every GB the bin holds 1 000 records. [1]',
    'UNABLE_TO_LOCK_ROW says that a different transaction holds the record. [2]',
    'Retry no more than three times. [2]',
    'In serial mode the share is 5%. [2]',
  ])('when its passage says so in other words: %s', (answer) => {
    expect(problems(answer)).toEqual([null]);
    expect(check(answer)).toMatchObject({ score: 1 });
  });

  test('and says by which passage, with offsets into the answer', () => {
    const answer =
      'Sorry about that! Deleted records stay in the recycle bin for 15 days. [1] Shall I go on?';
    const { sentences } = check(answer);
    expect(sentences.map((one) => [answer.slice(one.start, one.end), one.citation])).toEqual([
      ['Sorry about that!', null],
      ['Deleted records stay in the recycle bin for 15 days.', 1],
      ['Shall I go on?', null],
    ]);
  });
});

describe('a sentence is refused', () => {
  test.each([
    ['number', 'Deleted records stay in the recycle bin for 30 days. [1]'],
    ['number', 'In parallel mode the share is 5 %. [2]'],
    ['negation', 'Hard deleted records come back. [1]'],
    ['negation', 'An export must be requested after the 15 days are over. [1]'],
    ['negation', 'Retry at least 3 times. [2]'],
    ['entity', 'DUPLICATE_VALUE means that another transaction holds the record. [2]'],
    ['unsupported', 'Salespeople may borrow a company bicycle on request. [1]'],
    ['wrong_citation', 'Deleted records stay in the recycle bin for 15 days. [2]'],
    ['no_citation', 'Deleted records stay in the recycle bin for 15 days.'],
  ])('for its %s: %s', (problem, answer) => {
    expect(problems(answer)).toEqual([problem]);
    expect(check(answer).score).toBe(0);
  });

  test('with the passage that would have been right, where there is one', () => {
    expect(check('Deleted records stay in the recycle bin for 15 days. [2]').sentences[0]?.citation).toBe(1);
  });

  test('but needs no marker where none is asked for', () => {
    const answer = 'Deleted records stay in the recycle bin for 15 days.';
    expect(check(answer, { citations: false })).toMatchObject({ score: 1 });
  });
});

describe('markers', () => {
  test('cover the run of sentences before them, and a number that names no passage covers nothing', () => {
    const run =
      'Deleted records stay in the recycle bin for 15 days. Hard deleted records never come back. [1]';
    expect(problems(run)).toEqual([null, null]);
    expect(problems('Hard deleted records never come back. [9]')).toEqual(['wrong_citation']);
  });

  test('of several passages are read together', () => {
    expect(problems('Deleted records stay in the recycle bin for 15 days. [1][2]')).toEqual([null]);
  });
});

describe('numbers', () => {
  test.each([
    ['1,000 rows', '1 000 rows'],
    ['1.000 Zeilen', '1000 rows'],
    ['5 %', '5%'],
    ['two attempts', '2 attempts'],
    ['72 hours', 'three days'],
    ['a week', '7 days'],
    ['64 KiB', '64KiB'],
    ['12 Monate', 'ein Jahr'],
    ['14日以内', '14 days'],
    ['五営業日', '5 days'],
    ['٢٤ ساعة', '24 hours'],
    ['quarante-cinq villes', '45 villes'],
    ['1.5 million rows', '1,500,000 rows'],
  ])('%s is %s', (a, b) => {
    const [one] = amountsIn(a);
    const [other] = amountsIn(b);
    expect(one && other && sameAmount(one, other), JSON.stringify([one, other])).toBe(true);
  });

  test.each([
    ['5 minutes', '5 hours'],
    ['10 MB', '10 GB'],
    ['1,500', '1.5'],
    ['3 March', '3 May'],
  ])('%s is not %s', (a, b) => {
    const others = amountsIn(b);
    expect(amountsIn(a).every((one) => others.some((other) => sameAmount(one, other)))).toBe(false);
  });

  test('within names and as articles are none', () => {
    expect(amountsIn('Use v67.0, SHA256 and one of the keys for a record of UTF_8.')).toEqual([]);
  });
});

test('hostile text is judged in time that grows with its length, and never breaks the check', () => {
  const hostile = [
    '[1]'.repeat(3_000),
    'no '.repeat(5_000),
    '1,000'.repeat(3_000),
    '`'.repeat(8_000),
    'a.'.repeat(6_000),
  ];
  for (const text of [...hostile, '', '\ud800', '|'.repeat(4_000)]) {
    const { score } = ground(text, [{ text }, BIN], { analyze });
    expect(score).toBeGreaterThanOrEqual(0);
    expect(score).toBeLessThanOrEqual(1);
  }
});
