import { createMiddleware } from 'hono/factory';
import type { Principal } from '../../../src/domain/user.ts';
import { httpAccess } from '../../../src/telemetry/events.ts';
import type { FrontDeps, HttpEnv } from '../deps.ts';

/** One line a request: who, which route, how it ended, how long it took. No path, query, header or body is in it. */
export function accessLog(deps: FrontDeps) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const startedMs = deps.clock();
    await next();
    const principal = c.get('principal');
    httpAccess(c.get('log'), {
      method: c.req.method,
      route: c.get('route'),
      status: c.res.status,
      durationMs: deps.clock() - startedMs,
      organizationId: principal?.organizationId,
      principal: principal ? principalId(principal) : undefined,
      conversationId: principal?.kind === 'customer' ? principal.conversationId : undefined,
    });
  });
}

/** The id that stands for a principal in logs, audit events and idempotency scopes. */
export function principalId(principal: Principal): string {
  if (principal.kind === 'user') return principal.userId;
  return principal.kind === 'api-key' ? principal.keyId : principal.customerId;
}
