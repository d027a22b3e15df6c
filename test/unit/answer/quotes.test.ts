import { expect, test } from 'vitest';
import { demoCollection } from '../../../scripts/evaluate/collections.ts';
import { knowledgeBase } from '../../../scripts/evaluate/knowledge-base.ts';
import { extractAnswer } from '../../../src/answer/extract.ts';
import { articleText } from '../../../src/retrieve/index-article.ts';

/** Every tenth demo question: a second's work; the evaluation asks all. */
const STEP = 10;

test('every quote to the demo questions is an exact span of its passage and of its article, without exception', async () => {
  const { articles, questions } = demoCollection();
  const texts = new Map(articles.map((one) => [one.articleId, articleText(one)]));
  const base = await knowledgeBase(articles);
  let quotes = 0;
  for (const { question } of questions.filter((_, index) => index % STEP === 0)) {
    const found = await base.find(question);
    for (const one of extractAnswer({ question, found, threshold: 0 }, base).citations) {
      quotes += 1;
      expect(texts.get(one.articleId)).toContain(one.quote);
      expect(found.passages.some((passage) => passage.text.includes(one.quote))).toBe(true);
    }
  }
  expect(quotes).toBeGreaterThan(questions.length / STEP / 2);
  base.close();
});
