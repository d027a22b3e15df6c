import * as z from 'zod';
import {
  CONNECTOR_LIMITS,
  connectorInputSchema,
  connectorListSchema,
  connectorNameSchema,
  connectorSchema,
} from '../../../src/protocol/http/connectors.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import type { ConnectorInput, ConnectorRecord } from '../../../src/store/connectors.ts';
import { isAllowed } from '../../wire-tools.ts';
import { auditTarget } from '../middleware/audit.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';

export const CONNECTORS_TAG = 'Connectors';
const tag = CONNECTORS_TAG;
export const connectorParams = z.object({ name: connectorNameSchema });
const path = '/v1/connectors/{name}';

/** Connectors: the organization's own systems, as tools of the assistant. */
export function connectorRoutes(table: RouteTable): void {
  listConnectors(table);
  readConnector(table);
  putConnector(table);
  removeConnector(table);
}

function listConnectors(table: RouteTable): void {
  defineRoute(
    table,
    {
      ...{ method: 'get', path: '/v1/connectors', tag, access: 'connectors.read' },
      summary: 'List connectors',
      description: 'By name. Secrets are never shown.',
      answers: { 200: connectorListSchema },
    },
    async ({ principal: { organizationId } }) => {
      const all = await table.deps.records.connectors.list(organizationId);
      return { status: 200, body: { data: all.map(view) } };
    },
  );
}

function readConnector(table: RouteTable): void {
  defineRoute(
    table,
    {
      ...{ method: 'get', path, tag, access: 'connectors.read' },
      summary: 'Read a connector',
      params: connectorParams,
      answers: { 200: connectorSchema },
    },
    async ({ params: { name }, principal: { organizationId } }) => {
      const found = await table.deps.records.connectors.get(organizationId, name);
      return found ? { status: 200, body: view(found) } : refuse(NOT_FOUND);
    },
  );
}

function putConnector(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      ...{ method: 'put', path, tag, access: 'connectors.write', audit: 'connector.put' },
      summary: 'Create or replace a connector',
      description:
        'Its tools are offered to the assistant in open conversations within half a minute. `secret` is stored encrypted and ' +
        'never shown; left out, it stays as it is, unless address or authentication change: then it must be given again.',
      params: connectorParams,
      body: connectorInputSchema,
      answers: { 200: connectorSchema },
    },
    async ({ params: { name }, body, principal: { organizationId }, c }) => {
      const { connectors } = deps.records;
      const known = await connectors.get(organizationId, name);
      auditTarget(c, name, { host: hostOf(body.baseUrl), tools: body.tools.map((tool) => tool.name) });
      const wrong = wrongAddress(body.baseUrl, deps.allowLoopbackSites) ?? wrongSecret(body, known);
      if (wrong) return refuse(wrong);
      const secret = body.auth.kind === 'none' ? null : body.secret;
      const stored = await connectors.put(
        organizationId,
        name,
        { ...body, secret },
        CONNECTOR_LIMITS.connectors,
      );
      deps.organizations.forget(organizationId);
      return stored.ok ? { status: 200, body: view(stored.value) } : refuse(problemOf(stored.error));
    },
  );
}

function removeConnector(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      ...{ method: 'delete', path, tag, access: 'connectors.write', audit: 'connector.delete' },
      summary: 'Delete a connector',
      description: 'With its secret. The assistant loses its tools within half a minute.',
      params: connectorParams,
      answers: { 204: null },
    },
    async ({ params: { name }, principal: { organizationId }, c }) => {
      auditTarget(c, name);
      const gone = await deps.records.connectors.remove(organizationId, name);
      deps.organizations.forget(organizationId);
      return gone ? { status: 204, body: null } : refuse(NOT_FOUND);
    },
  );
}

function hostOf(baseUrl: string): string {
  return URL.parse(baseUrl)?.host ?? '';
}

function invalid(where: string, message: string): Problem {
  return { code: 'invalid', detail: 'Some fields are not valid.', errors: [{ path: where, message }] };
}

function wrongAddress(baseUrl: string, allowLoopback: boolean): Problem | null {
  if (isAllowed(baseUrl, allowLoopback)) return null;
  return invalid('baseUrl', 'must be an https address on the public internet, on the usual port');
}

/** A secret stays with the place that it was given for: nobody can have it sent elsewhere without knowing it. */
function wrongSecret(input: ConnectorInput, known: ConnectorRecord | null): Problem | null {
  const { auth, secret } = input;
  if (auth.kind === 'none') {
    return secret ? invalid('secret', 'is not sent anywhere: auth is none') : null;
  }
  if (secret) return null;
  if (secret === null || !known?.sealed) return invalid('secret', 'is needed for this kind of auth');
  const moved = URL.parse(known.baseUrl)?.origin !== URL.parse(input.baseUrl)?.origin;
  const changed = JSON.stringify(known.auth) !== JSON.stringify(auth);
  return moved || changed
    ? invalid('secret', 'must be given again, since the address or the kind of auth has changed')
    : null;
}

function view({ sealed, ...connector }: ConnectorRecord): z.input<typeof connectorSchema> {
  return { ...connector, hasSecret: sealed !== null };
}
