import * as z from 'zod';
import type { Result } from '../../../src/domain/result.ts';
import {
  createDraftSchema,
  DRAFT_BODY_BYTES,
  draftHeadSchema,
  draftQuerySchema,
  draftSchema,
  publishDraftSchema,
  updateDraftSchema,
} from '../../../src/protocol/http/gaps.ts';
import { pageOf } from '../../../src/protocol/http/page.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import type { NotFound } from '../../../src/store/deps.ts';
import type { Draft, NotDraft } from '../../../src/store/knowledge-drafts.ts';
import { defined } from '../../../src/store/organization-record.ts';
import { IDENTIFYING_TYPES } from '../../../src/understand/mask/pii.ts';
import { auditTarget } from '../middleware/audit.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { storeArticle } from '../store-article.ts';
import { draftOfConversation } from './draft-of-conversation.ts';
import { draftHeadView, draftView } from './draft-of-gap.ts';

const tag = 'Knowledge';
const path = '/v1/knowledge/drafts';
const params = z.object({ id: z.string().min(1).max(100) });
const read = 'knowledge.read';
const write = 'knowledge.write';

/** Articles in the making. */
export function draftRoutes(table: RouteTable): void {
  listDrafts(table);
  createDraft(table);
  readDraft(table);
  editDraft(table);
  publishDraft(table);
  discardDraft(table);
}

function listDrafts(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path,
      tag,
      summary: 'List drafts of articles',
      access: read,
      query: draftQuerySchema,
      answers: { 200: pageOf(draftHeadSchema) },
    },
    async ({ query, principal }) => {
      const page = await table.deps.records.drafts.list(principal.organizationId, query);
      if (!page.ok) return refuse(problemOf(page.error));
      const { data, nextCursor } = page.value;
      return { status: 200, body: { data: data.map(draftHeadView), nextCursor } };
    },
  );
}

function createDraft(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'post',
      path,
      tag,
      summary: 'Begin an article from a resolved conversation',
      description:
        'What the customer asked and what the person who solved it wrote, masked and without small talk. Nothing is published. While there is a draft of the conversation, it is the answer.',
      access: write,
      body: createDraftSchema,
      answers: { 200: draftSchema, 201: draftSchema },
      idempotent: true,
      audit: 'draft.create',
    },
    async ({ body: { conversationId }, principal, c }) => {
      const made = await draftOfConversation(table.deps, principal.organizationId, conversationId);
      if ('problem' in made) return refuse(made.problem);
      auditTarget(c, made.draft.id, { conversationId });
      return { status: made.created ? 201 : 200, body: draftView(made.draft) };
    },
  );
}

function readDraft(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: `${path}/{id}`,
      tag,
      summary: 'Read a draft',
      access: read,
      params,
      answers: { 200: draftSchema },
    },
    async ({ params: { id }, principal }) => {
      const draft = await table.deps.records.drafts.get(principal.organizationId, id);
      return draft ? { status: 200, body: draftView(draft) } : refuse(NOT_FOUND);
    },
  );
}

function editDraft(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'patch',
      path: `${path}/{id}`,
      tag,
      summary: 'Edit a draft',
      access: write,
      params,
      body: updateDraftSchema,
      bodyBytes: DRAFT_BODY_BYTES,
      answers: { 200: draftSchema },
      audit: 'draft.edit',
    },
    async ({ params: { id }, body, principal, c }) => {
      auditTarget(c, id);
      const edited = await table.deps.records.drafts.edit(principal.organizationId, id, defined(body));
      return answerOf(edited);
    },
  );
}

function publishDraft(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: `${path}/{id}/publish`,
      tag,
      summary: 'Make a draft an article',
      description:
        'It is found by search from then on. A draft about a gap has to be edited first: as it was made, it holds questions and no answer.',
      access: write,
      params,
      body: publishDraftSchema,
      answers: { 200: draftSchema },
      audit: 'draft.publish',
    },
    async ({ params: { id }, body, principal: { organizationId }, requestId, c }) => {
      const draft = await deps.records.drafts.get(organizationId, id);
      if (!draft) return refuse(NOT_FOUND);
      const externalId = body.externalId ?? draft.id;
      auditTarget(c, id, { externalId });
      if (draft.state !== 'draft') return refuse(notDraft(draft.state));
      if (draft.gapId !== null && !draft.edited) return refuse(UNWRITTEN);
      if (MASKED.test(`${draft.title}\n${draft.body}`)) return refuse(HAS_MASKED);
      const there = await deps.records.articles.get(organizationId, externalId);
      if (there && (there.title !== draft.title || there.body !== draft.body)) return refuse(TAKEN);
      const { title, locale, tags } = draft;
      const input = {
        externalId,
        title,
        body: draft.body,
        format: 'markdown' as const,
        url: null,
        tags,
        locale,
      };
      const stored = await storeArticle(deps, { organizationId, input, log: c.get('log'), requestId });
      if (!stored.ok) return refuse(problemOf(stored.error));
      const end = { state: 'published' as const, articleExternalId: externalId };
      return answerOf(await deps.records.drafts.end(organizationId, id, end));
    },
  );
}

function discardDraft(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: `${path}/{id}/discard`,
      tag,
      summary: 'Discard a draft',
      description: 'The gap that it was about is open again.',
      access: write,
      params,
      answers: { 200: draftSchema },
      audit: 'draft.discard',
    },
    async ({ params: { id }, principal: { organizationId }, c }) => {
      auditTarget(c, id);
      const ended = await deps.records.drafts.end(organizationId, id, { state: 'discarded' });
      if (ended.ok) await deps.records.gaps.draftGone(organizationId, id);
      return answerOf(ended);
    },
  );
}

function answerOf(changed: Result<Draft, NotFound | NotDraft>) {
  if (changed.ok) return { status: 200 as const, body: draftView(changed.value) };
  return refuse(changed.error.reason === 'not_draft' ? notDraft(changed.error.state) : NOT_FOUND);
}

function notDraft(state: string): Problem {
  return {
    code: 'illegal_transition',
    detail: `The draft is ${state}; only what is a draft can be changed.`,
  };
}

/** What stands where something personal was taken out, such as `[PERSON]` or `[EMAIL_2]`. */
const MASKED = new RegExp(`\\[(?:${IDENTIFYING_TYPES.join('|')})(?:_\\d{1,3})?\\]`);
const HAS_MASKED: Problem = {
  code: 'illegal_transition',
  detail:
    'The draft still has places such as [PERSON] where something personal was taken out. Write what every customer may read there, then publish.',
};

const UNWRITTEN: Problem = {
  code: 'illegal_transition',
  detail: 'The draft is as it was made and holds no answer yet; write it with PATCH first.',
};

const TAKEN: Problem = {
  code: 'invalid',
  detail: 'There is another article under this id, which would be overwritten.',
  errors: [{ path: 'externalId', message: 'must be the id of no article, or be left out' }],
};
