import type { SearchResult } from '../domain/passage.ts';
import type { SearchRequest } from './gather.ts';

/** Results kept in an isolate: at 8 passages of 1 to 2 KB about 3 MB of its 128. */
const RESULTS = 200;
/** UTF-16 units of passages of a result that is kept: 200 of the largest are 16 MB. */
const KEPT_CHARS = 40_000;

interface Kept {
  version: number;
  result: SearchResult;
}

export interface ResultCacheDeps {
  /** The version of an organization's knowledge base; rises with every change. Null: it has none. */
  version(organizationId: string): Promise<number | null>;
  search(request: SearchRequest): Promise<SearchResult>;
}

/**
 * Results of questions that were asked before, least recently asked forgotten first. Exact: one is served only while the
 * knowledge base has the version that it was found in, which is asked for every time, and kept only when the version did not
 * change while it was searched for.
 */
export class ResultCache {
  private readonly kept = new Map<string, Kept>();

  async search(request: SearchRequest, deps: ResultCacheDeps): Promise<SearchResult> {
    const key = keyOf(request);
    const before = await deps.version(request.organizationId);
    const known = this.kept.get(key);
    this.kept.delete(key);
    if (known && known.version === before) {
      this.kept.set(key, known);
      return known.result;
    }
    const result = await deps.search(request);
    const chars = result.passages.reduce((sum, { text }) => sum + text.length, 0);
    if (before !== null && chars <= KEPT_CHARS && (await deps.version(request.organizationId)) === before) {
      this.kept.set(key, { version: before, result });
      this.trim();
    }
    return result;
  }

  private trim(): void {
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= RESULTS) return;
      this.kept.delete(oldest);
    }
  }
}

/** All that a result depends on besides the knowledge itself. */
function keyOf({ organizationId, query, limit, locale = null, tags = [], synonyms }: SearchRequest): string {
  const own = synonyms ? [...synonyms].map(([word, others]) => [word, ...others]) : [];
  return JSON.stringify([organizationId, query, limit, locale, [...tags].sort(), own]);
}
