import { pageOf, pageQuerySchema } from '../../../src/protocol/http/page.ts';
import { conversationCallSchema } from '../../../src/protocol/http/usage.ts';
import type { LlmCallRecord } from '../../../src/store/llm-calls.ts';
import { conversationFor } from '../conversation-access.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { conversationParams } from './conversations.ts';
import { usdOf } from './usage.ts';

/** What models were called for in a conversation, one by one. */
export function conversationCallRoutes(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/conversations/{id}/calls',
      tag: 'Conversations',
      summary: 'List the calls of models in a conversation',
      description:
        'Oldest first, with the name and version of the prompt, tokens and cost of each. Kept for 90 days, while the sums stay. ' +
        'Written in the background, some seconds behind.',
      access: 'analytics.read',
      params: conversationParams,
      query: pageQuerySchema,
      answers: { 200: pageOf(conversationCallSchema) },
    },
    async ({ params, query, principal }) => {
      const handle = await conversationFor(table.deps, principal, params.id);
      const head = await handle?.head();
      if (!head?.ok) return refuse(NOT_FOUND);
      const { llmCalls } = table.deps.records;
      const page = await llmCalls.list(principal.organizationId, params.id, query);
      if (!page.ok) return refuse(problemOf(page.error));
      const schema = conversationCallSchema.array();
      return { status: 200, body: { ...page.value, data: schema.parse(page.value.data.map(shown)) } };
    },
  );
}

function shown(row: LlmCallRecord) {
  const { id, messageSeq, task, prompt, model, estimated, outcome, startedAt, firstMs, totalMs } = row;
  return {
    ...{ id, messageSeq, task, prompt, model, estimated, outcome, startedAt, firstMs, totalMs },
    tokens: {
      input: row.inputTokens,
      cachedInput: row.cachedInputTokens,
      cacheWrite: row.cacheWriteTokens,
      output: row.outputTokens,
    },
    costUsd: row.priced ? usdOf(row.costMicros) : null,
  };
}
