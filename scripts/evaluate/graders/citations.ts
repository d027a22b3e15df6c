import { answerSentences } from '../../../src/answer/ground-sentences.ts';
import type { Citation } from '../../../src/domain/message.ts';
import type { GradedAnswer } from './graded-answer.ts';

/** The stored text of a version of an article, and the id by which questions name the article. */
export interface CitedArticle {
  text: string;
  externalId: string;
}

export interface CitationsGrade {
  /** Quotes that are not the slice of the stored text that they say they are. */
  inexact: number;
  /** Markers `[n]` without a citation, and citations without a marker. */
  dangling: number;
  /** Sentences that no marker covers. */
  unmarked: number;
  /** A right article is among the cited ones; null where none is known. */
  right: boolean | null;
}

/** Whether an answer's sources stand where it says, and are the right ones. `articles`: external ids of those that answer. Pure. */
export function gradeCitations(
  { text, citations }: Pick<GradedAnswer, 'text' | 'citations'>,
  articleOf: (citation: Citation) => CitedArticle | null,
  articles: readonly string[],
): CitationsGrade {
  const numbers = new Set([...text.matchAll(/\[(\d{1,3})\]/g)].map(([, n]) => Number(n)));
  const known = new Set(citations.map(({ n }) => n));
  const quoted = citations.map(({ quote }) => quote).join('\n');
  const lost = [...numbers].filter((n) => !known.has(n) && !quoted.includes(`[${n}]`));
  const cited = citations.map(articleOf);
  return {
    inexact: citations.filter((one, at) => !isExact(one, cited[at] ?? null)).length,
    dangling: lost.length + [...known].filter((n) => !numbers.has(n)).length,
    unmarked: answerSentences(text).filter((one) => one.cited.length === 0 && !/[?？؟]\s*$/.test(one.text))
      .length,
    right:
      articles.length === 0 ? null : cited.some((one) => one !== null && articles.includes(one.externalId)),
  };
}

function isExact({ quote, start, end }: Citation, article: CitedArticle | null): boolean {
  if (article === null || quote === '' || start === undefined || end === undefined) return false;
  return article.text.slice(start, end) === quote;
}
