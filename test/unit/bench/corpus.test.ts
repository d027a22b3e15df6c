import { describe, expect, it } from 'vitest';
import { preparedArticles, sampleQuestions } from '../../../bench/retrieval/corpus.ts';
import { demoCollection } from '../../../scripts/evaluate/collections.ts';

const DEMO = demoCollection();
const SMALL = [{ ...DEMO, articles: DEMO.articles.slice(0, 5) }];
const WANTED = 60;

describe('the corpus that times are measured on', () => {
  it('is the same at every call, so that runs can be compared', () => {
    const texts = () => [...preparedArticles(SMALL, WANTED)].map((one) => one.text);
    expect(texts()).toEqual(texts());
    expect(sampleQuestions(SMALL, 20)).toEqual(sampleQuestions(SMALL, 20));
  });

  it('has every real article first, as many chunks as are wanted, and no two articles alike', () => {
    const articles = [...preparedArticles(SMALL, WANTED)];
    expect(articles.slice(0, 5).map((one) => one.articleId)).toEqual(
      SMALL[0]?.articles.map((one) => `${one.articleId}-demo`),
    );
    expect(articles.reduce((sum, one) => sum + one.chunks.length, 0)).toBeGreaterThanOrEqual(WANTED);
    expect(new Set(articles.map((one) => one.text)).size).toBe(articles.length);
  });

  it('is not cut below the real articles, where the questions are from', () => {
    const chunks = new Set(
      [...preparedArticles(SMALL, 1)].flatMap((one) => one.chunks.map(({ chunkId }) => chunkId)),
    );
    expect(sampleQuestions(SMALL, 20).every((one) => chunks.has(one.chunkId))).toBe(true);
  });
});
