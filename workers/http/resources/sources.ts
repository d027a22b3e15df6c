import * as z from 'zod';
import type { Audience } from '../../../src/domain/audience.ts';
import { pageOf, pageQuerySchema } from '../../../src/protocol/http/page.ts';
import {
  createSourceSchema,
  patchSourceSchema,
  SOURCE_KINDS,
  SOURCE_LIMITS,
  sourceSchema,
  type WebsiteSettings,
  websiteSettingsSchema,
} from '../../../src/protocol/http/sources.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import { checkUrl } from '../../../src/retrieve/crawl/url-policy.ts';
import { nextSyncMs } from '../../../src/retrieve/sync/next-sync.ts';
import type { Sync } from '../../../src/store/source-syncs.ts';
import type { Schedule, SourceChange, SourceWithSync } from '../../../src/store/sources.ts';
import type { HttpDeps } from '../deps.ts';
import { auditTarget } from '../middleware/audit.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';

export const SOURCES_TAG = 'Knowledge sources';
export const sourceParams = z.object({ id: z.string().max(80) });
const path = '/v1/knowledge/sources/{id}';
const read = 'knowledge.read';
const write = 'knowledge.write';

/** Sources of knowledge: sets of documents that are kept in line with what is served. */
export function sourceRoutes(table: RouteTable): void {
  createSource(table);
  listSources(table);
  readSource(table);
  patchSource(table);
  removeSource(table);
}

function createSource(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/knowledge/sources',
      tag: SOURCES_TAG,
      summary: 'Add a source of knowledge',
      description: 'Nothing is fetched until it is synced: `POST .../sync`, or when its schedule says so.',
      access: write,
      body: createSourceSchema,
      answers: { 201: sourceSchema },
      idempotent: true,
      audit: 'source.create',
    },
    async ({ body, principal: { organizationId }, c }) => {
      const { name, kind, tags, locale, schedule, audience, products } = body;
      const settings = body.kind === 'website' ? body.settings : {};
      const wrong = body.kind === 'website' ? wrongAddress(body.settings, deps) : null;
      if (wrong) return refuse(wrong);
      const about = { name, kind, settings, tags, locale, audience, products };
      const when = { schedule, nextSyncAt: dueAt(schedule, deps) };
      const made = await deps.records.sources.create(
        organizationId,
        { ...about, ...when },
        SOURCE_LIMITS.sources,
      );
      if (!made.ok) return refuse(problemOf(made.error));
      auditTarget(c, made.value.id, { kind });
      return { status: 201, body: viewSource({ source: made.value, sync: null }) };
    },
  );
}

/** A new schedule begins with a sync as soon as the periodic job comes by. */
function dueAt(schedule: Schedule, { clock }: Pick<HttpDeps, 'clock'>): string | null {
  return nextSyncMs(schedule, clock()) === null ? null : new Date(clock()).toISOString();
}

function listSources(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/knowledge/sources',
      tag: SOURCES_TAG,
      summary: 'List sources of knowledge',
      description: 'Each with the progress of its sync.',
      access: read,
      query: pageQuerySchema,
      answers: { 200: pageOf(sourceSchema) },
    },
    async ({ query, principal: { organizationId } }) => {
      const page = await table.deps.records.sources.list(organizationId, query);
      if (!page.ok) return refuse(problemOf(page.error));
      return { status: 200, body: { ...page.value, data: page.value.data.map(viewSource) } };
    },
  );
}

function readSource(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path,
      tag: SOURCES_TAG,
      summary: 'Read a source of knowledge',
      access: read,
      params: sourceParams,
      answers: { 200: sourceSchema },
    },
    async ({ params: { id }, principal: { organizationId } }) =>
      answerSource(table.deps, organizationId, id, 200),
  );
}

function patchSource(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'patch',
      path,
      tag: SOURCES_TAG,
      summary: 'Change a source of knowledge',
      description: 'Its articles follow with the next sync, but `audience` holds for them at once.',
      access: write,
      params: sourceParams,
      body: patchSourceSchema,
      answers: { 200: sourceSchema },
      audit: 'source.update',
    },
    async ({ params: { id }, body, principal: { organizationId }, c }) => {
      const found = await deps.records.sources.get(organizationId, id);
      if (!found) return refuse(NOT_FOUND);
      if (body.settings && found.source.kind !== 'website') return refuse(NO_SETTINGS);
      const wrong = body.settings ? wrongAddress(body.settings, deps) : null;
      if (wrong) return refuse(wrong);
      const { schedule, ...rest } = body;
      const due = schedule === undefined ? {} : { schedule, nextSyncAt: dueAt(schedule, deps) };
      auditTarget(c, id, { changed: Object.keys(body) });
      if (!(await deps.records.sources.update(organizationId, id, defined({ ...rest, ...due }))))
        return refuse(GOING);
      if (body.audience) await narrow(deps, organizationId, id, body.audience);
      return answerSource(deps, organizationId, id, 200);
    },
  );
}

