import * as z from 'zod';
import { deadLetterSchema } from '../../../src/protocol/http/dead-letters.ts';
import { pageOf, pageQuerySchema } from '../../../src/protocol/http/page.ts';
import { queueMessageSchema } from '../../../src/protocol/queue.ts';
import { auditTarget } from '../middleware/audit.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';

const tag = 'Dead letters';
const access = 'dead-letters.manage';
const params = z.object({ id: z.string() });

/** What the queue could not deliver: seen, sent again once its cause is fixed, or thrown away. */
export function deadLetterRoutes(table: RouteTable): void {
  listDeadLetters(table);
  replayDeadLetter(table);
  dropDeadLetter(table);
}

function listDeadLetters(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/dead-letters',
      tag,
      summary: 'List dead letters',
      access,
      query: pageQuerySchema,
      answers: { 200: pageOf(deadLetterSchema) },
    },
    async ({ query, principal }) => {
      const page = await table.deps.records.deadLetters.list(principal.organizationId, query);
      return page.ok ? { status: 200, body: page.value } : refuse(problemOf(page.error));
    },
  );
}

function replayDeadLetter(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/dead-letters/{id}/replay',
      tag,
      summary: 'Send a dead letter again',
      description:
        'It goes back into the queue and leaves the list. Handling it is idempotent, so a repeat is harmless.',
      access,
      params,
      answers: { 202: z.object({ id: z.string() }) },
      audit: 'dead_letter.replay',
    },
    async ({ params: { id }, principal, c }) => {
      auditTarget(c, id);
      const body = await deps.records.deadLetters.body(principal.organizationId, id);
      if (!body.ok) return refuse(NOT_FOUND);
      const message = queueMessageSchema.safeParse(body.value);
      if (!message.success) {
        return refuse({
          code: 'not_replayable',
          detail: 'This version does not know such a message; deploy one that does, or delete it.',
        });
      }
      await deps.enqueue(message.data);
      await deps.records.deadLetters.remove(principal.organizationId, id);
      return { status: 202, body: { id } };
    },
  );
}

function dropDeadLetter(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'delete',
      path: '/v1/dead-letters/{id}',
      tag,
      summary: 'Delete a dead letter',
      access,
      params,
      answers: { 204: null },
      audit: 'dead_letter.delete',
    },
    async ({ params: { id }, principal, c }) => {
      auditTarget(c, id);
      const gone = await table.deps.records.deadLetters.remove(principal.organizationId, id);
      return gone ? { status: 204, body: null } : refuse(NOT_FOUND);
    },
  );
}
