import { describe, expect, test } from 'vitest';
import {
  type Lexicon,
  parseQuestion,
  QUERY,
  searchedTerms,
  weighTerms,
} from '../../../src/retrieve/query.ts';

function lexicon(frequency: Record<string, number>, chunks: number): Lexicon {
  return {
    version: 1,
    chunks,
    averageTerms: 100,
    frequency: new Map(Object.entries(frequency)),
    similar: new Map(),
  };
}

function searched(query: string, held: Lexicon): string[] {
  const question = parseQuestion(query);
  return searchedTerms(weighTerms(question.terms, held), [], held);
}

describe('what the index is asked for', () => {
  test('the rarest terms come first, and those that would make it look at too many chunks are left out', () => {
    const held = lexicon({ widget: 20, parcel: QUERY.postings - 30, invoic: 1_000 }, 100_000);
    expect(searched('widget invoice parcel', held)).toEqual(['widget', 'invoic']);
  });

  test('two terms are searched for however common they are', () => {
    const held = lexicon({ widget: QUERY.postings * 2, parcel: QUERY.postings * 2 }, QUERY.postings * 2);
    expect(searched('widget parcel', held)).toHaveLength(2);
  });

  test('a small knowledge base is searched for every term', () => {
    const held = lexicon({ widget: 20, parcel: 30, invoic: 40 }, 400);
    expect(searched('widget invoice parcel', held)).toEqual(['widget', 'parcel', 'invoic']);
  });
});
