import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { type Action, can } from '../../../src/auth/permissions.ts';
import type { Principal } from '../../../src/domain/user.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import { accessDenied } from '../../../src/telemetry/events.ts';
import { authenticate } from '../authenticate.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { NOT_FOUND, problemResponse } from '../problem.ts';
import { writeAudit } from './audit.ts';
import { originAllowed } from './cors.ts';
import { noteKeyUse } from './key-usage.ts';

/**
 * Lets the right caller in: 401 without a valid credential, 403 for a known one that is not allowed, 404 for a customer
 * who names a conversation that is not theirs.
 */
export function authorize(deps: HttpDeps, action: Action, audit: string | undefined) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const token = bearerToken(c.req.header('authorization'));
    const known = await authenticate(deps, token);
    if (!known.ok) return problemResponse(c, known.error);
    const principal = await asOfNow(deps, known.value, action);
    if (!principal) return problemResponse(c, GONE);
    identify(c, principal);
    noteKeyUse(deps, c, principal);
    const refusal =
      refusalOf(action, principal, c.req.param('id')) ?? (await originRefusal(deps, c, principal));
    if (!refusal) return next();
    if (refusal.code === 'forbidden') {
      accessDenied(c.get('log'), { permission: action, role: roleOf(principal) });
      if (audit) await writeAudit(deps, c, audit, 'denied');
    }
    return problemResponse(c, refusal);
  });
}

/**
 * What would outlive an access token is not done on its word alone: a user who was demoted, disabled or removed since it was
 * signed could make themselves a key or an account for ever. Null when the user may not log in any more.
 */
async function asOfNow(deps: HttpDeps, principal: Principal, action: Action): Promise<Principal | null> {
  if (principal.kind !== 'user' || !LASTING.has(action)) return principal;
  const user = await deps.records.users.get(principal.organizationId, principal.userId);
  return user && user.disabledAt === null ? { ...principal, role: user.role } : null;
}

const LASTING: ReadonlySet<Action> = new Set<Action>(['users.write', 'api-keys.write', 'organization.write']);

const GONE: Problem = { code: 'unauthenticated', detail: 'The credential is not valid.' };

/** Binds the caller to the request and to its log lines. */
export function identify(c: Context<HttpEnv>, principal: Principal): void {
  c.set('principal', principal);
  c.set('log', c.get('log').with({ organizationId: principal.organizationId }));
}

/** Why this principal may not use the route, or null. Pure. */
export function refusalOf(action: Action, principal: Principal, conversationId?: string): Problem | null {
  if (!can(principal, action)) return FORBIDDEN;
  if (principal.kind !== 'customer') return null;
  return principal.conversationId === conversationId ? null : NOT_FOUND;
}

/** A customer's browser must be on a page of the organization's allowed origins; users and keys are not bound to pages. */
export async function originRefusal(
  deps: HttpDeps,
  c: Context<HttpEnv>,
  principal: Principal,
): Promise<Problem | null> {
  const origin = c.req.header('origin');
  if (principal.kind !== 'customer' || origin === undefined) return null;
  const organization = await deps.organizations.byId(principal.organizationId);
  if (!organization) return { code: 'unauthenticated', detail: 'The credential is not valid.' };
  const own = new URL(c.req.url).origin;
  return originAllowed(origin, organization.settings.allowedOrigins, own) ? null : ORIGIN_REFUSED;
}

const FORBIDDEN: Problem = { code: 'forbidden', detail: 'Your role does not allow this.' };

export const ORIGIN_REFUSED: Problem = {
  code: 'origin_not_allowed',
  detail: 'An administrator must add this origin to the allowed origins.',
};

function roleOf(principal: Principal): string {
  return principal.kind === 'customer' ? 'customer' : principal.role;
}

/** Tokens and keys of ours have at most 4 KiB; anything longer is not looked at. */
const BEARER = /^Bearer +([\w.~+/=-]{1,4096})$/i;

function bearerToken(header: string | undefined): string | null {
  return BEARER.exec(header ?? '')?.[1] ?? null;
}
