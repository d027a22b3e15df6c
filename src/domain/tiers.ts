import type { Tier } from './organization.ts';

/** What an organization may hold. A tier names the usual values; an organization's record may override each. */
export interface OrganizationLimits {
  /** Console users, disabled ones not counted. */
  users: number;
  /** API keys that are not revoked. */
  apiKeys: number;
  articles: number;
}

/** Sized so that one D1 database of 10 GB holds thousands of organizations of each tier below `enterprise`. */
export const TIER_LIMITS: Record<Tier, OrganizationLimits> = {
  free: { users: 3, apiKeys: 2, articles: 200 },
  team: { users: 25, apiKeys: 10, articles: 2_000 },
  business: { users: 200, apiKeys: 50, articles: 10_000 },
  enterprise: { users: 5_000, apiKeys: 200, articles: 50_000 },
};

/** The limits that hold: the tier's, with the organization's own where it has any. */
export function limitsOf(tier: Tier, own: Partial<OrganizationLimits>): OrganizationLimits {
  return { ...TIER_LIMITS[tier], ...own };
}
