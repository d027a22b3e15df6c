import type { CustomerProfile } from './conversation.ts';

/**
 * Whom an article is for. `public`: everybody, customers in the widget too. `partner`: those whom the organization vouches for as its
 * partners, and its own people. `internal`: its own people only.
 */
export const AUDIENCES = ['public', 'partner', 'internal'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What an article is for that does not say, and whom a search is for that does not say. */
export const EVERYBODY: readonly Audience[] = ['public'];

/**
 * Whom a customer's conversation is for at `now` (milliseconds since the Unix epoch): an article must be for one of these. No conversation
 * is for `internal`. Pure.
 */
export function audiencesOf({ verified, partnerUntil }: CustomerProfile, now: number): readonly Audience[] {
  return verified && now < (partnerUntil ?? 0) ? ['public', 'partner'] : EVERYBODY;
}

/** Audiences as one number, a bit each in the order above: two sets share a member where `a & b` is not 0. Pure. */
export function audienceBits(audiences: readonly Audience[]): number {
  return AUDIENCES.reduce((bits, one, at) => (audiences.includes(one) ? bits | (1 << at) : bits), 0);
}
