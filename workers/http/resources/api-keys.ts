import * as z from 'zod';
import { newApiKey } from '../../../src/auth/api-key.ts';
import {
  apiKeySchema,
  createApiKeySchema,
  createdApiKeySchema,
} from '../../../src/protocol/http/api-keys.ts';
import { pageOf, pageQuerySchema } from '../../../src/protocol/http/page.ts';
import type { ApiKeyRecord } from '../../../src/store/api-keys.ts';
import { principalId } from '../middleware/access-log.ts';
import { auditTarget } from '../middleware/audit.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';

const tag = 'API keys';

/** Keys for programs: shown once, stored hashed, listed after they are revoked. */
export function apiKeyRoutes(table: RouteTable): void {
  listApiKeys(table);
  createApiKey(table);
  revokeApiKey(table);
}

function listApiKeys(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/api-keys',
      tag,
      summary: 'List API keys',
      access: 'api-keys.read',
      query: pageQuerySchema,
      answers: { 200: pageOf(apiKeySchema) },
    },
    async ({ query, principal }) => {
      const page = await table.deps.records.apiKeys.list(principal.organizationId, query);
      if (!page.ok) return refuse(problemOf(page.error));
      return { status: 200, body: { ...page.value, data: page.value.data.map(view) } };
    },
  );
}

function createApiKey(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/api-keys',
      tag,
      summary: 'Make an API key',
      description: 'The answer is the only place where `key` is ever shown.',
      access: 'api-keys.write',
      body: createApiKeySchema,
      answers: { 201: createdApiKeySchema },
      idempotent: true,
      audit: 'api_key.create',
    },
    async ({ body, principal, c }) => {
      auditTarget(c, '', { role: body.role });
      const organization = await deps.organizations.byId(principal.organizationId);
      if (!organization) return refuse(NOT_FOUND);
      const { key, hash, prefix } = await newApiKey(deps.random);
      const made = await deps.records.apiKeys.create(
        organization.id,
        { hash, prefix, name: body.name, role: body.role, createdBy: principalId(principal) },
        organization.limits.apiKeys,
      );
      if (!made.ok) return refuse(problemOf(made.error));
      auditTarget(c, made.value.id, { role: body.role });
      return { status: 201, body: { ...view(made.value), key } };
    },
  );
}

function revokeApiKey(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'delete',
      path: '/v1/api-keys/{id}',
      tag,
      summary: 'Revoke an API key',
      access: 'api-keys.write',
      params: z.object({ id: z.string() }),
      answers: { 204: null },
      audit: 'api_key.revoke',
    },
    async ({ params, principal }) => {
      const revoked = await table.deps.records.apiKeys.revoke(principal.organizationId, params.id);
      return revoked.ok ? { status: 204, body: null } : refuse(NOT_FOUND);
    },
  );
}

function view(key: ApiKeyRecord) {
  const { id, name, role, prefix, createdAt, lastUsedAt, revokedAt } = key;
  return { id, name, role, prefix, createdAt, lastUsedAt, revokedAt };
}
