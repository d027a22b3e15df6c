import { describe, expect, test } from 'vitest';
import type { Passage, SearchResult } from '../../../src/domain/passage.ts';
import { mergeResults } from '../../../src/retrieve/merge-results.ts';

function passage(chunkId: string): Passage {
  return {
    chunkId,
    articleId: 'art_1',
    articleVersion: 1,
    ordinal: 0,
    title: '',
    heading: '',
    url: null,
    start: 0,
    text: chunkId,
    score: 1,
  };
}

function result(ids: string, coverage: number): SearchResult {
  return {
    passages: [...ids].map(passage),
    terms: [],
    signals: { coverage, known: 1, strength: 1, margin: 0 },
  };
}

const ids = ({ passages }: SearchResult) => passages.map((one) => one.chunkId).join('');

describe('several searches for one message', () => {
  test('give the best of each first, none twice, and no more than one search does', () => {
    expect(ids(mergeResults([result('abc', 0.2), result('bd', 0.4)]))).toBe('abdc');
    expect(ids(mergeResults([result('abcdefgh', 0.2), result('ijklmnop', 0.4)]))).toBe('aibjckdl');
  });

  test('carry the signals of the one that covers its question best', () => {
    expect(mergeResults([result('a', 0.2), result('b', 0.4)]).signals.coverage).toBe(0.4);
  });

  test('one alone stays as it is', () => {
    const one = result('ab', 0.3);
    expect(mergeResults([one])).toBe(one);
  });
});
