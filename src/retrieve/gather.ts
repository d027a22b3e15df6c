import { type Audience, EVERYBODY } from '../domain/audience.ts';
import { AppError } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';
import type { MinedSynonym, SynonymDecision } from '../domain/mined-synonyms.ts';
import { type AnalysedChunks, analysedTerms } from './analysed-chunks.ts';
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
import type { NeighbourReader } from './with-neighbours.ts';
import type { WordMeanings } from './word-meanings.ts';

/** A chunk as the index returns it. */
export interface FoundPassage {
  chunkId: string;
  articleId: string;
  ordinal: number;
  locale: string | null;
  tags: readonly string[];
  lead: readonly string[];
  /** `YYYY-MM-DD`, when its article was last changed or found right; null or absent: not known. */
  freshOn?: string | null;
  articleVersion: number;
  title: string;
  heading: string;
  url: string | null;
  /** UTF-16 offset of `text` in the article's text. */
  start: number;
  text: string;
}

/**
 * Which articles a search is for: of one of these audiences, with one of the tags, about one of the products (none: any), and none
 * whose last day is over (`today` null: whatever their days).
 */
export interface SearchScope {
  audience: readonly Audience[];
  tags: readonly string[];
  products: readonly string[];
  today: string | null;
}

/** What search needs of the index; without `around` no passage is joined with its neighbours. `null`: the organization has no knowledge, or it changed since `version`. */
export interface KnowledgeReader extends Partial<NeighbourReader> {
  /** `repaired`: of which terms that no chunk holds it shall say what is spelled like them. */
  lexicon(
    organizationId: string,
    terms: readonly string[],
    repaired: readonly string[],
  ): Promise<Lexicon | null>;
  find(
    request: SearchScope & {
      organizationId: string;
      version: number;
      terms: readonly string[];
      limit: number;
    },
  ): Promise<FoundPassage[] | null>;
  /** Those of the named chunks that are served and in scope; in any order. */
  chunks(
    organizationId: string,
    wanted: readonly { articleId: string; chunkId: string }[],
    scope: SearchScope,
  ): Promise<FoundPassage[]>;
  /** What the organization's articles say to mean the same, and in which version of its knowledge. */
  minedSynonyms?(organizationId: string): Promise<{ version: number; pairs: readonly MinedSynonym[] } | null>;
}

/** What search needs of the world. */
export interface SearchDeps {
  index: KnowledgeReader;
  /** Terms of chunks found lately; only speed depends on it. */
  analysed?: AnalysedChunks;
  /** What words mean; absent or null: chunks are ordered without. */
  meanings?(): Promise<WordMeanings | null>;
  /** Chunks whose vectors are near the question's, nearest first; null where nothing is embedded or nobody answers in time. */
  similar?(request: SearchRequest): Promise<readonly SimilarChunk[] | null>;
}

export interface SimilarChunk {
  chunkId: string;
  articleId: string;
  /** Cosine, -1..1. */
  score: number;
}

export interface SearchRequest {
  organizationId: string;
  query: string;
  /** Passages wanted; a search gives at most 50. */
  limit: number;
  /** Preferred, not required: an article in another language is better than none. */
  locale?: string | null;
  /** Required: an article must have one of them. */
  tags?: readonly string[];
  /** Required: an article must be for one of them. Absent: what is for everybody. */
  audience?: readonly Audience[];
  /** An article must be about one of them, or about no product in particular. */
  products?: readonly string[];
  /** `YYYY-MM-DD`: what is told until a day before is not found. Absent: days play no part. */
  today?: string;
  /** Whether of otherwise equal passages the newer comes first, where `today` is given. */
  preferNewer?: boolean;
  /** The organization's own words for the same thing. */
  synonyms?: SynonymTable;
  /** What its admins decided about pairs of names that were mined from its articles. */
  decisions?: readonly SynonymDecision[];
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
  /** Of the knowledge base in which all candidates were found; null where vectors added some. */
  version: number | null;
}

