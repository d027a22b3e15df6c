import type { AuditActor, AuditOutcome } from '../../../src/protocol/http/audit-events.ts';

export const ACTORS: readonly AuditActor[] = ['customer', 'user', 'api-key', 'system'];
export const OUTCOMES: readonly AuditOutcome[] = ['allowed', 'denied', 'failed'];

/** What is filtered by, as it stands in the address; empty: not. */
export interface AuditFilters {
  action: string;
  actor: string;
  outcome: string;
  from: string;
  to: string;
}

const ACTION = /^[a-z][a-z_.-]{0,59}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The filters of an address; what the server would refuse is left out. Pure. */
export function filtersOf(query: URLSearchParams): AuditFilters {
  const of = (name: string, isRight: (value: string) => boolean) => {
    const value = query.get(name) ?? '';
    return isRight(value) ? value : '';
  };
  return {
    action: of('action', isAction),
    actor: of('actor', (value) => ACTORS.some((one) => one === value)),
    outcome: of('outcome', (value) => OUTCOMES.some((one) => one === value)),
    from: of('from', (value) => DAY.test(value)),
    to: of('to', (value) => DAY.test(value)),
  };
}

/** Whether a text can be an action. Pure. */
export function isAction(text: string): boolean {
  return ACTION.test(text);
}

/** The list's address at the server. Pure. */
export function pathOf(filters: AuditFilters): string {
  const kept = Object.entries(filters).filter(([, value]) => value !== '');
  return `/v1/audit-events?${new URLSearchParams([['limit', '50'], ...kept])}`;
}
