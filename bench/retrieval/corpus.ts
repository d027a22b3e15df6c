import type { Collection } from '../../scripts/evaluate/collections.ts';
import { analyze } from '../../src/retrieve/analyze.ts';
import type { IndexedArticle } from '../../src/retrieve/article.ts';
import { prepareArticle } from '../../src/retrieve/index-article.ts';
import { seeded } from './seeded.ts';

export interface Corpus {
  articles: IndexedArticle[];
  chunks: number;
  /** Chunks that are as their authors wrote them; the rest are variants. */
  real: number;
}

/** Share of a variant's words that are replaced. */
const REPLACED = 0.3;

/**
 * Chunks of real articles, filled up to `wanted` with variants of them: the same text with 30 % of its words replaced by words
 * drawn from the whole corpus by frequency, so that lengths and frequencies stay natural and no two chunks are equal.
 */
export function buildCorpus(collections: readonly Collection[], wanted: number): Corpus {
  const sources = collections.flatMap((one) =>
    one.articles.map((article) => ({ ...article, articleId: `${article.articleId}-${one.name}` })),
  );
  const articles = sources.map(prepareArticle);
  const real = articles.reduce((sum, one) => sum + one.chunks.length, 0);
  const words = articles.flatMap((one) => one.text.match(/\p{L}{3,}/gu) ?? []);
  const random = seeded(20_261_122);
  let chunks = real;
  for (let round = 1; chunks < wanted; round += 1) {
    for (const source of sources) {
      if (chunks >= wanted) break;
      const swap = (text: string) =>
        text.replace(/\p{L}{3,}/gu, (word) =>
          random() < REPLACED ? (words[Math.floor(random() * words.length)] ?? word) : word,
        );
      const variant = prepareArticle({
        ...source,
        articleId: `${source.articleId}-${round}`,
        title: swap(source.title),
        body: swap(source.body),
      });
      articles.push(variant);
      chunks += variant.chunks.length;
    }
  }
  return { articles, chunks, real };
}

/** A question whose answer is known: the words were taken from this chunk. */
export interface SampledQuestion {
  question: string;
  chunkId: string;
}

/** Questions of 3 to 8 words, each picked in order from one sentence of one real chunk, by a seeded sampler. */
export function sampleQuestions(corpus: Corpus, count: number): SampledQuestion[] {
  const random = seeded(4);
  const chunks = corpus.articles.flatMap((one) => one.chunks).slice(0, corpus.real);
  const questions: SampledQuestion[] = [];
  while (questions.length < count) {
    const chunk = chunks[Math.floor(random() * chunks.length)];
    const sentences = chunk?.text.split(/[.!?\n]+\s/).filter((one) => analyze(one).length >= 4) ?? [];
    const sentence = sentences[Math.floor(random() * sentences.length)];
    if (!chunk || !sentence) continue;
    const words = sentence.match(/[\p{L}\p{N}][\p{L}\p{N}_'’-]*/gu) ?? [];
    const size = 3 + Math.floor(random() * 6);
    const start = Math.floor(random() * Math.max(1, words.length - size));
    const picked = words.slice(start, start + size);
    if (picked.length >= 3 && analyze(picked.join(' ')).length >= 2) {
      questions.push({ question: picked.join(' '), chunkId: chunk.chunkId });
    }
  }
  return questions;
}
