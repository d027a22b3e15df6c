import { AppError } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import type { Passage, SearchResult } from '../domain/passage.ts';
import { analyze } from './analyze.ts';
import { titleAndTags } from './article.ts';
import {
  type Lexicon,
  lookedUpTerms,
  parseQuestion,
  type QueryTerm,
  searchedTerms,
  weighTerms,
} from './query.ts';
import { type Candidate, type Ranked, rank } from './rank.ts';

/** A chunk as the index returns it. */
export interface FoundPassage {
  chunkId: string;
  articleId: string;
  ordinal: number;
  locale: string | null;
  tags: readonly string[];
  lead: readonly string[];
  articleVersion: number;
  title: string;
  heading: string;
  url: string | null;
  /** UTF-16 offset of `text` in the article's text. */
  start: number;
  text: string;
}

/** What search needs of the index. `null`: the organization has no knowledge, or it changed since `version`. */
export interface KnowledgeReader {
  lexicon(organizationId: string, terms: readonly string[]): Promise<Lexicon | null>;
  find(request: {
    organizationId: string;
    version: number;
    terms: readonly string[];
    tags: readonly string[];
    limit: number;
  }): Promise<FoundPassage[] | null>;
}

export interface SearchRequest {
  organizationId: string;
  query: string;
  /** Passages wanted, at most `SEARCH.limitMax`. */
  limit: number;
  /** Preferred, not required: an article in another language is better than none. */
  locale?: string | null;
  /** Required: an article must have one of them. */
  tags?: readonly string[];
}

export const SEARCH = {
  limitMax: 50,
  /** Chunks that are ranked exactly: the right one is among the index's first 40 in all but a few of a thousand questions. */
  candidates: 40,
  /** Tries while articles are being replaced under the search. */
  attempts: 4,
} as const;

const NOTHING: SearchResult = {
  passages: [],
  terms: [],
  signals: { coverage: 0, known: 0, strength: 0, margin: 0 },
};

/**
 * The passages of an organization's knowledge that best match a question, with the signals that confidence is computed
 * from. Deterministic. Throws `storage_unavailable` only when the knowledge base changes faster than it can be read.
 */
export async function search(
  request: SearchRequest,
  deps: { index: KnowledgeReader },
): Promise<SearchResult> {
  const question = parseQuestion(request.query.slice(0, LIMITS.queryChars).toWellFormed());
  if (question.terms.length === 0) return NOTHING;
  const wanted = lookedUpTerms(question);
  for (let attempt = 0; attempt < SEARCH.attempts; attempt += 1) {
    const lexicon = await deps.index.lexicon(request.organizationId, wanted);
    if (lexicon === null || lexicon.chunks === 0) return NOTHING;
    const weighed = weighTerms(question.terms, lexicon);
    const searched = searchedTerms(weighed, question.sequence, lexicon);
    if (searched.length === 0) return { ...NOTHING, terms: weighed };
    const limit = Math.min(Math.max(1, request.limit), SEARCH.limitMax);
    const found = await deps.index.find({
      organizationId: request.organizationId,
      version: lexicon.version,
      terms: searched,
      tags: request.tags ?? [],
      limit: Math.max(SEARCH.candidates, limit),
    });
    if (found === null) continue;
    const { averageTerms } = lexicon;
    const ranked = rank(found.map(withTerms), {
      terms: weighed,
      sequence: question.sequence,
      averageTerms,
      locale: request.locale ?? null,
    });
    return result(ranked.slice(0, Math.max(limit, 5)), weighed, limit);
  }
  throw new AppError(
    'storage_unavailable',
    'the knowledge base changed during every attempt at searching it',
  );
}

type Analysed = FoundPassage & Candidate;

/** Headings of link lists, in the languages of the interface. */
const NAVIGATION =
  /(?:^|> )(?:related|see also|further reading|more (?:articles|information|help)|next steps?$|art[ií]culos relacionados|articles connexes|siehe auch|verwandte|artigos relacionados|相关文章)[^>]*$/i;

/** Analyses what was found, as it was when it was indexed; cheaper than to store and send every term twice. */
function withTerms(found: FoundPassage): Analysed {
  return {
    ...found,
    navigation: NAVIGATION.test(found.heading),
    terms: {
      title: analyze(titleAndTags(found.title, found.tags)),
      heading: analyze(found.heading),
      context: found.ordinal === 0 ? [] : found.lead,
      body: analyze(found.text),
    },
  };
}

function result(ranked: Ranked<Analysed>[], terms: QueryTerm[], limit: number): SearchResult {
  const total = terms.reduce((sum, one) => sum + one.idf, 0);
  const known = terms.reduce((sum, one) => sum + (one.known ? one.idf : 0), 0);
  const best = ranked[0]?.score ?? 0;
  const fifth = ranked[4]?.score ?? 0;
  return {
    passages: ranked.slice(0, limit).map(toPassage),
    terms,
    signals: {
      coverage: ranked[0]?.coverage ?? 0,
      known: total > 0 ? known / total : 0,
      strength: total > 0 ? best / (total * TYPICAL_SCORE) : 0,
      margin: best > 0 ? (best - fifth) / best : 0,
    },
  };
}

/** Score of a good passage per unit of the question's information: the median over the written questions. */
const TYPICAL_SCORE = 2.6;

function toPassage(ranked: Ranked<FoundPassage>): Passage {
  const { chunkId, articleId, articleVersion, ordinal, title, heading, url, start, text } = ranked.candidate;
  return {
    chunkId,
    articleId,
    articleVersion,
    ordinal,
    title,
    heading,
    url,
    start,
    text,
    score: ranked.score,
  };
}
