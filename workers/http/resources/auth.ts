import { type LoginDeps, login } from '../../../src/auth/login.ts';
import { logout, type RefreshFailure, refresh } from '../../../src/auth/refresh.ts';
import { loginRequestSchema, refreshRequestSchema, sessionSchema } from '../../../src/protocol/http/auth.ts';
import { loginFailed, loginSucceeded, refreshTokenReused } from '../../../src/telemetry/events.ts';
import type { HttpDeps } from '../deps.ts';
import { writeAuditOf } from '../middleware/audit.ts';
import { clientAddress } from '../middleware/rate-limit.ts';
import { refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';

const tag = 'Authentication';
const access = 'anyone';
const rate = 'login';

/** Sessions of console users. */
export function authRoutes(table: RouteTable): void {
  loginRoute(table);
  refreshRoute(table);
  logoutRoute(table);
}

function loginDeps({ records, auth, clock }: HttpDeps): LoginDeps {
  const { users, sessions, loginAttempts: attempts } = records;
  return { users, sessions, attempts, tokens: auth.tokens, fingerprint: auth.fingerprint, clock };
}

function loginRoute(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/auth/login',
      tag,
      summary: 'Log in',
      description:
        'Unknown address, wrong password and disabled user are answered alike, and take the same time.',
      access,
      rate,
      body: loginRequestSchema,
      answers: { 200: sessionSchema },
    },
    async ({ body, requestId, c }) => {
      const session = await login(loginDeps(deps), { ...body, address: clientAddress(c.req.raw) });
      if (session.ok) {
        const { organizationId, id: userId } = session.value.user;
        loginSucceeded(c.get('log'), { organizationId, userId });
        await writeAuditOf(deps, { organizationId, actorId: userId, action: 'auth.login', requestId });
        return { status: 200, body: session.value };
      }
      if (session.error.reason === 'throttled') {
        loginFailed(c.get('log'), 'throttled');
        const { retryAfterSeconds } = session.error;
        return refuse({ code: 'login_paused', detail: 'Wait before you try again.', retryAfterSeconds });
      }
      loginFailed(c.get('log'), 'invalid');
      return refuse({ code: 'invalid_credentials', detail: 'Check the e-mail address and the password.' });
    },
  );
}

function refreshRoute(table: RouteTable): void {
  const { records, auth } = table.deps;
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/auth/refresh',
      tag,
      summary: 'Exchange a refresh token',
      description: 'Each refresh token works once. A second use ends the session, for whoever holds it.',
      access,
      rate,
      body: refreshRequestSchema,
      answers: { 200: sessionSchema },
    },
    async ({ body, requestId, c }) => {
      const session = await refresh({ ...records, tokens: auth.tokens }, body.refreshToken);
      if (session.ok) return { status: 200, body: session.value };
      await noteReuse(table.deps, session.error, requestId);
      if (session.error.reason === 'reused') refreshTokenReused(c.get('log'));
      return refuse({ code: 'invalid_refresh_token', detail: 'Log in again.' });
    },
  );
}

/** A token that was used twice is the sign of a theft: the trail must show it. */
async function noteReuse(deps: HttpDeps, failure: RefreshFailure, requestId: string): Promise<void> {
  if (failure.reason !== 'reused') return;
  const { organizationId, userId, familyId } = failure;
  await writeAuditOf(deps, {
    organizationId,
    actorId: userId,
    action: 'auth.refresh_reused',
    requestId,
    target: familyId,
    outcome: 'denied',
  });
}

function logoutRoute(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/auth/logout',
      tag,
      summary: 'Log out',
      description: 'Ends the session of this refresh token. An unknown token is answered alike.',
      access,
      rate,
      body: refreshRequestSchema,
      answers: { 204: null },
    },
    async ({ body, requestId }) => {
      const owner = await logout(deps.records, body.refreshToken);
      if (owner) {
        const { organizationId, userId, familyId } = owner;
        await writeAuditOf(deps, {
          organizationId,
          actorId: userId,
          action: 'auth.logout',
          requestId,
          target: familyId,
        });
      }
      return { status: 204, body: null };
    },
  );
}
