import { describe, expect, test } from 'vitest';
import {
  type Lexicon,
  parseQuestion,
  QUERY,
  searchedTerms,
  weighTerms,
} from '../../../src/retrieve/query.ts';
import { synonymTable } from '../../../src/retrieve/synonyms.ts';

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
  return searchedTerms(weighTerms(question.terms, held), { ...question, sequence: [] }, held);
}

describe('what the index is asked for', () => {
  test('the rarest terms come first, and those that would make it look at too many chunks are left out', () => {
    const held = lexicon({ widget: 20, parcel: QUERY.postings - 30, invoic: 1_000 }, 100_000);
    expect(searched('widget invoice parcel', held)).toEqual(['widget', 'invoic']);
  });

  test('terms that are too common are searched for where they stand together', () => {
    const held = lexicon({ widget: QUERY.postings * 2, parcel: QUERY.postings * 2 }, QUERY.postings * 2);
    expect(searched('widget parcel', held)).toEqual(['parcel&widget']);
  });

  test('a small knowledge base is searched for every term', () => {
    const held = lexicon({ widget: 20, parcel: 30, invoic: 40 }, 400);
    expect(searched('widget invoice parcel', held)).toEqual(['widget', 'parcel', 'invoic']);
  });
});

describe('what a question means by its words', () => {
  const forms = (
    query: string,
    frequency: Record<string, number>,
    own?: Parameters<typeof parseQuestion>[1],
  ) =>
    weighTerms(parseQuestion(query, own).terms, lexicon(frequency, 100)).flatMap((one) =>
      one.forms.map((form) => form.term),
    );

  test('a saying stands for the word that documentation has for it', () => {
    expect(forms('my account was turned off', { account: 5, deactiv: 2 })).toContain('deactiv');
  });

  test('a saying of function words alone is searched for by what it stands for', () => {
    expect(forms('can I be in it at once', { bulk: 3 })).toContain('bulk');
    expect(forms('How do I take over a chat?', { chat: 9, takeov: 2, take: 5 })).toEqual(
      expect.arrayContaining(['takeov', 'take']),
    );
  });

  test('words that the organization declares the same find each other', () => {
    const own = synonymTable([['widget', 'gizmo']]);
    expect(forms('broken gizmo', { widget: 4 }, own)).toContain('widget');
    expect(forms('broken gizmo', { widget: 4 })).not.toContain('widget');
  });
});

describe('a text of many sentences', () => {
  const words = Array.from({ length: 60 }, (_, at) => `topic${String.fromCharCode(97 + (at % 26))}${at}`);

  test('is searched by what it says most, not by its rarest words', () => {
    const held = lexicon(Object.fromEntries([['invoic', 50], ...words.map((word) => [word, 20])]), 10_000);
    const story = `${words.join(' ')} ${'invoice '.repeat(6)}`;
    expect(parseQuestion(story).long).toBe(true);
    expect(searched(story, held)[0]).toBe('invoic');
  });

  test('looks at a bounded number of chunks', () => {
    const held = lexicon(Object.fromEntries(words.map((word) => [word, QUERY.longPostings / 4])), 1_000_000);
    expect(searched(words.join(' '), held)).toHaveLength(4);
  });
});
