import type { Answer } from '../domain/passage.ts';

/**
 * One answer of those to the questions of a message, in their order, its citations numbered anew. An article is quoted for the first
 * question that it answers. Null where that leaves less than two answers (one article is quoted best as a whole), or where a quote
 * holds what looks like a marker, since then a number could not be told from a word. As sure as the least sure of them. Pure.
 */
export function joinAnswers(answers: readonly Answer[]): Answer | null {
  const known = ofOtherArticles(answers.filter(({ supported }) => supported));
  const [first, ...rest] = known;
  if (!first || rest.length === 0) return null;
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

function ofOtherArticles(answers: readonly Answer[]): Answer[] {
  const quoted = new Set<string>();
  return answers.filter(({ citations }) => {
    const articles = citations.map((one) => one.articleId);
    if (articles.some((id) => quoted.has(id))) return false;
    for (const id of articles) quoted.add(id);
    return true;
  });
}
