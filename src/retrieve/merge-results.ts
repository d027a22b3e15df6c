import type { Passage, SearchResult } from '../domain/passage.ts';

/** Passages of a merged result: as many as one search gives. */
const PASSAGES_MERGED = 8;

/**
 * Several searches for one message as one: the best of each, then the second of each, none twice. Terms and signals are those of
 * the result that covers its question best. Empty results only: the first of them. Throws on an empty list. Pure.
 */
export function mergeResults(results: readonly SearchResult[]): SearchResult {
  const [first] = results;
  if (!first) throw new RangeError('there is no result to merge');
  if (results.length === 1) return first;
  const best = results.reduce((one, other) => (other.signals.coverage > one.signals.coverage ? other : one));
  const merged = new Map<string, Passage>();
  const longest = Math.max(...results.map(({ passages }) => passages.length));
  for (let rank = 0; rank < longest; rank++) {
    for (const { passages } of results) {
      const passage = passages[rank];
      if (passage && !merged.has(passage.chunkId)) merged.set(passage.chunkId, passage);
    }
  }
  return { ...best, passages: [...merged.values()].slice(0, PASSAGES_MERGED) };
}
