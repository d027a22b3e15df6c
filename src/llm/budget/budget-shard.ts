import type { DayLimits } from './lease-book.ts';

/**
 * The budget object that a lease belongs to. With one shard that is the organization's own. An organization with more turns than one
 * object serves is split over several: each turn always goes to the same one, and each has an equal share of the limits, rounded
 * down, so that together they never allow more. The price: one may be spent a little before the others. Pure.
 */
export function budgetShard(
  organizationId: string,
  leaseId: string,
  shards: number,
): { name: string; share(limits: DayLimits): DayLimits } {
  if (shards <= 1) return { name: organizationId, share: (limits) => limits };
  const part = (limit: number | null) => (limit === null ? null : Math.floor(limit / shards));
  const [turnId = leaseId] = leaseId.split(':');
  return {
    name: `${organizationId}#${hashOf(turnId) % shards}`,
    share: ({ micros, tokens }) => ({ micros: part(micros), tokens: part(tokens) }),
  };
}

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