/**
 * The chunks that hold what a question asks for; null where there is no question or no knowledge. Throws `storage_unavailable`
 * only when the knowledge base changes faster than it can be read.
 */
export async function gather(request: SearchRequest, deps: SearchDeps): Promise<Gathered | null> {
  const text = request.query.slice(0, LIMITS.queryChars).toWellFormed();
  const question = parseQuestion(text, request.synonyms ?? NO_SYNONYMS, request.locale ?? null);
  if (question.terms.length === 0) return null;
  const { sequence, long } = question;
  const near = deps.similar?.(request) ?? null;
  const meant = deps.meanings?.() ?? null;
  const wanted = lookedUpTerms(question);
  const repaired = question.terms.map((one) => one.term);
  for (let attempt = 0; attempt < GATHER.attempts; attempt += 1) {
    const lexicon = await deps.index.lexicon(request.organizationId, wanted, repaired);
    if (lexicon === null || lexicon.chunks === 0) return null;
    const { averageTerms } = lexicon;
    const terms = weighTerms(question.terms, lexicon);
    const searched = searchedTerms(terms, question, lexicon);
    const meanings = await meant;
    const asked = { terms, sequence, averageTerms, locale: request.locale ?? null, long, meanings };
    const limit = Math.max(long ? GATHER.longCandidates : GATHER.candidates, request.limit);
    const find = (wanted: readonly string[]) =>
      deps.index.find({
        organizationId: request.organizationId,
        version: lexicon.version,
        terms: wanted,
        ...scopeOf(request),
        limit,
      });
    let found = searched.length === 0 ? [] : await find(searched);
    // Common words that never stand together are looked for apart, which takes longer.
    if (found?.length === 0 && searched.some((term) => term.includes('&')))
      found = await find(searched.flatMap((term) => term.split('&')));
    if (found === null) continue;
    const all = await withSimilar(found, await near, request, deps);
    const version = near === null ? lexicon.version : null;
    return { ...asked, version, candidates: all.map((one) => withTerms(one, deps.analysed)) };
  }
  throw new AppError(
    'storage_unavailable',
    'the knowledge base changed during every attempt at searching it',
  );
}

/** Which articles a request is for; what it does not say narrows nothing, but internal and partners' articles are asked for by name. */
export function scopeOf({
  audience = EVERYBODY,
  tags = [],
  products = [],
  today = null,
}: Pick<SearchRequest, 'audience' | 'tags' | 'products'> & { today?: string | null }): SearchScope {
  return { audience, tags, products, today };
}

/** Adds the chunks that are near by meaning, and says of each how near it is. */
async function withSimilar(
  found: readonly FoundPassage[],
  near: readonly SimilarChunk[] | null,
  request: SearchRequest,
  { index }: SearchDeps,
): Promise<(FoundPassage & { similarity?: number })[]> {
  const nearest = near?.[0]?.score ?? 0;
  if (near === null || nearest <= 0) return [...found];
  const known = new Set(found.map((one) => one.chunkId));
  const wanted = near.filter((one) => !known.has(one.chunkId));
  const others =
    wanted.length > 0 ? await index.chunks(request.organizationId, wanted, scopeOf(request)) : [];
  const scores = new Map(near.map((one) => [one.chunkId, Math.max(0, one.score) / nearest]));
  return [...found, ...others].map((one) => ({
    ...one,
    similarity: scores.get(one.chunkId) ?? 0,
  }));
}

/** Headings of link lists, in the languages of the interface. */
const NAVIGATION =
  /(?:^|> )(?:related|see also|further reading|more (?:articles|information|help)|next steps?$|art[ií]culos relacionados|articles connexes|siehe auch|verwandte|artigos relacionados|相关文章)[^>]*$/i;

function withTerms(
  found: FoundPassage & { similarity?: number },
  analysed: AnalysedChunks | undefined,
): Analysed {
  const terms = analysed ? analysed.of(found) : analysedTerms(found);
  return { ...found, navigation: NAVIGATION.test(found.heading), terms };
}
