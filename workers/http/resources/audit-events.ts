import { auditEventSchema, auditQuerySchema } from '../../../src/protocol/http/audit-events.ts';
import { pageOf } from '../../../src/protocol/http/page.ts';
import type { AuditEvent } from '../../../src/store/audit-events.ts';
import { problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';

/** Behind every time of a day and before every time of the next, as texts of ISO 8601 are compared; the year 9999 has no next day. */
const DAY_END = 'T24';

/** Who did what. */
export function auditEventRoutes(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/audit-events',
      tag: 'Audit',
      summary: 'List who did what',
      description:
        'Newest first, of this organization alone, filtered by action, kind of actor, outcome and UTC days, both included. ' +
        'What customers had done by the assistant is among them (`tool.asked`, `tool.done` and its like), some seconds behind. ' +
        'Events hold ids and names of fields, never values. They cannot be changed or deleted.',
      access: 'audit.read',
      query: auditQuerySchema,
      answers: { 200: pageOf(auditEventSchema) },
    },
    async ({ query, principal }) => {
      const { from, to, ...rest } = query;
      if (from !== undefined && to !== undefined && to < from) {
        const errors = [{ path: 'to', message: 'must not be before from' }];
        return refuse({ code: 'invalid', detail: 'Some fields are not valid.', errors });
      }
      const page = await table.deps.records.audit.list(principal.organizationId, {
        ...rest,
        from,
        before: to && `${to}${DAY_END}`,
      });
      if (!page.ok) return refuse(problemOf(page.error));
      return { status: 200, body: { ...page.value, data: page.value.data.map(shown) } };
    },
  );
}

function shown({
  id,
  actorKind,
  actorId,
  action,
  target,
  outcome,
  requestId,
  details,
  createdAt,
}: AuditEvent) {
  const actor = { kind: actorKind, id: actorId };
  return { id, actor, action, target, outcome, requestId, details, createdAt };
}
