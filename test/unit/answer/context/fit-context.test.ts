import { describe, expect, test } from 'vitest';
import { fitContext } from '../../../../src/answer/context/fit-context.ts';

/** One token a character, and six around each text. */
const estimate = (text: string) => text.length;
const text = (name: string) => name.padEnd(94, '.');
const named = (texts: readonly string[]) => texts.map((one) => one.replaceAll('.', ''));

const parts = {
  summary: ['s1', 's2'].map(text).join('\n'),
  facts: ['f1', 'f2'].map(text),
  turns: ['t1', 't2', 't3', 't4', 't5', 't6'].map(text),
  passages: ['p1', 'p2', 'p3'].map(text),
};
const always = ['rails', 'question'].map(text);

function inBudget(budgetTokens: number) {
  const fitted = fitContext(parts, { always, budgetTokens, estimate });
  const left = [
    ...named(fitted.summary === '' ? [] : fitted.summary.split('\n')),
    ...named(fitted.facts),
    ...named(fitted.turns),
    ...named(fitted.passages),
  ];
  return { left: left.join(' '), tokens: fitted.tokens };
}

describe('what goes into a request', () => {
  test('is everything where there is room', () => {
    expect(inBudget(1_500)).toEqual({ left: 's1 s2 f1 f2 t1 t2 t3 t4 t5 t6 p1 p2 p3', tokens: 1_500 });
  });

  test('is left out in the written order, one by one', () => {
    const steps = Array.from({ length: 14 }, (_, at) => inBudget(1_500 - at * 100).left);
    expect(steps).toEqual([
      's1 s2 f1 f2 t1 t2 t3 t4 t5 t6 p1 p2 p3',
      's1 s2 f1 f2 t2 t3 t4 t5 t6 p1 p2 p3',
      's1 s2 f1 f2 t3 t4 t5 t6 p1 p2 p3',
      's1 s2 f1 f2 t3 t4 t5 t6 p1 p2',
      's2 f1 f2 t3 t4 t5 t6 p1 p2',
      'f1 f2 t3 t4 t5 t6 p1 p2',
      'f1 f2 t4 t5 t6 p1 p2',
      'f1 f2 t5 t6 p1 p2',
      'f1 f2 t6 p1 p2',
      'f1 f2 p1 p2',
      'f1 f2 p1',
      'f2 p1',
      'p1',
      '',
    ]);
  });

  test('is never above the budget as long as what always goes in is not', () => {
    for (let budget = 200; budget <= 1_600; budget += 7)
      expect(inBudget(budget).tokens).toBeLessThanOrEqual(budget);
  });

  test('always holds the rails and the question, even above the budget', () => {
    expect(inBudget(0)).toEqual({ left: '', tokens: 200 });
  });
});
