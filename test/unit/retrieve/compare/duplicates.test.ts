import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../../src/retrieve/analyze.ts';
import { foldDuplicates } from '../../../../src/retrieve/compare/fold-duplicates.ts';
import { similarity, sketchOf } from '../../../../src/retrieve/compare/sketch.ts';

const words = fc.array(fc.constantFrom(...'abcdefghijklmnop'), { maxLength: 400 });

function jaccard(a: string[], b: string[]): number {
  const shingles = (terms: string[]) => {
    const width = Math.min(3, terms.length);
    const starts = terms.slice(0, Math.max(0, terms.length - width + 1));
    return new Set(starts.map((_, at) => terms.slice(at, at + width).join(' ')));
  };
  const [left, right] = [shingles(a), shingles(b)];
  const both = [...left].filter((one) => right.has(one)).length;
  return left.size === 0 || right.size === 0 ? 0 : both / (left.size + right.size - both);
}

describe('the similarity of two texts', () => {
  test('is the share of their shingles in common: exact for chunks, close for longer texts, the same both ways', () => {
    fc.assert(
      fc.property(words, words, fc.nat(), (a, other, at) => {
        const b =
          a.length > 0
            ? [...a.slice(0, at % a.length), ...other.slice(0, 9), ...a.slice(at % a.length)]
            : other;
        const estimated = similarity(sketchOf(a), sketchOf(b));
        expect(estimated).toBe(similarity(sketchOf(b), sketchOf(a)));
        expect(Math.abs(estimated - jaccard(a, b))).toBeLessThan(b.length < 250 ? 1e-9 : 0.12);
      }),
    );
  });

  test('is 1 for the same text and 0 for none', () => {
    expect(similarity(sketchOf(['a', 'b', 'c', 'd']), sketchOf(['a', 'b', 'c', 'd']))).toBe(1);
    expect(similarity(sketchOf([]), sketchOf([]))).toBe(0);
  });
});

describe('folding', () => {
  const text =
    'A row lock error means that another transaction holds the record. Sort the records by their parent, use smaller batches, and retry with a delay that grows. Ask your administrator when it happens more than a few times a day.';
  const passage = (articleId: string, body: string) => ({ articleId, body });
  const termsOf = (one: { body: string }) => analyze(one.body);

  test('keeps the first of several that say the same, and lists the others with it in order', () => {
    const passages = [
      passage('art_1', text),
      passage(
        'art_2',
        'Something else entirely: how to invite a colleague and give them a role in the workspace.',
      ),
      passage('art_3', `${text} Thank you.`),
      passage('art_4', text.replace('Ask', 'Please ask')),
    ];
    expect(foldDuplicates(passages, termsOf)).toEqual([
      { kept: passages[0], duplicates: [passages[2], passages[3]] },
      { kept: passages[1], duplicates: [] },
    ]);
  });

  test('never folds passages whose numbers differ, however alike their words are', () => {
    const priced = (price: number) => `${text} The fee for this is ${price} EUR a month.`;
    const passages = [
      passage('art_1', priced(10)),
      passage('art_2', priced(12)),
      passage('art_3', priced(10)),
    ];
    expect(foldDuplicates(passages, termsOf).map((one) => one.duplicates.length)).toEqual([1, 0]);
  });

  test('never folds passages of one article, nor those that differ in more than a few words', () => {
    const other = text
      .replace('row lock', 'time-out')
      .replace('another transaction', 'nobody')
      .replace('smaller', 'larger');
    const passages = [passage('art_1', text), passage('art_1', text), passage('art_2', other)];
    expect(foldDuplicates(passages, termsOf)).toHaveLength(3);
  });
});
