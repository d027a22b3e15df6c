import type { Passage, SearchResult } from '../domain/passage.ts';
import { foldDuplicates } from './compare/fold-duplicates.ts';
import { type Analysed, type FoundPassage, gather, type SearchDeps, type SearchRequest } from './gather.ts';
import { inAllWordings } from './in-all-wordings.ts';
import { preferNewer } from './prefer-newer.ts';
import type { QueryTerm } from './query.ts';
import { type Ranked, rank } from './rank.ts';
import { rankLong } from './rank-long.ts';
import { withNeighbours } from './with-neighbours.ts';

/** Passages of a search, at most: nobody reads more, and each carries its text. */
const PASSAGES_MAX = 50;
/** Passages that the signals are computed from. */
const SIGNAL_PASSAGES = 5;

/** Further passages that take the place of those that say the same as a better one. */
const SPARE = 3;

const NOTHING: SearchResult = {
  passages: [],
  terms: [],
  signals: { coverage: 0, known: 0, strength: 0, margin: 0 },
};

/**
 * The passages of an organization's knowledge that best match a question, with the signals that confidence is computed
 * from. Deterministic. Throws `storage_unavailable` only when the knowledge base changes faster than it can be read.
 */
export async function search(request: SearchRequest, deps: SearchDeps): Promise<SearchResult> {
  const limit = Math.min(Math.max(1, request.limit), PASSAGES_MAX);
  const best = await inAllWordings({ ...request, limit }, deps.index, (asked) =>
    searchOnce(asked, limit, deps),
  );
  const passages = await withNeighbours(best.passages, request.organizationId, deps.index);
  return { ...best, passages };
}

async function searchOnce(request: SearchRequest, limit: number, deps: SearchDeps): Promise<SearchResult> {
  const found = await gather(request, deps);
  if (found === null) return NOTHING;
  const version = found.version === null ? {} : { version: found.version };
  if (found.candidates.length === 0) return { ...NOTHING, terms: found.terms, ...version };
  const order = found.long ? rankLong<Analysed> : rank<Analysed>;
  const wanted = Math.max(limit, SIGNAL_PASSAGES);
  const ordered = order(found.candidates, found);
  const { today, preferNewer: isWanted = true } = request;
  const fresh = today !== undefined && isWanted ? preferNewer(ordered, today) : ordered;
  const ranked = withoutDuplicates(fresh.slice(0, wanted + SPARE));
  return { ...result(ranked.slice(0, wanted), found.terms, limit), ...version };
}

/** What another article of the same language says in the same words takes no place. */
function withoutDuplicates(ranked: Ranked<Analysed>[]): Ranked<Analysed>[] {
  const passages = ranked.map((one) => ({ ...one, articleId: one.candidate.articleId }));
  const languages = Map.groupBy(passages, (one) => one.candidate.locale).values();
  const kept = new Set(
    [...languages].flatMap((list) =>
      foldDuplicates(list, (one) => one.candidate.terms.body).map((one) => one.kept),
    ),
  );
  return passages.filter((one) => kept.has(one));
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
      strength: best > 0 ? Math.log(best) / TYPICAL_LOG_SCORE : 0,
      margin: best > 0 ? (best - fifth) / best : 0,
    },
  };
}

/** Natural logarithm of the score of a good passage: the median over the written questions. */
const TYPICAL_LOG_SCORE = 2;

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
