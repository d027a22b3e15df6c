import { expect, test } from 'vitest';
import { demoCollection } from '../../../scripts/evaluate/collections.ts';
import { knowledgeBase } from '../../../scripts/evaluate/knowledge-base.ts';
import { extractAnswer } from '../../../src/answer/extract.ts';
import { keepTraceable } from '../../../src/answer/trace.ts';
import { articleText } from '../../../src/retrieve/index-article.ts';

/** Every tenth demo question: a second's work; the evaluation asks all. */
const STEP = 10;
/** Milliseconds; the work is a second's where nothing else runs. */
const PATIENCE = 60_000;

test(
  'every quote to the demo questions stands where its citation says, and every sentence in a quote, without exception',
  async () => {
    const { articles, questions } = demoCollection();
    const texts = new Map(articles.map((one) => [one.articleId, articleText(one)]));
    const base = await knowledgeBase(articles);
    let quotes = 0;
    for (const { question } of questions.filter((_, index) => index % STEP === 0)) {
      const found = await base.find(question);
      const answer = extractAnswer({ question, found, threshold: 0 }, base);
      expect(keepTraceable(answer, null)).toEqual({ answer, dropped: 0 });
      for (const one of answer.citations) {
        quotes += 1;
        expect(texts.get(one.articleId)?.slice(one.start, one.end)).toBe(one.quote);
        expect(found.passages.some((passage) => passage.text.includes(one.quote))).toBe(true);
      }
    }
    expect(quotes).toBeGreaterThan(questions.length / STEP / 2);
    base.close();
  },
  PATIENCE,
);
