import type { Gap } from '../data/wire.ts';

export const PERIODS = ['7d', '30d', '90d'] as const;
export const STATUSES = ['open', 'drafted', 'dismissed', 'solved'] as const;

/** What an address asks for; anything else is the default. Pure. */
export function periodOf(query: URLSearchParams): (typeof PERIODS)[number] {
  return PERIODS.find((one) => one === query.get('period')) ?? '30d';
}

/** Pure. */
export function statusOf(query: URLSearchParams): Gap['status'] {
  return STATUSES.find((one) => one === query.get('status')) ?? 'open';
}
