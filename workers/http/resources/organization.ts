import { organizationPatchSchema, organizationSchema } from '../../../src/protocol/http/organization.ts';
import type { OrganizationRecord } from '../../../src/store/organization-record.ts';
import { auditTarget } from '../middleware/audit.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { unknownVendors } from './models.ts';

const tag = 'Organization';
const path = '/v1/organization';

/** The caller's own organization: its settings are merged field by field and its version rises with every change. */
export function organizationRoutes(table: RouteTable): void {
  readOrganization(table);
  updateOrganization(table);
}

function readOrganization(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path,
      tag,
      summary: 'Read the organization',
      access: 'organization.read',
      answers: { 200: organizationSchema },
    },
    async ({ principal }) => {
      const organization = await table.deps.records.organizations.get(principal.organizationId);
      return organization ? { status: 200, body: view(organization) } : refuse(NOT_FOUND);
    },
  );
}

function updateOrganization(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'patch',
      path,
      tag,
      summary: 'Change name, settings or identity secret',
      description:
        '`identitySecret` signs customers’ identity tokens; it is stored encrypted and never shown. Open conversations ' +
        'take a change within half a minute.',
      access: 'organization.write',
      body: organizationPatchSchema,
      answers: { 200: organizationSchema },
      audit: 'organization.update',
    },
    async ({ body, principal, c }) => {
      const { version, ...patch } = body;
      const fields = [
        ...Object.keys(patch),
        ...Object.keys(patch.settings ?? {}).map((name) => `settings.${name}`),
      ];
      auditTarget(c, principal.organizationId, { fields });
      const { llm } = patch.settings ?? {};
      const unusable = llm && unknownVendors(llm, (await deps.models.overview()).vendors);
      if (unusable) return refuse(unusable);
      const changed = await deps.records.organizations.update(principal.organizationId, patch, version);
      deps.organizations.forget(principal.organizationId);
      return changed.ok ? { status: 200, body: view(changed.value) } : refuse(problemOf(changed.error));
    },
  );
}

function view(organization: OrganizationRecord) {
  const { id, name, tier, version, jurisdiction, widgetKey, hasIdentitySecret, settings } = organization;
  const limits = { ...organization.limits };
  return { id, name, tier, version, jurisdiction, widgetKey, hasIdentitySecret, limits, settings };
}
