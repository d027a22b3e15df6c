import type { Collection } from '../../scripts/evaluate/collections.ts';
import { analyze } from '../../src/retrieve/analyze.ts';
import type { ArticleVersion, IndexedArticle } from '../../src/retrieve/article.ts';
import { articleText, prepareArticle } from '../../src/retrieve/index-article.ts';
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
 * Articles without end: the real ones, then variants of them, the same text with 30 % of its words replaced by words drawn from
 * the whole corpus by frequency, so that lengths and frequencies stay natural and no two are equal. The same at every call.
 */
export function* corpusArticles(collections: readonly Collection[]): Generator<ArticleVersion> {
  const sources = realArticles(collections);
  yield* sources;
  const words = sources.flatMap((one) => articleText(one).match(/\p{L}{3,}/gu) ?? []);
  if (words.length === 0) return;
  const random = seeded(20_261_122);
  const swap = (text: string) =>
    text.replace(/\p{L}{3,}/gu, (word) =>
      random() < REPLACED ? (words[Math.floor(random() * words.length)] ?? word) : word,
    );
  for (let round = 1; ; round += 1) {
    for (const source of sources) {
      const articleId = `${source.articleId}-${round}`;
      yield { ...source, articleId, title: swap(source.title), body: swap(source.body) };
    }
  }
}

/**
 * All real articles, and as many variants as it takes to have at least `chunks` chunks; one at a time, so that 100,000 need not be
 * held.
 */
export function* preparedArticles(
  collections: readonly Collection[],
  chunks: number,
): Generator<IndexedArticle> {
  let made = 0;
  let left = realArticles(collections).length;
  for (const article of corpusArticles(collections)) {
    const prepared = prepareArticle(article);
    yield prepared;
    made += prepared.chunks.length;
    left -= 1;
    if (left <= 0 && made >= chunks) return;
  }
}

/** All articles of a corpus at once. */
export function buildCorpus(collections: readonly Collection[], wanted: number): Corpus {
  const articles = [...preparedArticles(collections, wanted)];
  const count = (list: readonly IndexedArticle[]) => list.reduce((sum, one) => sum + one.chunks.length, 0);
  return {
    articles,
    chunks: count(articles),
    real: count(articles.slice(0, realArticles(collections).length)),
  };
}

function realArticles(collections: readonly Collection[]): ArticleVersion[] {
  return collections.flatMap((one) =>
    one.articles.map((article) => ({ ...article, articleId: `${article.articleId}-${one.name}` })),
  );
}

/** A question whose answer is known: the words were taken from this chunk. */
export interface SampledQuestion {
  question: string;
  chunkId: string;
}

/** Questions of 3 to 8 words, each picked in order from one sentence of one real chunk, by a seeded sampler. */
export function sampleQuestions(collections: readonly Collection[], count: number): SampledQuestion[] {
  const random = seeded(4);
  const chunks = realArticles(collections).flatMap((one) => prepareArticle(one).chunks);
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
