import type { AskedQuestion, Candidate } from './chunk-features.ts';
import { tellingMost } from './query.ts';
import type { Ranked } from './rank.ts';

/** BM25's k1 and b over whole articles; what a title's word counts beside one of the text, and what a phrase counts. */
const SATURATION = 1.6;
const LENGTH_SHARE = 0.75;
const TITLE = 5;
const TITLE_PHRASE = 3;
const PHRASE = 1;
/** What a chunk that holds nothing keeps of its article's score: chunks are ordered within their article by what they hold. */
const LEAST_SHARE = 0.5;

interface ArticleTally {
  frequency: Map<string, number>;
  phrases: Map<string, number>;
  title: ReadonlySet<string>;
  length: number;
}

/**
 * Orders candidates for a long text (an e-mail, a story of many sentences) by what their articles say together: BM25 of the
 * article over words and neighbouring words, each counted as often as the text says it, for what a long text is about it says
 * more than once. Ties break by chunk id. Pure.
 */
export function rankLong<C extends Candidate>(
  candidates: readonly C[],
  question: AskedQuestion,
): Ranked<C>[] {
  const terms = tellingMost(question.terms);
  const words = new Map(terms.map((one) => [one.forms[0]?.term ?? '', one] as const));
  const rarity = (term: string) => words.get(term)?.idf ?? 0;
  const pairs = pairCounts(question.sequence, (term) => words.has(term));
  const articles = tallyArticles(candidates, words, pairs);
  const average = [...articles.values()].reduce((sum, one) => sum + one.length, 0) / (articles.size || 1);
  const total = terms.reduce((sum, one) => sum + one.idf * one.count, 0) || 1;
  const scoreArticle = (one: ArticleTally): number => {
    const norm = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * one.length) / (average || 1));
    const sat = (frequency: number) => (frequency * (SATURATION + 1)) / (frequency + norm);
    let sum = 0;
    for (const [word, { idf, count }] of words) {
      const frequency = (one.frequency.get(word) ?? 0) + (one.title.has(word) ? TITLE : 0);
      if (frequency > 0) sum += idf * count * sat(frequency);
    }
    for (const [pair, frequency] of one.phrases) {
      const [first = '', second = ''] = pair.split(' ');
      sum += PHRASE * Math.min(rarity(first), rarity(second)) * (pairs.get(pair) ?? 0) * sat(frequency);
    }
    return sum / total;
  };
  const scores = new Map([...articles].map(([id, one]) => [id, scoreArticle(one)] as const));
  const held = candidates.map((one) => {
    const distinct = new Set(one.terms.body);
    return terms.reduce((sum, { forms, idf, count }) => {
      return sum + (distinct.has(forms[0]?.term ?? '') ? idf * count : 0);
    }, 0);
  });
  const most = new Map<string, number>();
  candidates.forEach((one, index) => {
    most.set(one.articleId, Math.max(most.get(one.articleId) ?? 0, held[index] ?? 0));
  });
  return candidates
    .map((candidate, index) => {
      const own = (held[index] ?? 0) / (most.get(candidate.articleId) || 1);
      const share = candidate.navigation ? LEAST_SHARE : LEAST_SHARE + (1 - LEAST_SHARE) * own;
      const score = (scores.get(candidate.articleId) ?? 0) * share;
      return { candidate, score, coverage: (held[index] ?? 0) / total };
    })
    .sort((a, b) => b.score - a.score || (a.candidate.chunkId < b.candidate.chunkId ? -1 : 1));
}

function tallyArticles(
  candidates: readonly Candidate[],
  words: ReadonlyMap<string, unknown>,
  pairs: ReadonlyMap<string, number>,
): Map<string, ArticleTally> {
  const articles = new Map<string, ArticleTally>();
  for (const { articleId, terms } of candidates) {
    let article = articles.get(articleId);
    if (!article) {
      article = { frequency: new Map(), phrases: new Map(), title: new Set(terms.title), length: 0 };
      articles.set(articleId, article);
      countInto(terms.title, article, new Map(), pairs, TITLE_PHRASE);
    }
    article.length += terms.body.length;
    countInto(terms.body, article, words, pairs, 1);
  }
  return articles;
}

function countInto(
  terms: readonly string[],
  article: ArticleTally,
  words: ReadonlyMap<string, unknown>,
  pairs: ReadonlyMap<string, number>,
  worth: number,
): void {
  terms.forEach((term, index) => {
    if (words.has(term)) article.frequency.set(term, (article.frequency.get(term) ?? 0) + 1);
    const pair = `${term} ${terms[index + 1]}`;
    if (pairs.has(pair)) article.phrases.set(pair, (article.phrases.get(pair) ?? 0) + worth);
  });
}

/** How often the text says each pair of neighbouring words. */
function pairCounts(sequence: readonly string[], telling: (term: string) => boolean): Map<string, number> {
  const pairs = new Map<string, number>();
  sequence.slice(1).forEach((term, index) => {
    const before = sequence[index] ?? '';
    if (!telling(before) || !telling(term)) return;
    const pair = `${before} ${term}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  });
  return pairs;
}
