import * as z from 'zod';
import { pageOf, pageQuerySchema } from '../../../src/protocol/http/page.ts';
import { sourcePath } from '../../../src/protocol/http/source-path.ts';
import {
  DOCUMENT_REASONS,
  DOCUMENT_STATES,
  SOURCE_LIMITS,
  sourceDocumentSchema,
  sourceSchema,
  startSyncSchema,
  syncSchema,
} from '../../../src/protocol/http/sources.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import { nextSyncMs } from '../../../src/retrieve/sync/next-sync.ts';
import type { DocumentView } from '../../../src/store/source-documents.ts';
import type { SyncOrder } from '../../../src/store/source-syncs.ts';
import type { Source, SourceWithSync } from '../../../src/store/sources.ts';
import type { HttpDeps } from '../deps.ts';
import { keyedPage, longCursorSchema } from '../keyed-page.ts';
import { auditTarget } from '../middleware/audit.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { answerSource, GOING, SOURCES_TAG, sourceParams, viewSource, viewSync } from './sources.ts';

const read = 'knowledge.read';
const write = 'knowledge.write';
const at = (name: string) => `/v1/knowledge/sources/{id}/${name}`;

/** Syncs of a source: begun, stopped, taken back, and what came of each document. */
export function sourceSyncRoutes(table: RouteTable): void {
  startSync(table);
  rollBack(table);
  pause(table);
  resume(table);
  listSyncs(table);
  listDocuments(table);
}

function startSync(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: at('sync'),
      tag: SOURCES_TAG,
      summary: 'Sync a source now',
      description:
        'Takes what has changed, in the background; `progress` of the source shows how far it is. What is served changes only when ' +
        'everything is collected, article by article. Send `{}` where nothing is to be said.',
      access: write,
      params: sourceParams,
      body: startSyncSchema,
      bodyBytes: SOURCE_LIMITS.syncBodyBytes,
      answers: { 202: sourceSchema },
      audit: 'source.sync',
    },
    async ({ params: { id }, body, principal: { organizationId }, requestId, c }) => {
      const found = await deps.records.sources.get(organizationId, id);
      if (!found) return refuse(NOT_FOUND);
      const refusal = busy(found) ?? keepRefusal(found.source, body.keep);
      if (refusal) return refuse(refusal);
      if (body.keep) await keepOnly(deps, found.source, body.keep);
      auditTarget(c, id, { only: body.only, fresh: body.fresh, allowRemoval: body.allowRemoval });
      const { only: mode, fresh, allowRemoval } = body;
      return begin(deps, found.source, { mode, fresh, allowRemoval, startedBy: 'request' }, requestId);
    },
  );
}

/** Why no sync can begin now, or null. */
function busy({ source, sync }: SourceWithSync): Problem | null {
  if (source.deleting) return GOING;
  if (source.paused) return { code: 'illegal_transition', detail: 'The source is paused; resume it first.' };
  if (sync?.state === 'queued' || sync?.state === 'running') return RUNNING;
  return null;
}

const RUNNING: Problem = {
  code: 'illegal_transition',
  detail: 'A sync of this source is under way; wait until it has ended.',
};

function keepRefusal({ kind }: Source, keep: readonly string[] | undefined): Problem | null {
  if (keep === undefined) return null;
  const wrong = keep.findIndex((path) => sourcePath(path) === null);
  const message = kind === 'files' ? 'must be a relative path' : 'is known for sources of files only';
  if (kind === 'files' && wrong < 0) return null;
  const path = kind === 'files' ? `keep.${wrong}` : 'keep';
  return { code: 'invalid', detail: 'Some fields are not valid.', errors: [{ path, message }] };
}

async function keepOnly(deps: HttpDeps, source: Source, keep: readonly string[]): Promise<void> {
  const paths = keep.map((path) => sourcePath(path) ?? '');
  const objects = await deps.records.sourceFiles.keepOnly(source.organizationId, source.id, paths);
  await deps.files.delete(objects);
}

async function begin(deps: HttpDeps, source: Source, order: SyncOrder, requestId: string) {
  const { organizationId, id: sourceId, schedule } = source;
  const next = nextSyncMs(schedule, deps.clock());
  const nextSyncAt = next === null ? null : new Date(next).toISOString();
  const sync = await deps.records.sourceSyncs.start(organizationId, sourceId, { ...order, nextSyncAt });
  if (!sync) return refuse(RUNNING);
  await enqueue(deps, { organizationId, sourceId, sync: sync.number, requestId });
  return {
    status: 202 as const,
    body: viewSource({ source: { ...source, lastSync: sync.number, nextSyncAt }, sync }),
  };
}

