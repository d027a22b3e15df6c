import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closest, editDistance } from '../../../src/retrieve/spelling.ts';

const near = (...terms: string[]) => terms.map((term, index) => ({ term, chunks: 10 - index }));
const repaired = (word: string, ...terms: string[]) => closest(word, near(...terms)).map((one) => one.term);

test('a swapped, doubled, dropped or added letter is repaired', () => {
  expect(repaired('recrod', 'record')).toEqual(['record']);
  expect(repaired('acount', 'account')).toEqual(['account']);
  expect(repaired('trigger', 'triger')).toEqual(['triger']);
  expect(repaired('sandboxs', 'sandbox')).toEqual(['sandbox']);
});

test('two edits are repaired only in long words', () => {
  expect(repaired('authentcaton', 'authentication')).toEqual(['authentication']);
  expect(repaired('fidle', 'field')).toEqual([]);
});

test('a short word is not taken for another word', () => {
  expect(repaired('bake', 'base', 'make')).toEqual([]);
  expect(repaired('cake', 'case')).toEqual([]);
});

test('half a word stands for the words that begin with it', () => {
  expect(repaired('config', 'configuration', 'configure', 'confirm')).toEqual(['configuration', 'configure']);
});

test('the distance is symmetric, zero only for equal words, and capped', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b, 2)).toBe(editDistance(b, a, 2));
      expect(editDistance(a, b, 2) === 0).toBe(a === b);
      expect(editDistance(a, b, 2)).toBeLessThanOrEqual(3);
    }),
  );
});