/** What must not be told any more is not told until a sync comes by, but from now on. */
async function narrow(
  { records, knowledge }: HttpDeps,
  organizationId: string,
  sourceId: string,
  audience: Audience[],
): Promise<void> {
  const articles = await records.articles.setAudienceOfSource(organizationId, sourceId, audience);
  await knowledge.setAudience(organizationId, articles, audience);
}

/** What is absent stays as it is. */
function defined(change: { [K in keyof SourceChange]: SourceChange[K] | undefined }): SourceChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function removeSource(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'delete',
      path,
      tag: SOURCES_TAG,
      summary: 'Delete a source of knowledge',
      description:
        'Its articles, files and history go in the background; until they have, it is there as `deleting`, and afterwards answers 404.',
      access: write,
      params: sourceParams,
      answers: { 202: sourceSchema },
      audit: 'source.delete',
    },
    async ({ params: { id: sourceId }, principal: { organizationId }, requestId }) => {
      const sync = await deps.records.sourceSyncs.startDelete(organizationId, sourceId);
      if (sync === null) return refuse(NOT_FOUND);
      await deps.enqueue({
        kind: 'sync-source',
        eventId: deps.newId('evt'),
        requestId,
        organizationId,
        sourceId,
        sync,
      });
      return answerSource(deps, organizationId, sourceId, 202);
    },
  );
}

/** The source as it is now. */
export async function answerSource<const S extends 200 | 202>(
  deps: HttpDeps,
  organizationId: string,
  sourceId: string,
  status: S,
) {
  const found = await deps.records.sources.get(organizationId, sourceId);
  return found ? { status, body: viewSource(found) } : refuse(NOT_FOUND);
}

/** An address that could never be fetched is refused when it is set, not when it is fetched. */
function wrongAddress(
  { url, sitemap }: Partial<Pick<WebsiteSettings, 'url' | 'sitemap'>>,
  { allowLoopbackSites: allowLoopback }: Pick<HttpDeps, 'allowLoopbackSites'>,
): Problem | null {
  const addresses = { url, sitemap };
  const errors = Object.entries(addresses).flatMap(([name, address]) => {
    const checked = address ? checkUrl(address, { allowLoopback }) : null;
    return checked === null || checked.ok
      ? []
      : [{ path: `settings.${name}`, message: checked.error.detail }];
  });
  return errors.length === 0 ? null : { code: 'invalid', detail: 'This address cannot be a source.', errors };
}

const NO_SETTINGS: Problem = {
  code: 'invalid',
  detail: 'Only websites have settings.',
  errors: [{ path: 'settings', message: 'is not known for a source of this kind' }],
};

export const GOING: Problem = { code: 'illegal_transition', detail: 'The source is being deleted.' };

/** A source as the interface shows it. Pure. */
export function viewSource({ source, sync }: SourceWithSync): z.input<typeof sourceSchema> {
  const { id, name, tags, locale, audience, products, schedule, nextSyncAt, createdAt, updatedAt } = source;
  const state = stateOf({ source, sync });
  const lastSync = sync && viewSync(sync);
  return {
    ...{ id, name, kind: SOURCE_KINDS.find((kind) => kind === source.kind) ?? 'files' },
    settings: settingsOf(source.kind, source.settings),
    ...{ tags, locale, audience, products },
    ...{ schedule, state, reason: state === 'failed' ? (sync?.note ?? null) : null },
    ...{ progress: lastSync?.progress ?? null, lastSync, nextSyncAt, createdAt, updatedAt },
  };
}

function settingsOf(kind: string, settings: unknown): WebsiteSettings | null {
  return kind === 'website' ? websiteSettingsSchema.parse(settings) : null;
}

function stateOf({ source, sync }: SourceWithSync): z.input<typeof sourceSchema>['state'] {
  if (source.deleting) return 'deleting';
  if (source.paused) return 'paused';
  if (sync?.state === 'queued' || sync?.state === 'running') return 'syncing';
  return sync?.state === 'failed' ? 'failed' : 'idle';
}

/** A sync as the interface shows it. Pure. */
export function viewSync(sync: Sync) {
  const { number, mode, startedBy, state, phase, note, createdAt, updatedAt, endedAt } = sync;
  const { found, fetched, unchanged, read, failed, chunked, embedded, removed } = sync;
  const progress = { found, fetched, unchanged, read, failed, chunked, embedded, removed };
  return { number, mode, trigger: startedBy, state, phase, progress, note, createdAt, updatedAt, endedAt };
}
