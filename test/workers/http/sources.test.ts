import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import type { SourceFile } from '../../../src/store/source-files.ts';
import worker from '../../support/test-worker.ts';
import { BASE, call, records, seedTenant, type Tenant } from './http-kit.ts';

let acme: Tenant;
let token = '';

beforeAll(async () => {
  acme = await seedTenant('Acme');
  token = acme.keys.admin.key;
});

const ROOT = '/v1/knowledge/sources';

async function source(body: object = { kind: 'files', name: 'Manuals' }): Promise<string> {
  const made = await call('POST', ROOT, { token, body });
  expect(made.status).toBe(201);
  return made.body.id;
}

function send(
  method: string,
  path: string,
  body?: BodyInit,
  headers: Record<string, string> = {},
): Promise<Response> {
  return exports.default.fetch(`${BASE}${ROOT}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

/** Delivers the messages of a sync until it has ended, as the queue does. */
async function settle(id: string): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    const found = await records.sources.get(acme.organization.id, id);
    if (!found?.sync || (found.sync.state !== 'queued' && found.sync.state !== 'running')) return;
    const body = {
      kind: 'sync-source',
      eventId: 'e',
      requestId: 'r',
      organizationId: acme.organization.id,
      sourceId: id,
    };
    const batch = createMessageBatch('edgewise-syncs', [
      { id: `m${steps}`, timestamp: new Date(), attempts: 1, body: { ...body, sync: found.sync.number } },
    ]);
    const ctx = createExecutionContext();
    await worker.queue(batch, env);
    await getQueueResult(batch, ctx);
  }
  throw new Error('the sync never ends');
}

test('a file is stored with its hash and type, listed, given back as a download, and answered for after a sync', async () => {
  const id = await source();
  const text = '# Returns\n\nYou may return a walrus within thirty days.\n';
  const put = await send('PUT', `/${id}/files/manuals/returns.md`, text, { 'content-type': 'text/markdown' });
  expect(put.status).toBe(201);
  const file = (await put.json()) as SourceFile;
  expect(file).toMatchObject({ path: 'manuals/returns.md', bytes: text.length, mediaType: 'text/markdown' });
  expect(file.hash).toMatch(/^[0-9a-f]{64}$/);
  const encoded = await send('PUT', `/${id}/files/manuals%2Freturns.md`, text, {
    'content-type': 'text/markdown',
  });
  expect(encoded.status, 'the same file, however its slash is written').toBe(200);
  expect((await call('GET', `${ROOT}/${id}/files`, { token })).body.data).toHaveLength(1);
  const got = await send('GET', `/${id}/files/manuals/returns.md`);
  expect([got.headers.get('content-type'), got.headers.get('content-disposition'), await got.text()]).toEqual(
    ['text/markdown', 'attachment', text],
  );
  expect(got.headers.get('content-security-policy')).toContain('sandbox');

  const started = await call('POST', `${ROOT}/${id}/sync`, { token, body: {} });
  expect([started.status, started.body.state]).toEqual([202, 'syncing']);
  await settle(id);
  const after = await call('GET', `${ROOT}/${id}`, { token });
  expect(after.body).toMatchObject({ state: 'idle', progress: { found: 1, read: 1, failed: 0 } });
  const hits = await call('POST', '/v1/knowledge/search', { token, body: { query: 'return a walrus' } });
  expect(hits.body.data[0]?.text).toContain('thirty days');
  const documents = await call('GET', `${ROOT}/${id}/documents`, { token });
  expect(documents.body.data).toMatchObject([{ key: 'manuals/returns.md', state: 'indexed', articles: 1 }]);
});

test('an article of a source cannot be overwritten or removed by itself, and says whose it is', async () => {
  const id = await source();
  await send('PUT', `/${id}/files/a.txt`, 'A text of the source.', { 'content-type': 'text/plain' });
  await call('POST', `${ROOT}/${id}/sync`, { token, body: {} });
  await settle(id);
  const documents = await send('GET', `/${id}/documents`);
  const [document] = ((await documents.json()) as { data: { externalId: string }[] }).data;
  const path = `/v1/knowledge/articles/${document?.externalId}`;
  expect((await call('GET', path, { token })).body).toMatchObject({ sourceId: id, state: 'indexed' });
  const body = { title: 'Mine', body: 'Mine now.', format: 'text' };
  const put = await call('PUT', path, { token, body });
  expect([put.status, put.body.code]).toEqual([409, 'belongs_to_source']);
  expect((await call('DELETE', path, { token })).status).toBe(409);
});

test('files that a request does not keep are removed, and their articles go with the sync that it begins', async () => {
  const id = await source();
  for (const name of ['a', 'b', 'c']) await send('PUT', `/${id}/files/${name}.txt`, `Text of ${name}.`);
  await call('POST', `${ROOT}/${id}/sync`, { token, body: {} });
  await settle(id);
  const kept = await call('POST', `${ROOT}/${id}/sync`, { token, body: { keep: ['b.txt'] } });
  expect(kept.status).toBe(202);
  const busy = await call('POST', `${ROOT}/${id}/sync`, { token, body: {} });
  expect([busy.status, busy.body.code]).toEqual([409, 'illegal_transition']);
  await settle(id);
  const after = await call('GET', `${ROOT}/${id}`, { token });
  expect(after.body).toMatchObject({ state: 'idle', progress: { found: 1, unchanged: 1, removed: 2 } });
  const wrong = await call('POST', `${ROOT}/${id}/sync`, { token, body: { keep: ['b.txt', '../etc'] } });
  expect([wrong.status, wrong.body.errors[0]?.path]).toEqual([422, 'keep.1']);
});

test('a body that is too large, empty or without its length, and a path that leaves the source, are refused and leave nothing', async () => {
  const id = await source();
  const refused = [
    await send('PUT', `/${id}/files/empty.txt`, ''),
    await send('PUT', `/${id}/files/large.bin`, new Uint8Array(25_000_001)),
    await send('PUT', `/${id}/files/..%2F..%2Fetc%2Fpasswd`, 'x'),
    await send('PUT', `/${id}/files/a%5Cb.txt`, 'x'),
    await send('PUT', '/src_none/files/a.txt', 'x'),
  ];
  expect(refused.map(({ status }) => status)).toEqual([400, 413, 422, 422, 404]);
  expect((await call('GET', `${ROOT}/${id}/files`, { token })).body.data).toEqual([]);
  const site = await source({
    kind: 'website',
    name: 'Site',
    settings: { url: 'https://help.example.com/' },
  });
  expect((await send('PUT', `/${site}/files/a.txt`, 'x')).status).toBe(409);
});

test('a source is paused, resumed, rolled back only where there is something before, changed and deleted', async () => {
  const id = await source({ kind: 'website', name: 'Site', settings: { url: 'https://help.example.com/' } });
  const post = (name: string) => call('POST', `${ROOT}/${id}/${name}`, { token });
  expect((await post('pause')).body.state).toBe('paused');
  expect((await call('POST', `${ROOT}/${id}/sync`, { token, body: {} })).status).toBe(409);
  expect((await post('resume')).body.state).toBe('idle');
  expect((await post('rollback')).status).toBe(409);
  const patched = await call('PATCH', `${ROOT}/${id}`, { token, body: { schedule: 'daily', tags: ['faq'] } });
  expect(patched.body).toMatchObject({
    schedule: 'daily',
    tags: ['faq'],
    name: 'Site',
    nextSyncAt: expect.any(String),
  });
  const gone = await call('DELETE', `${ROOT}/${id}`, { token });
  expect([gone.status, gone.body.state]).toEqual([202, 'deleting']);
  expect((await call('DELETE', `${ROOT}/${id}`, { token })).status).toBe(202);
  await settle(id);
  expect((await call('GET', `${ROOT}/${id}`, { token })).status).toBe(404);
  const audit = await records.audit.list(acme.organization.id, { limit: 100 });
  const actions = audit.ok ? audit.value.data.map(({ action }) => action) : [];
  expect(actions).toEqual(
    expect.arrayContaining(['source.create', 'source.pause', 'source.update', 'source.delete']),
  );
});

test('settings that are none are refused with the field that is wrong', async () => {
  const tries: [object, string][] = [
    [{ kind: 'website', name: 'S', settings: { url: 'ftp://a.test/' } }, 'settings.url'],
    [{ kind: 'website', name: 'S', settings: { url: 'https://user:pw@a.test/' } }, 'settings.url'],
    [
      { kind: 'website', name: 'S', settings: { url: 'https://a.test/', include: ['help'] } },
      'settings.include.0',
    ],
    [
      { kind: 'website', name: 'S', settings: { url: 'https://a.test/', maxPages: 1e9 } },
      'settings.maxPages',
    ],
    [{ kind: 'files', name: ' ' }, 'name'],
    [{ kind: 'files', name: 'S', settings: {} }, 'settings'],
  ];
  for (const [body, path] of tries) {
    const refused = await call('POST', ROOT, { token, body });
    expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([422, path]);
  }
});

test('an address that is none, or leads into a private network, is refused with what is wrong about it', async () => {
  const website = (settings: object) =>
    call('POST', ROOT, { token, body: { kind: 'website', name: 'Site', settings } });
  for (const url of [
    'http://',
    'http://a b/',
    'http://10.0.0.1/',
    'http://169.254.169.254/',
    'http://printer.local/',
  ]) {
    const { status, body } = await website({ url });
    expect({ url, status }).toEqual({ url, status: 422 });
    expect(body.errors[0]?.path).toMatch(/url$/);
  }
  const sitemap = await website({ url: 'https://help.acme.example/', sitemap: 'http://10.0.0.1/x.xml' });
  expect([sitemap.status, sitemap.body.errors[0]?.path]).toEqual([422, 'settings.sitemap']);
});
