import * as z from 'zod';
import { hashPassword } from '../../../src/auth/password.ts';
import { canManage } from '../../../src/auth/permissions.ts';
import { pageOf, pageQuerySchema } from '../../../src/protocol/http/page.ts';
import { createUserSchema, updateUserSchema, userSchema } from '../../../src/protocol/http/users.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import { auditTarget } from '../middleware/audit.ts';
import { passwordProblem } from '../password-problem.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { releaseConversations } from '../release-conversations.ts';
import { defineRoute, type RouteTable } from '../route.ts';

const tag = 'Users';
const params = z.object({ id: z.string() });

/** Members of an organization. Only an owner makes, changes or removes owners, and one owner always remains. */
export function userRoutes(table: RouteTable): void {
  listUsers(table);
  createUser(table);
  updateUser(table);
  removeUser(table);
}

const OWNERS_ONLY: Problem = { code: 'forbidden', detail: 'Only an owner may make or change owners.' };

function listUsers(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/users',
      tag,
      summary: 'List users',
      access: 'users.read',
      query: pageQuerySchema,
      answers: { 200: pageOf(userSchema) },
    },
    async ({ query, principal }) => {
      const page = await table.deps.records.users.list(principal.organizationId, query);
      return page.ok ? { status: 200, body: page.value } : refuse(problemOf(page.error));
    },
  );
}

function createUser(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/users',
      tag,
      summary: 'Add a user',
      access: 'users.write',
      body: createUserSchema,
      answers: { 201: userSchema },
      idempotent: true,
      audit: 'user.create',
    },
    async ({ body, principal, c }) => {
      auditTarget(c, '', { role: body.role });
      if (!canManage(principal, body)) return refuse(OWNERS_ONLY);
      const organization = await deps.organizations.byId(principal.organizationId);
      if (!organization) return refuse(NOT_FOUND);
      const { email, name, role, password } = body;
      const weak = passwordProblem('password', password);
      if (weak) return refuse(weak);
      const passwordHash = await hashPassword(password, deps.random);
      const made = await deps.records.users.create(
        organization.id,
        { email, name, role, passwordHash },
        organization.limits.users,
      );
      if (!made.ok) return refuse(problemOf(made.error));
      auditTarget(c, made.value.id, { role });
      return { status: 201, body: made.value };
    },
  );
}

function updateUser(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'patch',
      path: '/v1/users/{id}',
      tag,
      summary: 'Change a user',
      description: 'Disabling a user, or setting their password, ends their sessions.',
      access: 'users.write',
      params,
      body: updateUserSchema,
      answers: { 200: userSchema },
      audit: 'user.update',
    },
    async ({ params: { id }, body, principal, requestId, c }) => {
      auditTarget(c, id, { fields: Object.keys(body) });
      const { organizationId } = principal;
      const user = await deps.records.users.get(organizationId, id);
      if (!user) return refuse(NOT_FOUND);
      if (!canManage(principal, user) || !canManage(principal, { role: body.role ?? user.role })) {
        return refuse(OWNERS_ONLY);
      }
      const { password, ...rest } = body;
      const weak = password === undefined ? null : passwordProblem('password', password);
      if (weak) return refuse(weak);
      const secret =
        password === undefined ? {} : { passwordHash: await hashPassword(password, deps.random) };
      const changed = await deps.records.users.update(organizationId, id, { ...rest, ...secret });
      if (!changed.ok) return refuse(problemOf(changed.error));
      if (body.disabled === true) {
        await deps.records.sessions.endAll(organizationId, id, 'disabled');
        await releaseConversations(deps, organizationId, { id, name: user.name }, requestId);
      } else if (password !== undefined) await deps.records.sessions.endAll(organizationId, id, 'password');
      return { status: 200, body: changed.value };
    },
  );
}

function removeUser(table: RouteTable): void {
  const { users } = table.deps.records;
  defineRoute(
    table,
    {
      method: 'delete',
      path: '/v1/users/{id}',
      tag,
      summary: 'Remove a user',
      access: 'users.write',
      params,
      answers: { 204: null },
      audit: 'user.remove',
    },
    async ({ params: { id }, principal, requestId }) => {
      const user = await users.get(principal.organizationId, id);
      if (!user) return refuse(NOT_FOUND);
      if (!canManage(principal, user)) return refuse(OWNERS_ONLY);
      const removed = await users.remove(principal.organizationId, id);
      if (!removed.ok) return refuse(problemOf(removed.error));
      await releaseConversations(table.deps, principal.organizationId, { id, name: user.name }, requestId);
      return { status: 204, body: null };
    },
  );
}
