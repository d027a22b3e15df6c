import type { SearchResult } from '../domain/passage.ts';
import { type SearchRequest, scopeOf } from './gather.ts';

/** Results kept in an isolate: at 8 passages of 1 to 2 KB about 3 MB of its 128. */
const RESULTS = 200;
/** UTF-16 units of passages of a result that is kept: 200 of the largest are 16 MB. */
const KEPT_CHARS = 40_000;

export interface ResultCacheDeps {
  /** The version of an organization's knowledge base; rises with every change. Null: it has none. */
  version(organizationId: string): Promise<number | null>;
  search(request: SearchRequest): Promise<SearchResult>;
}

/**
 * Results of questions that were asked before, least recently asked forgotten first. Exact: a result says in which version of the
 * knowledge base it was found, and is served only while that is the present one, which is asked for every time; and on the day only on
 * which it was found, since with the day some articles end and all grow older.
 */
export class ResultCache {
  private readonly kept = new Map<string, SearchResult>();

  async search(request: SearchRequest, deps: ResultCacheDeps): Promise<SearchResult> {
    const key = keyOf(request);
    const known = this.kept.get(key);
    if (known && known.version === (await deps.version(request.organizationId))) {
      this.keep(key, known);
      return known;
    }
    this.kept.delete(key);
    const result = await deps.search(request);
    const chars = result.passages.reduce((sum, { text }) => sum + text.length, 0);
    if (result.version !== undefined && chars <= KEPT_CHARS) this.keep(key, result);
    return result;
  }

  /** As the one that was asked last. */
  private keep(key: string, result: SearchResult): void {
    this.kept.delete(key);
    this.kept.set(key, result);
    this.trim();
  }

  private trim(): void {
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= RESULTS) return;
      this.kept.delete(oldest);
    }
  }
}

/** All that a result depends on besides the knowledge itself. */
function keyOf(request: SearchRequest): string {
  const {
    organizationId,
    query,
    limit,
    locale = null,
    synonyms,
    decisions = [],
    preferNewer = true,
  } = request;
  const { audience, tags, products, today } = scopeOf(request);
  const scope = [audience, tags, products].map((list) => [...list].sort());
  const own = synonyms ? [...synonyms].map(([word, others]) => [word, ...others]) : [];
  return JSON.stringify([organizationId, query, limit, locale, scope, own, decisions, today, preferNewer]);
}
