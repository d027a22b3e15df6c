import * as z from 'zod';
import { can } from '../../../src/auth/permissions.ts';
import type { ConversationHead } from '../../../src/domain/conversation.ts';
import type { Principal } from '../../../src/domain/user.ts';
import {
  conversationQuerySchema,
  conversationSchema,
  costedConversationSchema,
  createConversationSchema,
  updateConversationSchema,
} from '../../../src/protocol/http/conversations.ts';
import { pageOf } from '../../../src/protocol/http/page.ts';
import type { ConversationCost } from '../../../src/store/llm-calls.ts';
import { snapshotOf } from '../../../src/store/organization-record.ts';
import type { OpenConversation } from '../../conversation/api.ts';
import { actorOf, conversationFor } from '../conversation-access.ts';
import type { HttpDeps } from '../deps.ts';
import { auditTarget } from '../middleware/audit.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { usdOf } from './usage.ts';

export const conversationParams = z.object({ id: z.string() });
const tag = 'Conversations';

/** Conversations: create, list, read, change, end. One conversation is read from its object, lists come from D1. */
export function conversationRoutes(table: RouteTable): void {
  createConversation(table);
  listConversations(table);
  readConversation(table);
  updateConversation(table);
  endConversation(table);
}

function createConversation(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/conversations',
      tag,
      summary: 'Begin a conversation for a customer',
      access: 'conversations.create',
      body: createConversationSchema,
      answers: { 201: conversationSchema },
      idempotent: true,
      audit: 'conversation.create',
    },
    async ({ body, principal, requestId, c }) => {
      const organization = await deps.organizations.byId(principal.organizationId);
      if (!organization) return refuse(NOT_FOUND);
      const conversationId = deps.newId('cnv');
      auditTarget(c, conversationId);
      const input: OpenConversation = {
        organization: snapshotOf(organization),
        conversationId,
        channel: body.channel,
        customer: {
          id: deps.newId('cus'),
          name: body.customer?.name ?? null,
          email: body.customer?.email ?? null,
          externalId: body.customer?.externalId ?? null,
          verified: false,
        },
        locale: body.locale ?? null,
        page: null,
        requestId,
      };
      const handle = deps.conversation(organization.id, conversationId, organization.jurisdiction);
      const opened = await handle.open(input);
      if (!opened.ok) return refuse(problemOf(opened.error));
      if (body.subject === undefined) return { status: 201, body: opened.value };
      const named = await handle.update({ subject: body.subject, requestId });
      return named.ok ? { status: 201, body: named.value } : refuse(problemOf(named.error));
    },
  );
}

function listConversations(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/conversations',
      tag,
      summary: 'List conversations',
      description:
        'Newest first, filtered by status, channel, owner (`ai` or a user id) and text. The list is written in the ' +
        'background and may be a few seconds behind; a single conversation never is.',
      access: 'conversations.list',
      query: conversationQuerySchema,
      answers: { 200: pageOf(costedConversationSchema) },
    },
    async ({ query, principal }) => {
      const { limit, cursor, status, channel, owner, text, sort } = query;
      const page = await table.deps.records.conversations.list(principal.organizationId, {
        state: status,
        channel,
        owner,
        text,
        limit,
        cursor,
        sort,
      });
      if (!page.ok) return refuse(problemOf(page.error));
      const ids = page.value.data.map(({ id }) => id);
      const costs = await costsOf(table.deps, principal, ids);
      const data = page.value.data.map((head) => withCost(head, costs.get(head.id)));
      return { status: 200, body: { ...page.value, data } };
    },
  );
}

function readConversation(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/conversations/{id}',
      tag,
      summary: 'Read a conversation',
      description:
        'With what its models cost, for those who may see analytics: written in the background, some seconds behind.',
      access: 'conversations.read',
      params: conversationParams,
      answers: { 200: costedConversationSchema },
      cors: true,
    },
    async ({ params, principal }) => {
      const handle = await conversationFor(table.deps, principal, params.id);
      const head = await handle?.head();
      if (!head?.ok) return refuse(NOT_FOUND);
      const costs = await costsOf(table.deps, principal, [params.id]);
      return { status: 200, body: withCost(head.value, costs.get(params.id)) };
    },
  );
}

/** Money is for those who may see analytics. Without the records database a conversation is shown all the same. */
async function costsOf(
  deps: HttpDeps,
  principal: Principal,
  ids: readonly string[],
): Promise<Map<string, ConversationCost>> {
  if (!can(principal, 'analytics.read') || ids.length === 0) return new Map();
  try {
    return await deps.records.llmCalls.conversations(principal.organizationId, ids);
  } catch {
    deps.logger.warn('costs_missing', { organizationId: principal.organizationId });
    return new Map();
  }
}

function withCost(head: ConversationHead, cost: ConversationCost | undefined) {
  if (!cost) return head;
  const { costMicros, calls, tokens } = cost;
  return { ...head, cost: { usd: usdOf(costMicros), calls, tokens } };
}

function updateConversation(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'put',
      path: '/v1/conversations/{id}',
      tag,
      summary: 'Change the subject or the locale',
      access: 'conversations.update',
      params: conversationParams,
      body: updateConversationSchema,
      answers: { 200: conversationSchema },
      audit: 'conversation.update',
    },
    async ({ params, body, principal, requestId }) => {
      const { subject, locale } = body;
      const change = {
        ...(subject === undefined ? {} : { subject }),
        ...(locale === undefined ? {} : { locale }),
      };
      const handle = await conversationFor(table.deps, principal, params.id);
      const head = await handle?.update({ ...change, requestId });
      return head?.ok ? { status: 200, body: head.value } : refuse(NOT_FOUND);
    },
  );
}

function endConversation(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'delete',
      path: '/v1/conversations/{id}',
      tag,
      summary: 'End a conversation',
      description:
        'It takes no more messages. What was said stays readable; ending it twice is the same as once.',
      access: 'conversations.end',
      params: conversationParams,
      answers: { 200: conversationSchema },
      audit: 'conversation.end',
    },
    async ({ params, principal, requestId }) => {
      const handle = await conversationFor(table.deps, principal, params.id);
      if (!handle) return refuse(NOT_FOUND);
      const ended = await handle.end({ actor: actorOf(principal), requestId });
      return ended.ok ? { status: 200, body: ended.value } : refuse(problemOf(ended.error));
    },
  );
}
