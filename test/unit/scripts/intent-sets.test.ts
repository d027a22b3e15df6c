import { describe, expect, test } from 'vitest';
import {
  type EvaluationSet,
  type IntentSet,
  withOfficialTrain,
} from '../../../scripts/evaluate/intent-sets.ts';

const part = (text: string): IntentSet => ({ examples: [{ text, intent: 'a' }], outOfScope: [`no ${text}`] });
const set = (name: string, parts: EvaluationSet['parts']): EvaluationSet => ({
  name,
  train: part('train'),
  parts,
});

describe('a set whose validation part was cut off its training part', () => {
  test('is judged by validation without it, and by its test part with it', () => {
    const [first, second, ...more] = withOfficialTrain(
      set('banking77', { validation: part('validation'), test: part('test') }),
    );
    expect(more).toEqual([]);
    expect(first?.train.examples.map(({ text }) => text)).toEqual(['train']);
    expect(Object.keys(first?.parts ?? {})).toEqual(['validation']);
    expect(second?.train.examples.map(({ text }) => text)).toEqual(['train', 'validation']);
    expect(second?.train.outOfScope).toEqual(['no train', 'no validation']);
    expect(Object.keys(second?.parts ?? {})).toEqual(['test']);
  });

  test('stays as it is without a test part, and so does every other set', () => {
    for (const one of [
      set('banking77', { validation: part('validation') }),
      set('clinc150', { validation: part('validation'), test: part('test') }),
    ])
      expect(withOfficialTrain(one)).toEqual([one]);
  });
});
