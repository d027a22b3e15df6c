import type { Context } from 'hono';
import * as z from 'zod';
import { err, ok, type Result } from '../../../src/domain/result.ts';
import { pageOf } from '../../../src/protocol/http/page.ts';
import { sourcePathSchema } from '../../../src/protocol/http/source-path.ts';
import { SOURCE_LIMITS, sourceFileSchema } from '../../../src/protocol/http/sources.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import type { SourceFile } from '../../../src/store/source-files.ts';
import { keysOf } from '../../file-store.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { keyedPage, longCursorSchema } from '../keyed-page.ts';
import { auditTarget } from '../middleware/audit.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { GOING, SOURCES_TAG, sourceParams } from './sources.ts';

const path = '/v1/knowledge/sources/{id}/files/{path}';
const params = sourceParams.extend({ path: sourcePathSchema });
const read = 'knowledge.read';
const write = 'knowledge.write';
/** Files of a page: a client that compares hashes wants them all. */
const FILES_PER_PAGE = 1_000;
/** UTF-16 units of a content type that is kept. */
const MEDIA_TYPE_CHARS = 200;

/** Files of a source, as bytes. What is uploaded is served after the next sync. */
export function uploadRoutes(table: RouteTable): void {
  listFiles(table);
  putFile(table);
  readFile(table);
  removeFile(table);
}

const filesQuerySchema = z.object({
  limit: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().int().min(1).max(FILES_PER_PAGE))
    .optional()
    .meta({ type: 'integer', minimum: 1, maximum: FILES_PER_PAGE, default: FILES_PER_PAGE }),
  cursor: longCursorSchema,
});

function listFiles(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/knowledge/sources/{id}/files',
      tag: SOURCES_TAG,
      summary: 'List files of a source',
      description: 'With their hashes, so that only what has changed need be uploaded.',
      access: read,
      params: sourceParams,
      query: filesQuerySchema,
      answers: { 200: pageOf(sourceFileSchema) },
    },
    async ({ params: { id }, query: { limit = FILES_PER_PAGE, cursor }, principal: { organizationId } }) => {
      const { records } = table.deps;
      if (!(await records.sources.get(organizationId, id))) return refuse(NOT_FOUND);
      const page = await keyedPage({
        ...{ list: 'source-files', owner: id, cursor, limit },
        read: (request) => records.sourceFiles.list(organizationId, id, request),
        keyOf: ({ path: key }) => key,
      });
      if (!page.ok) return refuse(problemOf(page.error));
      return { status: 200, body: { ...page.value, data: page.value.data.map(view) } };
    },
  );
}

function putFile(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'put',
      path,
      tag: SOURCES_TAG,
      summary: 'Upload a file',
      description: `The body is the file, at most ${SOURCE_LIMITS.fileBytes} bytes, with its \`Content-Type\`. It is served after the next sync. Slashes in the path may be written as they are.`,
      access: write,
      params,
      raw: 'body',
      answers: { 200: sourceFileSchema, 201: sourceFileSchema },
      audit: 'source.file.put',
    },
    async ({ params: { id, path: name }, principal: { organizationId }, c }) => {
      const refusal = await cannotTake(deps, organizationId, id);
      if (refusal) return refuse(refusal);
      const object = keysOf(organizationId, id).uploads + deps.newId('obj');
      const stored = await store(deps, c, object);
      if (!stored.ok) return refuse(stored.error);
      auditTarget(c, id, { bytes: stored.value.bytes });
      const mediaType = c.req.header('content-type')?.slice(0, MEDIA_TYPE_CHARS) ?? null;
      const file = { path: name, mediaType, object, ...stored.value };
      const put = await deps.records.sourceFiles.put(organizationId, id, file, SOURCE_LIMITS.files);
      if (!put) {
        await deps.files.delete([object]);
        return refuse(problemOf({ reason: 'limit_reached', limit: SOURCE_LIMITS.files }));
      }
      if (put.replaced) await deps.files.delete([put.replaced]);
      const updatedAt = new Date(deps.clock()).toISOString();
      return { status: put.created ? 201 : 200, body: view({ ...file, updatedAt }) };
    },
  );
}

