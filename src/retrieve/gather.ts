import { AppError } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import { analyze } from './analyze.ts';
import { titleAndTags } from './article.ts';
import type { AskedQuestion, Candidate } from './chunk-features.ts';
import {
  type Lexicon,
  lookedUpTerms,
  parseQuestion,
  type QueryTerm,
  searchedTerms,
  weighTerms,
} from './query.ts';
import { NO_SYNONYMS, type SynonymTable } from './synonyms.ts';

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
  /** The organization's own words for the same thing. */
  synonyms?: SynonymTable;
}

export const GATHER = {
  /** Chunks that are ranked exactly: the right one is among the index's first 40 in all but a few of a thousand questions. */
  candidates: 40,
  /** The same for a long text, which is ranked by whole articles. */
  longCandidates: 200,
  /** Tries while articles are being replaced under the search. */
  attempts: 4,
} as const;

export type Analysed = FoundPassage & Candidate;

/** What a question asks, and the chunks that may answer it, in no order that matters. */
export interface Gathered extends AskedQuestion {
  terms: QueryTerm[];
  /** True for a text that is ranked by whole articles. */
  long: boolean;
  candidates: Analysed[];
}

/**
 * The chunks that hold what a question asks for; null where there is no question or no knowledge. Throws `storage_unavailable`
 * only when the knowledge base changes faster than it can be read.
 */
export async function gather(
  request: SearchRequest,
  deps: { index: KnowledgeReader },
): Promise<Gathered | null> {
  const text = request.query.slice(0, LIMITS.queryChars).toWellFormed();
  const question = parseQuestion(text, request.synonyms ?? NO_SYNONYMS);
  if (question.terms.length === 0) return null;
  const { sequence, long } = question;
  const wanted = lookedUpTerms(question);
  for (let attempt = 0; attempt < GATHER.attempts; attempt += 1) {
    const lexicon = await deps.index.lexicon(request.organizationId, wanted);
    if (lexicon === null || lexicon.chunks === 0) return null;
    const { averageTerms } = lexicon;
    const terms = weighTerms(question.terms, lexicon);
    const searched = searchedTerms(terms, question, lexicon);
    const asked = { terms, sequence, averageTerms, locale: request.locale ?? null, long };
    if (searched.length === 0) return { ...asked, candidates: [] };
    const found = await deps.index.find({
      organizationId: request.organizationId,
      version: lexicon.version,
      terms: searched,
      tags: request.tags ?? [],
      limit: Math.max(long ? GATHER.longCandidates : GATHER.candidates, request.limit),
    });
    if (found !== null) return { ...asked, candidates: found.map(withTerms) };
  }
  throw new AppError(
    'storage_unavailable',
    'the knowledge base changed during every attempt at searching it',
  );
}

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
