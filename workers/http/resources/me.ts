import { LOGIN_TRIES, throttle } from '../../../src/auth/login-throttle.ts';
import { hashPassword, verifyPassword } from '../../../src/auth/password.ts';
import { updateMeSchema, userSchema } from '../../../src/protocol/http/users.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import type { HttpDeps } from '../deps.ts';
import { auditTarget } from '../middleware/audit.ts';
import { passwordProblem } from '../password-problem.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';

const tag = 'Users';
const path = '/v1/users/me';

/** The caller's own profile. */
export function meRoutes(table: RouteTable): void {
  readMe(table);
  updateMe(table);
}

function readMe(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path,
      tag,
      summary: 'Read the own profile',
      access: 'profile.read',
      answers: { 200: userSchema },
    },
    async ({ principal }) => {
      const user = await table.deps.records.users.get(principal.organizationId, principal.userId);
      return user ? { status: 200, body: user } : refuse(NOT_FOUND);
    },
  );
}

function updateMe(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'put',
      path,
      tag,
      summary: 'Change the own name or password',
      description: 'A new password takes the current one, and ends all sessions: log in again.',
      access: 'profile.write',
      body: updateMeSchema,
      answers: { 200: userSchema },
      audit: 'profile.update',
    },
    async ({ body, principal, c }) => {
      const { organizationId, userId } = principal;
      auditTarget(c, userId, { fields: Object.keys(body).filter((name) => name !== 'currentPassword') });
      const { password, currentPassword, name } = body;
      if (password !== undefined) {
        const refusal = await passwordRefusal(deps, principal, currentPassword ?? '', password);
        if (refusal) return refuse(refusal);
      }
      const passwordHash = password === undefined ? undefined : await hashPassword(password, deps.random);
      const changed = await deps.records.users.update(organizationId, userId, { name, passwordHash });
      if (!changed.ok) return refuse(problemOf(changed.error));
      if (password !== undefined) await deps.records.sessions.endAll(organizationId, userId, 'password');
      return { status: 200, body: changed.value };
    },
  );
}

/** Counted like logins: an access token that was stolen must not become a place to guess the password. */
async function passwordRefusal(
  deps: HttpDeps,
  { organizationId, userId }: { organizationId: string; userId: string },
  current: string,
  next: string,
): Promise<Problem | null> {
  const weak = passwordProblem('password', next);
  if (weak) return weak;
  const attempts = deps.records.loginAttempts;
  const subject = await deps.auth.fingerprint(`password:${userId}`);
  const count = await attempts.count(subject, LOGIN_TRIES.account);
  const decision = throttle(count, LOGIN_TRIES.account, deps.clock());
  if (!decision.allowed) {
    const { retryAfterSeconds } = decision;
    return { code: 'login_paused', detail: 'Wait before you try again.', retryAfterSeconds };
  }
  const found = await deps.records.users.getCredentials(organizationId, userId);
  if (!found) return NOT_FOUND;
  if (!(await verifyPassword(current, found.passwordHash))) {
    return {
      code: 'invalid',
      detail: 'The password was not changed.',
      errors: [{ path: 'currentPassword', message: 'is wrong' }],
    };
  }
  await attempts.clear(subject);
  return null;
}
