import type { ConversationHead, IllegalTransition } from '../../../src/domain/conversation.ts';
import type { Result } from '../../../src/domain/result.ts';
import type { Principal } from '../../../src/domain/user.ts';
import {
  assignSchema,
  conversationSchema,
  createNoteSchema,
  noteSchema,
} from '../../../src/protocol/http/conversations.ts';
import { listOf } from '../../../src/protocol/http/page.ts';
import type { Actor, NotFound } from '../../conversation/api.ts';
import { actorOf, conversationFor } from '../conversation-access.ts';
import type { ConversationHandle } from '../deps.ts';
import { auditTarget } from '../middleware/audit.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { conversationParams } from './conversations.ts';

const tag = 'Human work';
const answers = { 200: conversationSchema } as const;

type Change = Promise<Result<ConversationHead, NotFound | IllegalTransition>>;

/** What people do in conversations: take over, give back, assign, resolve, note. */
export function humanWorkRoutes(table: RouteTable): void {
  changeRoute(table, 'takeover', 'Take a conversation over', (handle, input) => handle.takeover(input));
  changeRoute(table, 'return', 'Give a conversation back to the assistant', (handle, input) =>
    handle.giveBack(input),
  );
  changeRoute(table, 'resolve', 'Mark a conversation as resolved', (handle, input) => handle.resolve(input));
  assignConversation(table);
  addNote(table);
  listNotes(table);
}

function changeRoute(
  table: RouteTable,
  name: 'takeover' | 'return' | 'resolve',
  summary: string,
  change: (handle: ConversationHandle, input: { actor: Actor; requestId: string }) => Change,
): void {
  defineRoute(
    table,
    {
      method: 'post',
      path: `/v1/conversations/{id}/${name}`,
      tag,
      summary,
      access: 'conversations.handle',
      params: conversationParams,
      answers,
      audit: `conversation.${name}`,
    },
    async ({ params, principal, requestId }) =>
      headReply(table, principal, params.id, (handle) =>
        change(handle, { actor: actorOf(principal), requestId }),
      ),
  );
}

async function headReply(
  table: RouteTable,
  principal: Principal,
  id: string,
  change: (handle: ConversationHandle) => Change,
) {
  const handle = await conversationFor(table.deps, principal, id);
  if (!handle) return refuse(NOT_FOUND);
  const head = await change(handle);
  return head.ok ? { status: 200 as const, body: head.value } : refuse(problemOf(head.error));
}

function assignConversation(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/conversations/{id}/assign',
      tag,
      summary: 'Assign a conversation to a user',
      access: 'conversations.handle',
      params: conversationParams,
      body: assignSchema,
      answers,
      audit: 'conversation.assign',
    },
    async ({ params, body, principal, requestId, c }) => {
      auditTarget(c, params.id, { userId: body.userId });
      const user = await table.deps.records.users.get(principal.organizationId, body.userId);
      if (!user || user.disabledAt !== null || user.role === 'analyst') {
        return refuse({
          code: 'invalid',
          detail: 'The conversation cannot be assigned to this user.',
          errors: [{ path: 'userId', message: 'must be an active user who works on conversations' }],
        });
      }
      const assignee = { id: user.id, name: user.name };
      return headReply(table, principal, params.id, (handle) =>
        handle.assign({ actor: actorOf(principal), assignee, requestId }),
      );
    },
  );
}

function addNote(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/conversations/{id}/notes',
      tag,
      summary: 'Write an internal note',
      description: 'Seen by users only, never by the customer.',
      access: 'notes.write',
      params: conversationParams,
      body: createNoteSchema,
      answers: { 201: noteSchema },
      idempotent: true,
      audit: 'conversation.note',
    },
    async ({ params, body, principal, requestId }) => {
      const handle = await conversationFor(table.deps, principal, params.id);
      const note = await handle?.note({ actor: actorOf(principal), text: body.text, requestId });
      if (!note) return refuse(NOT_FOUND);
      return note.ok ? { status: 201, body: note.value } : refuse(problemOf(note.error));
    },
  );
}

function listNotes(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/conversations/{id}/notes',
      tag,
      summary: 'Read the internal notes',
      access: 'notes.read',
      params: conversationParams,
      answers: { 200: listOf(noteSchema) },
    },
    async ({ params, principal }) => {
      const handle = await conversationFor(table.deps, principal, params.id);
      const notes = await handle?.notes();
      return notes?.ok ? { status: 200, body: { data: notes.value } } : refuse(NOT_FOUND);
    },
  );
}