async function enqueue(
  deps: HttpDeps,
  about: { organizationId: string; sourceId: string; sync: number; requestId: string },
): Promise<void> {
  await deps.enqueue({ kind: 'sync-source', eventId: deps.newId('evt'), ...about });
}

function rollBack(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: at('rollback'),
      tag: SOURCES_TAG,
      summary: 'Go back to what a source held before',
      description:
        'Serves again what the sync before the last one that changed anything had collected; once more goes further back. A source ' +
        'with a schedule is paused afterwards, or the next sync would undo it.',
      access: write,
      params: sourceParams,
      answers: { 202: sourceSchema },
      audit: 'source.rollback',
    },
    async ({ params: { id }, principal: { organizationId }, requestId, c }) => {
      const found = await deps.records.sources.get(organizationId, id);
      if (!found) return refuse(NOT_FOUND);
      const refusal = busy(found);
      if (refusal) return refuse(refusal);
      const target = await deps.records.sourceSyncs.before(organizationId, id);
      if (!target) return refuse(NOTHING_BEFORE);
      auditTarget(c, id, { to: target.number });
      return begin(deps, found.source, { mode: 'rollback', startedBy: 'request', target }, requestId);
    },
  );
}

const NOTHING_BEFORE: Problem = {
  code: 'illegal_transition',
  detail: 'There is no earlier state of this source to go back to.',
};

function pause(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: at('pause'),
      tag: SOURCES_TAG,
      summary: 'Pause a source',
      description:
        'A sync that is under way stops after its present step and keeps its place; no other begins.',
      access: write,
      params: sourceParams,
      answers: { 200: sourceSchema },
      audit: 'source.pause',
    },
    async ({ params: { id }, principal: { organizationId } }) => {
      const done = await deps.records.sources.setPaused(organizationId, id, true);
      if (done) return answerSource(deps, organizationId, id, 200);
      return refuse((await deps.records.sources.get(organizationId, id)) ? GOING : NOT_FOUND);
    },
  );
}

function resume(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: at('resume'),
      tag: SOURCES_TAG,
      summary: 'Resume a source',
      description: 'A sync that was stopped goes on where it was.',
      access: write,
      params: sourceParams,
      answers: { 200: sourceSchema },
      audit: 'source.resume',
    },
    async ({ params: { id: sourceId }, principal: { organizationId }, requestId }) => {
      const done = await deps.records.sources.setPaused(organizationId, sourceId, false);
      const found = await deps.records.sources.get(organizationId, sourceId);
      if (!found) return refuse(NOT_FOUND);
      if (!done) return refuse(GOING);
      const { sync } = found;
      if (sync?.state === 'queued' || sync?.state === 'running') {
        await enqueue(deps, { organizationId, sourceId, sync: sync.number, requestId });
      }
      return { status: 200, body: viewSource(found) };
    },
  );
}

function listSyncs(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: at('syncs'),
      tag: SOURCES_TAG,
      summary: 'List syncs of a source',
      description: 'Newest first; the last hundred are kept.',
      access: read,
      params: sourceParams,
      query: pageQuerySchema,
      answers: { 200: pageOf(syncSchema) },
    },
    async ({ params: { id }, query, principal: { organizationId } }) => {
      const { records } = table.deps;
      if (!(await records.sources.get(organizationId, id))) return refuse(NOT_FOUND);
      const page = await records.sourceSyncs.list(organizationId, id, query);
      if (!page.ok) return refuse(problemOf(page.error));
      return { status: 200, body: { ...page.value, data: page.value.data.map(viewSync) } };
    },
  );
}

const documentsQuerySchema = pageQuerySchema.extend({
  state: z.enum(DOCUMENT_STATES).optional(),
  cursor: longCursorSchema,
});

function listDocuments(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: at('documents'),
      tag: SOURCES_TAG,
      summary: 'List documents of a source',
      description: 'With `state=failed`: what could not be taken, and why.',
      access: read,
      params: sourceParams,
      query: documentsQuerySchema,
      answers: { 200: pageOf(sourceDocumentSchema) },
    },
    async ({ params: { id }, query: { state, cursor, limit = 25 }, principal: { organizationId } }) => {
      const { records } = table.deps;
      if (!(await records.sources.get(organizationId, id))) return refuse(NOT_FOUND);
      const page = await keyedPage({
        ...{ list: 'source-documents', owner: id, cursor, limit },
        read: (request) => records.sourceDocuments.list(organizationId, id, { ...request, state }),
        keyOf: ({ key }) => key,
      });
      if (!page.ok) return refuse(problemOf(page.error));
      return { status: 200, body: { ...page.value, data: page.value.data.map(viewDocument) } };
    },
  );
}

function viewDocument({ reason, ...document }: DocumentView) {
  return { ...document, reason: DOCUMENT_REASONS.find((known) => known === reason) ?? null };
}
