import * as z from 'zod';
import { can } from '../../../src/auth/permissions.ts';
import type { ConversationHead } from '../../../src/domain/conversation.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import type { Message } from '../../../src/domain/message.ts';
import type { Principal } from '../../../src/domain/user.ts';
import {
  acceptedMessageSchema,
  answeredMessageSchema,
  historyQuerySchema,
  historySchema,
  originalSchema,
  postMessageQuerySchema,
  postMessageSchema,
} from '../../../src/protocol/http/messages.ts';
import type { Actor } from '../../conversation/api.ts';
import { actorOf, conversationFor } from '../conversation-access.ts';
import { idempotentClientId } from '../middleware/idempotent.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { conversationParams } from './conversations.ts';

const tag = 'Messages';

/** Messages of a conversation over HTTP: for systems without a socket, and for reading history. */
export function messageRoutes(table: RouteTable): void {
  postMessage(table);
  readHistory(table);
  readOriginal(table);
}

function postMessage(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/conversations/{id}/messages',
      tag,
      summary: 'Send a message',
      description:
        '202 as soon as the message is stored, which is when it cannot be lost any more. With `wait=true` the answer is ' +
        `201 with the reply, or 202 when there is none within ${LIMITS.waitMs / 1_000} s. A repeated \`clientId\` ` +
        'returns the first result. `as` says for whom staff speak: without it, an API key speaks for the customer, and a ' +
        'user too in a conversation of the channel `api` that nobody has taken over; else a user speaks as an agent.',
      access: 'conversations.post',
      params: conversationParams,
      query: postMessageQuerySchema,
      body: postMessageSchema,
      answers: { 201: answeredMessageSchema, 202: acceptedMessageSchema },
      idempotent: true,
      cors: true,
    },
    async ({ params, query, body, principal, requestId, c }) => {
      const handle = await conversationFor(deps, principal, params.id);
      const head = await handle?.head();
      if (!handle || !head?.ok) return refuse(NOT_FOUND);
      const actor = speaker(principal, head.value, body.as);
      if (!actor) {
        return refuse({
          code: 'invalid',
          detail: 'A customer speaks for themselves only.',
          errors: [{ path: 'as', message: 'is for staff' }],
        });
      }
      const clientId = body.clientId ?? (await idempotentClientId(c)) ?? deps.newId('req');
      const posted = await handle.post({ actor, clientId, text: body.text, requestId });
      if (!posted.ok) return refuse(problemOf(posted.error));
      const { message } = posted.value;
      if (query.wait !== 'true' || !assistantAnswers(actor, head.value))
        return { status: 202, body: { message } };
      const reply = await handle.reply({ messageId: message.id, timeoutMs: LIMITS.waitMs });
      return reply.ok
        ? { status: 201, body: { message, reply: shownTo(principal, reply.value) } }
        : { status: 202, body: { message } };
    },
  );
}

/** Who says it; null when a customer claims to be somebody else. Pure. */
export function speaker(
  principal: Principal,
  head: ConversationHead,
  as: 'customer' | 'agent' | undefined,
): Actor | null {
  const customer: Actor = { role: 'customer', id: head.customer.id, name: head.customer.name };
  if (principal.kind === 'customer') return as === 'agent' ? null : customer;
  const agent = actorOf(principal);
  const forCustomer = principal.kind === 'api-key' || (head.channel === 'api' && head.owner === 'ai');
  return (as ?? (forCustomer ? 'customer' : 'agent')) === 'customer' ? customer : agent;
}

/** Only a customer's message gets a reply, and only while no person has the conversation or is called for. Pure. */
function assistantAnswers(actor: Actor, head: ConversationHead): boolean {
  return actor.role === 'customer' && head.owner === 'ai' && head.state !== 'handoff';
}

/** What an answer cost is for those who may see analytics; customers are the last who should. Pure. */
function shownTo(principal: Principal, { cost, ...message }: Message): Message {
  return cost !== undefined && can(principal, 'analytics.read') ? { ...message, cost } : message;
}

function readHistory(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/conversations/{id}/messages',
      tag,
      summary: 'Read messages',
      description:
        'Ascending by `seq`, beginning after `after`. `seq` is dense: a gap never means a missing message.',
      access: 'conversations.read',
      params: conversationParams,
      query: historyQuerySchema,
      answers: { 200: historySchema },
      cors: true,
    },
    async ({ params, query, principal }) => {
      const handle = await conversationFor(table.deps, principal, params.id);
      const history = await handle?.history({
        after: query.after ?? 0,
        limit: query.limit ?? LIMITS.pageSize,
      });
      if (!history?.ok) return refuse(NOT_FOUND);
      const { messages, lastSeq } = history.value;
      const last = messages.at(-1);
      const nextCursor = last !== undefined && last.seq < lastSeq ? String(last.seq) : null;
      const data = messages.map((message) => shownTo(principal, message));
      return { status: 200, body: { data, nextCursor, lastSeq } };
    },
  );
}

function readOriginal(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/conversations/{id}/messages/{messageId}/original',
      tag,
      summary: 'Read a message as it was written',
      description:
        'For an audit: with the control, zero-width and directional characters that were taken out of the message. Do not render it.',
      access: 'audit.read',
      params: conversationParams.extend({ messageId: z.string() }),
      answers: { 200: originalSchema },
    },
    async ({ params, principal }) => {
      const handle = await conversationFor(table.deps, principal, params.id);
      const original = await handle?.original({ messageId: params.messageId });
      if (!original?.ok) return refuse(NOT_FOUND);
      return { status: 200, body: { messageId: params.messageId, original: original.value } };
    },
  );
}
