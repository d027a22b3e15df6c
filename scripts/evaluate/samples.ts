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
  /** The first cited article is a right one; any cited one is. */
  right: boolean;
  cited: boolean;
  /** Rank of the first right article among those found, 0 first; -1: not found. */
  foundAt: number;
  /** False where the licence allows evaluation only. */
  mayFit: boolean;
  features: ConfidenceFeatures;
}

/**
 * Samples of a collection: its questions, with and without an answer; `kind` names the set. Parts are split by article, so that none is
 * fitted on and tested on.
 */
export async function samplesOf(collection: Collection, kind = 'written'): Promise<Sample[]> {
  const samples: Sample[] = [];
  if (collection.questions.length > 0) {
    const base = await knowledgeBase(collection.articles);
    for (const question of collection.questions) {
      samples.push(
        await sample(
          `${collection.name} ${kind}`,
          base,
          question,
          question.articles[0] ?? question.question,
          collection.mayFit,
        ),
      );
    }
    base.close();
  }
  return samples;
}

/** Questions of one collection that another is asked. */
const FOREIGN = 40;

/** Titles of one collection put to another as questions: none has an answer there. */
export async function foreignSamples(asked: Collection, of: Collection): Promise<Sample[]> {
  const base = await knowledgeBase(of.articles);
  const samples: Sample[] = [];
  const titles = asked.articles.filter((one) => one.locale === 'en' && one.title.includes(' '));
  for (const article of titles.filter((one) => hash(one.externalId) % 5 === 0).slice(0, FOREIGN)) {
    const question = { question: article.title, articles: [] };
    samples.push(
      await sample(`${of.name} foreign`, base, question, article.externalId, asked.mayFit && of.mayFit),
    );
  }
  base.close();
  return samples;
}

async function sample(
  set: string,
  base: KnowledgeBase,
  question: Question,
  key: string,
  mayFit: boolean,
): Promise<Sample> {
  const found = await base.find(question.question, 20);
  const { chosen, features } = weighAnswer(question.question, found, base);
  const ids = [...new Set(found.passages.map((one) => base.externalId(one.articleId)))];
  const first = chosen[0] ? base.externalId(chosen[0].passage.articleId) : '';
  return {
    set,
    question: question.question,
    part: partOf(question, key),
    mayFit,
    answerable: question.articles.length > 0,
    right: question.articles.includes(first),
    cited: chosen.some((one) => question.articles.includes(base.externalId(one.passage.articleId))),
    foundAt: ids.findIndex((id) => question.articles.includes(id)),
    features,
  };
}

/** What its authors kept for reporting is never fitted on; the rest is halved by article. */
function partOf({ part }: Question, key: string): Sample['part'] {
  if (part !== undefined) return part === 'test' ? 'test' : 'fit';
  return hash(key) % 2 === 0 ? 'fit' : 'test';
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
