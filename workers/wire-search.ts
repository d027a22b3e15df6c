import { isoTime } from '../src/domain/clock.ts';
import type { SearchResult } from '../src/domain/passage.ts';
import { AnalysedChunks } from '../src/retrieve/analysed-chunks.ts';
import type { SearchDeps, SearchRequest } from '../src/retrieve/gather.ts';
import { ResultCache } from '../src/retrieve/result-cache.ts';
import { search } from '../src/retrieve/search.ts';
import { type SynonymTable, synonymTable } from '../src/retrieve/synonyms.ts';
import type { KnowledgeIndex } from '../src/store/knowledge/knowledge-index.ts';
import type { Env } from './env.ts';
import { wordMeanings } from './word-meanings.ts';

/** Milliseconds that vectors may take: a search by words is done long before, and an answer is better now than perfect. */
const VECTORS_MS = 800;
/** Chunks taken from the vectors: as many again as words find would only be ranked to be dropped. */
const SIMILAR = 20;

const tables = new WeakMap<readonly (readonly string[])[], SynonymTable>();

/** The organization's own synonyms as search compares them; made once for each copy of its settings. */
export function ownSynonyms(groups: readonly (readonly string[])[]): SynonymTable {
  const known = tables.get(groups);
  if (known) return known;
  const table = synonymTable(groups);
  tables.set(groups, table);
  return table;
}

/** One for an isolate; only speed depends on it. */
const results = new ResultCache();
const analysed = new AnalysedChunks();

/** Search as the product searches. Results by words alone are remembered; vectors appear later than the words they belong to. */
export function searchKnowledge(
  env: Env,
  index: KnowledgeIndex,
  request: Omit<SearchRequest, 'today'>,
): Promise<SearchResult> {
  const deps = searchDeps(env, index);
  const asked = { ...request, today: isoTime(Date.now()).slice(0, 10) };
  if (deps.similar) return search(asked, deps);
  return results.search(asked, {
    version: (organizationId) => index.version(organizationId),
    search: (wanted) => search(wanted, deps),
  });
}

/** The index, and beside it vectors where an embedder is configured. Whatever fails there, search goes on by words. */
function searchDeps(env: Env, index: KnowledgeIndex): SearchDeps {
  const deps = { index, analysed, meanings: wordMeanings };
  if (!env.EMBEDDINGS) return deps;
  return {
    ...deps,
    similar: async ({ organizationId, query, tags }) => {
      const { vectorsOf } = await import('./wire-vectors.ts');
      const signal = AbortSignal.timeout(VECTORS_MS);
      try {
        const filters = tags && tags.length > 0 ? { tags } : {};
        const found = await vectorsOf(env)?.similar(
          { organizationId, query, limit: SIMILAR, filters },
          signal,
        );
        return found?.ok ? found.value : null;
      } catch {
        return null;
      }
    },
  };
}