async function cannotTake(deps: HttpDeps, organizationId: string, id: string): Promise<Problem | null> {
  const found = await deps.records.sources.get(organizationId, id);
  if (!found) return NOT_FOUND;
  if (found.source.deleting) return GOING;
  if (found.source.kind === 'files') return null;
  return { code: 'illegal_transition', detail: 'Only a source of the kind files takes files.' };
}

/** Streams the body into R2 and hashes it on its way, so that no more than a piece of it is in memory. */
async function store(
  deps: HttpDeps,
  c: Context<HttpEnv>,
  object: string,
): Promise<Result<{ bytes: number; hash: string }, Problem>> {
  const length = c.req.header('content-length') ?? '';
  const { body } = c.req.raw;
  const bytes = /^\d{1,15}$/.test(length) ? Number(length) : -1;
  if (bytes > SOURCE_LIMITS.fileBytes) {
    return err({ code: 'too_large', detail: `A file may have at most ${SOURCE_LIMITS.fileBytes} bytes.` });
  }
  if (bytes < 1 || body === null) {
    return err({ code: 'malformed_request', detail: 'Send the file as the body, with its Content-Length.' });
  }
  const digest = new crypto.DigestStream('SHA-256');
  const [hashed, kept] = body.tee();
  const fixed = new FixedLengthStream(bytes);
  const ended = await Promise.allSettled([
    hashed.pipeTo(digest),
    kept.pipeTo(fixed.writable),
    deps.files.put(object, fixed.readable),
  ]);
  if (ended.some(({ status }) => status === 'rejected')) {
    digest.digest.catch(() => undefined);
    await deps.files.delete([object]);
    return err({
      code: 'malformed_request',
      detail: 'The body ended early, or could not be stored. Send it again.',
    });
  }
  const hash = Array.from(new Uint8Array(await digest.digest), (byte) => byte.toString(16).padStart(2, '0'));
  return ok({ bytes, hash: hash.join('') });
}

function readFile(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'get',
      path,
      tag: SOURCES_TAG,
      summary: 'Download a file',
      access: read,
      params,
      raw: 'answer',
      answers: { 200: z.instanceof(Response) },
    },
    async ({ params: { id, path: name }, principal: { organizationId } }) => {
      const file = await deps.records.sourceFiles.get(organizationId, id, name);
      const body = file && (await deps.files.stream(file.object));
      if (!file || !body) return refuse(NOT_FOUND);
      return { status: 200, body: new Response(body, { headers: downloadHeaders(file) }) };
    },
  );
}

/** It is somebody's file on our origin: saved, never shown, and whatever it holds may not run. */
function downloadHeaders({ mediaType, hash, bytes }: SourceFile): Record<string, string> {
  return {
    'Content-Type': mediaType ?? 'application/octet-stream',
    'Content-Length': String(bytes),
    'Content-Disposition': 'attachment',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    ETag: `"${hash}"`,
  };
}

function removeFile(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'delete',
      path,
      tag: SOURCES_TAG,
      summary: 'Remove a file',
      description: 'Its articles go with the next sync.',
      access: write,
      params,
      answers: { 204: null },
      audit: 'source.file.remove',
    },
    async ({ params: { id, path: name }, principal: { organizationId } }) => {
      const gone = await deps.records.sourceFiles.remove(organizationId, id, name);
      if (!gone) return refuse(NOT_FOUND);
      await deps.files.delete([gone.object]);
      return { status: 204, body: null };
    },
  );
}

function view({
  path: name,
  bytes,
  mediaType,
  hash,
  updatedAt,
}: Omit<SourceFile, 'organizationId' | 'sourceId'>) {
  return { path: name, bytes, mediaType, hash, updatedAt };
}
