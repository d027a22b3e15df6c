import type { ConfidenceFeatures } from '../../src/answer/confidence.ts';
import { weighAnswer } from '../../src/answer/extract.ts';
import type { Collection, Question } from './collections.ts';
import { type KnowledgeBase, knowledgeBase } from './knowledge-base.ts';

/** One question put to one knowledge base, with the evidence and whether the answer would be right. */
export interface Sample {
  set: string;
  question: string;
  part: 'fit' | 'test';
  answerable: boolean;
  /** The first cited article is a right one. */
  right: boolean;
  features: ConfidenceFeatures;
}

/** Questions made of titles per knowledge base: enough to measure to a few per cent. */
const TITLES = 240;

/**
 * Samples of a collection: its written questions; and, of a real help centre, titles of articles that were left out of the
 * knowledge base, which therefore has no answer to them. Parts are split by article, so that none is fitted on and tested on.
 */
export async function samplesOf(collection: Collection): Promise<Sample[]> {
  const samples: Sample[] = [];
  if (collection.questions.length > 0) {
    const base = await knowledgeBase(collection.articles);
    for (const question of collection.questions) {
      samples.push(
        await sample(`${collection.name} written`, base, question, question.articles[0] ?? question.question),
      );
    }
    base.close();
  }
  if (collection.name === 'demo') return samples;
  const english = collection.articles.filter((one) => one.locale === null || one.locale === 'en');
  const kept = english.filter((one) => hash(`half ${one.externalId}`) % 2 === 0);
  const base = await knowledgeBase(kept);
  const step = Math.max(1, Math.floor(english.length / TITLES));
  for (const article of english.filter(
    (one, index) => index % step === 0 && !kept.includes(one) && one.title.split(' ').length >= 3,
  )) {
    const question = { question: article.title, articles: [] };
    samples.push(await sample(`${collection.name} titles`, base, question, article.externalId));
  }
  base.close();
  return samples;
}

/** Questions about one collection put to another: none has an answer. */
export async function foreignSamples(asked: Collection, of: Collection): Promise<Sample[]> {
  const base = await knowledgeBase(of.articles);
  const samples: Sample[] = [];
  for (const article of asked.articles
    .filter((one) => one.locale === 'en' && hash(one.externalId) % 7 === 0)
    .slice(0, 60)) {
    const question = { question: article.title, articles: [] };
    samples.push(await sample(`${of.name} foreign`, base, question, article.externalId));
  }
  base.close();
  return samples;
}

async function sample(set: string, base: KnowledgeBase, question: Question, key: string): Promise<Sample> {
  const found = await base.find(question.question);
  const { chosen, features } = weighAnswer(question.question, found, base);
  const first = chosen[0] ? base.externalId(chosen[0].passage.articleId) : '';
  return {
    set,
    question: question.question,
    part: hash(key) % 2 === 0 ? 'fit' : 'test',
    answerable: question.articles.length > 0,
    right: question.articles.includes(first),
    features,
  };
}

/** FNV-1a, 32 bits, finished so that near keys fall apart: a split that never changes. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
}
