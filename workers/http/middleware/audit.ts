import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { principalId } from './access-log.ts';

/** Ids and names of changed fields only; never values, which can be personal data or secrets. */
export type AuditDetails = Record<string, string | number | boolean | string[]>;

export interface AuditAbout {
  target: string;
  details: AuditDetails;
}

/** A handler says what it acted on; the audit event is written when it is done. */
export function auditTarget(c: Context<HttpEnv>, target: string, details: AuditDetails = {}): void {
  c.set('auditAbout', { target, details });
}

/**
 * Writes one audit event for what the handler did: who, what, on what, outcome, request. A failure to write it fails the
 * request, so that no privileged change goes unnoticed.
 */
export function audited(deps: HttpDeps, action: string) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    await next();
    const { status } = c.res;
    await writeAudit(deps, c, action, status < 400 ? 'allowed' : status === 403 ? 'denied' : 'failed');
  });
}

/** One audit event for the current principal. Nothing is written when nobody is known. */
export async function writeAudit(
  deps: HttpDeps,
  c: Context<HttpEnv>,
  action: string,
  outcome: 'allowed' | 'denied' | 'failed',
): Promise<void> {
  const principal = c.get('principal');
  if (!principal) return;
  const about = c.get('auditAbout');
  await deps.records.audit.add(principal.organizationId, {
    actorKind: principal.kind,
    actorId: principalId(principal),
    action,
    target: about?.target ?? c.req.param('id') ?? c.req.param('externalId') ?? null,
    outcome,
    requestId: c.get('requestId'),
    details: about?.details ?? {},
  });
}

/** An event of a user who is known only after the request: login, logout, a reused refresh token. */
export async function writeAuditOf(
  deps: HttpDeps,
  event: {
    organizationId: string;
    actorId: string;
    action: string;
    requestId: string;
    target?: string;
    outcome?: 'allowed' | 'denied';
  },
): Promise<void> {
  const { organizationId, actorId, action, requestId, target = null, outcome = 'allowed' } = event;
  await deps.records.audit.add(organizationId, {
    actorKind: 'user',
    actorId,
    action,
    target,
    outcome,
    requestId,
    details: {},
  });
}
