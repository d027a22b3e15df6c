import * as z from 'zod';
import { feedbackRequestSchema } from '../../../src/protocol/http/conversations.ts';
import { actorOf, conversationFor } from '../conversation-access.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { conversationParams } from './conversations.ts';

/** What customers and agents think of a message or of the whole conversation. */
export function feedbackRoutes(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/conversations/{id}/feedback',
      tag: 'Messages',
      summary: 'Rate a message or the conversation',
      description:
        '`rating` is 1 to 5, or -1 and 1 for thumbs. Without `messageId` it is about the whole conversation.',
      access: 'feedback.write',
      params: conversationParams,
      body: feedbackRequestSchema,
      answers: { 201: z.object({ id: z.string() }) },
      idempotent: true,
      cors: true,
    },
    async ({ params, body, principal, requestId }) => {
      const handle = await conversationFor(table.deps, principal, params.id);
      if (!handle) return refuse(NOT_FOUND);
      const stored = await handle.feedback({
        actor: actorOf(principal),
        messageId: body.messageId ?? null,
        rating: body.rating,
        comment: body.comment ?? null,
        requestId,
      });
      return stored.ok ? { status: 201, body: stored.value } : refuse(problemOf(stored.error));
    },
  );
}
