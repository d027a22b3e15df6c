import type { Entity, EntityType, EntityValue, Span } from '../../domain/understanding.ts';
import type { Scan } from './scan-text.ts';

/** A stretch that may be an entity, before the finders' claims on the same stretch are weighed. */
export interface Candidate extends Span {
  type: EntityType;
  value: EntityValue;
  /** Whose claim wins: lower first, then the longer stretch. See `RANK`. */
  rank: number;
}

/** Finds one family of entities. */
export type Finder = (scan: Scan) => Candidate[];

/**
 * A whole that contains other families comes first (an address holds a domain, a domain holds a class name); what carries
 * its own proof (a label, a checksum, a currency) comes before what only has the shape.
 */
export const RANK = { whole: 0, proven: 1, shaped: 2, loose: 3 } as const;

/** Entities of one message: more than these are a pasted log, and a consumer reads a handful. */
export const ENTITIES_MAX = 200;

/** The entities among the candidates, ordered and not overlapping. Pure. */
export function resolveOverlaps(text: string, candidates: readonly Candidate[]): Entity[] {
  return resolveRanked(text.length, candidates)
    .slice(0, ENTITIES_MAX)
    .map(({ start, end, type, value }) => ({ start, end, type, text: text.slice(start, end), value }));
}

/** Takes candidates by rank, then length, then position, and drops what overlaps; ordered by position. Pure. */
export function resolveRanked(length: number, candidates: readonly Candidate[]): Candidate[] {
  const taken = new Uint8Array(length);
  const order = [...candidates].sort(
    (a, b) => a.rank - b.rank || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const kept: Candidate[] = [];
  for (const one of order) {
    if (taken.subarray(one.start, one.end).includes(1)) continue;
    taken.fill(1, one.start, one.end);
    kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** A value of kind `text`. */
export function textValue(text: string): EntityValue {
  return { kind: 'text', text };
}
