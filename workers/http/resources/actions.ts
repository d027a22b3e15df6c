import { actionSchema } from '../../../src/protocol/http/actions.ts';
import { pageOf, pageQuerySchema } from '../../../src/protocol/http/page.ts';
import type { ToolRunRecord } from '../../../src/store/tool-runs.ts';
import { conversationFor } from '../conversation-access.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { conversationParams } from './conversations.ts';

/** What the assistant did in a conversation. */
export function actionRoutes(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/conversations/{id}/actions',
      tag: 'Conversations',
      summary: 'List what the assistant did in a conversation',
      description:
        'Runs of tools, oldest first, with every state that each was in: `asked` (put to the customer), `started` (may have ' +
        'happened), `done`, `failed`, `declined`, `undone`. Never with arguments or results. Written in the background, some ' +
        'seconds behind.',
      access: 'actions.read',
      params: conversationParams,
      query: pageQuerySchema,
      answers: { 200: pageOf(actionSchema) },
    },
    async ({ params, query, principal }) => {
      const handle = await conversationFor(table.deps, principal, params.id);
      const head = await handle?.head();
      if (!head?.ok) return refuse(NOT_FOUND);
      const { records } = table.deps;
      const page = await records.toolRuns.list(principal.organizationId, params.id, query);
      if (!page.ok) return refuse(problemOf(page.error));
      return { status: 200, body: { ...page.value, data: page.value.data.map(shown) } };
    },
  );
}

function shown({ id, tool, effect, state, messageSeq, createdAt, steps }: ToolRunRecord) {
  return {
    ...{ id, tool, effect, state, messageSeq, createdAt },
    steps: steps.map(({ requestId: _, ...step }) => step),
  };
}
