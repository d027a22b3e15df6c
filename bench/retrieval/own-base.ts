import type { Collection } from '../../scripts/evaluate/collections.ts';
import { type KnowledgeBase, knowledgeBase } from '../../scripts/evaluate/knowledge-base.ts';
import { askedPart } from '../../src/answer/asked-part.ts';
import { extractAnswer } from '../../src/answer/extract.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/organization.ts';
import type { Answer } from '../../src/domain/passage.ts';

/** A collection indexed by the product, asked as the product asks. */
export interface OwnBase {
  /** External ids of the articles found, best first. */
  articles(question: string): Promise<string[]>;
  /** What a turn would answer, also where the product would rather say that it does not know. */
  answer(question: string): Promise<Answer>;
  /** External id of an article. */
  externalId(articleId: string): string;
  close(): void;
}

/** As many passages as search gives: the more, the more articles. */
const ALL = 50;

export async function ownBase(collection: Collection): Promise<OwnBase> {
  const base = await knowledgeBase(collection.articles);
  return {
    async articles(question) {
      const { passages } = await base.find(question, ALL);
      return [...new Set(passages.map((one) => base.externalId(one.articleId)))];
    },
    answer: (question) => answerAsTurn(question, base),
    externalId: (id) => base.externalId(id),
    close: () => base.close(),
  };
}

/** The order of `src/turn.ts`: the whole message, then the part that asks, where the whole is not supported. */
async function answerAsTurn(question: string, base: KnowledgeBase): Promise<Answer> {
  const enough = (answer: Answer) => answer.confidence >= DEFAULT_SETTINGS.answerThreshold;
  const whole = await answerTo(question, base);
  const asked = enough(whole) ? null : askedPart(question);
  if (asked === null) return whole;
  const part = await answerTo(asked, base);
  return enough(part) ? part : whole;
}

async function answerTo(question: string, base: KnowledgeBase): Promise<Answer> {
  return extractAnswer({ question, found: await base.find(question), threshold: 0 }, base);
}
