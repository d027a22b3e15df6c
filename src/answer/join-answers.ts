import type { Answer } from '../domain/passage.ts';

/**
 * One answer of those to the questions of a message, in their order, its citations numbered anew. Null where less than two
 * questions have an answer, where two are from one article (which is quoted best as a whole), or where a quote holds what looks like a marker, since then a number could
 * not be told from a word. As sure as the least sure of them. Pure.
 */
export function joinAnswers(answers: readonly Answer[]): Answer | null {
  const known = answers.filter(({ supported }) => supported);
  const [first, ...rest] = known;
  if (!first || rest.length === 0 || sharesArticle(known)) return null;
  if (known.some(({ citations }) => citations.some(({ quote }) => /\[\d{1,3}\]/.test(quote)))) return null;
  let offset = 0;
  const parts = known.map(({ text, citations }) => {
    const before = offset;
    offset += Math.max(0, ...citations.map(({ n }) => n));
    return {
      text: text.replace(/\[(\d{1,3})\]/g, (_, n) => `[${Number(n) + before}]`),
      citations: citations.map((one) => ({ ...one, n: one.n + before })),
    };
  });
  return {
    ...first,
    text: parts.map(({ text }) => text).join('\n\n'),
    citations: parts.flatMap(({ citations }) => citations),
    confidence: Math.min(...known.map(({ confidence }) => confidence)),
  };
}

function sharesArticle(answers: readonly Answer[]): boolean {
  const articles = answers.flatMap(({ citations }) => [...new Set(citations.map((one) => one.articleId))]);
  return new Set(articles).size < articles.length;
}
