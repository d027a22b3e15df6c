import type * as z from 'zod';
import { parseInput, whyMisformed } from '../../../src/decide/tools/parse-input.ts';
import { identityOf } from '../../../src/decide/tools/policy.ts';
import { previewOf } from '../../../src/decide/tools/preview.ts';
import type { ConnectorTool } from '../../../src/domain/connector.ts';
import { err, ok, type Result } from '../../../src/domain/result.ts';
import { buildRequest } from '../../../src/integrations/connectors/build-request.ts';
import { connectorTestResultSchema, connectorTestSchema } from '../../../src/protocol/http/connectors.ts';
import type { ConnectorRecord } from '../../../src/store/connectors.ts';
import type { HttpDeps } from '../deps.ts';
import { auditTarget } from '../middleware/audit.ts';
import { NOT_FOUND, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { CONNECTORS_TAG, connectorParams } from './connectors.ts';

type Asked = z.output<typeof connectorTestSchema>;
type Shown = z.input<typeof connectorTestResultSchema>;

/** Tries one tool of a connector, for the admin who sets it up. */
export function connectorTestRoutes(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      ...{ method: 'post', path: '/v1/connectors/{name}/test', tag: CONNECTORS_TAG },
      ...{ access: 'connectors.write', audit: 'connector.test' },
      summary: 'Try a tool of a connector',
      description:
        'With sample arguments and a sample customer. What only reads is sent; what changes something is shown, and sent only with ' +
        '`send`. The secret is in no answer.',
      params: connectorParams,
      body: connectorTestSchema,
      answers: { 200: connectorTestResultSchema },
    },
    async ({ params: { name }, body, principal: { organizationId }, c }) => {
      const connector = await deps.records.connectors.get(organizationId, name);
      const tool = connector?.tools.find((one) => one.name === body.tool);
      auditTarget(c, name, { tool: body.tool, send: body.send });
      if (!connector || !tool) return refuse(NOT_FOUND);
      return { status: 200, body: await tried(deps, { organizationId, connector, tool }, body) };
    },
  );
}

interface Tried {
  organizationId: string;
  connector: ConnectorRecord;
  tool: ConnectorTool;
}

async function tried(
  deps: HttpDeps,
  { organizationId, connector, tool }: Tried,
  asked: Asked,
): Promise<Shown> {
  const nothing: Shown = {
    ...{ request: null, sent: false, status: null, result: null, preview: null, error: null, durationMs: 0 },
  };
  const input = inputOf(tool, asked);
  if (!input.ok) return { ...nothing, error: input.error };
  const built = buildRequest(connector, tool, input.value, null);
  if (!built.ok) return { ...nothing, error: built.error.why };
  const { method, url, body } = built.value;
  const preview = tool.effect === 'changes' ? previewOf(tool, input.value, 'en') : null;
  const shown: Shown = { ...nothing, request: { method, url, body }, preview };
  if (tool.effect === 'changes' && !asked.send) return shown;
  const began = deps.clock();
  const call = await deps.connectorCaller(organizationId);
  const { effect, idempotent, timeoutMs, result } = tool;
  const { sealed, ...declared } = connector;
  const answer = await call(
    {
      ...{ connector: { ...declared, secret: sealed }, template: tool, input: input.value },
      ...{ effect, idempotent, timeoutMs, result, idempotencyKey: deps.newId('run') },
    },
    null,
  );
  const done = { ...shown, sent: true, status: answer.status, durationMs: deps.clock() - began };
  return answer.kind === 'done' ? { ...done, result: answer.value } : { ...done, error: answer.why };
}

function inputOf(tool: ConnectorTool, { input, customer }: Asked): Result<Record<string, unknown>, string> {
  const identity = identityOf(tool, { id: 'cus_sample', ...customer, verified: true });
  if (!identity.allow) return err(`${identity.why} Give it in "customer".`);
  const parsed = parseInput(JSON.stringify(input), tool.input);
  if (!parsed.ok) return err(parsed.error.why);
  const misformed = whyMisformed(parsed.value, tool.input);
  return misformed === null ? ok({ ...parsed.value, ...identity.input }) : err(misformed);
}
