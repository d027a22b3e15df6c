import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { KnowledgeClient } from '../../../scripts/knowledge/client.ts';
import { hashOf } from '../../../scripts/knowledge/folder.ts';
import { push } from '../../../scripts/knowledge/push.ts';

let server: Server | null = null;
let folder = '';

afterEach(async () => {
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The part of the interface that a push uses, in memory: one source of files whose syncs end at the second look. */
async function standIn() {
  const files = new Map<string, Buffer>();
  const calls: string[] = [];
  const state = {
    made: false,
    syncs: 0,
    looks: 0,
    refuse: 0,
    failed: [] as { key: string; detail: string }[],
  };
  const source = () => ({
    ...{ id: 'src_1', name: 'Manuals', kind: 'files', reason: null, progress: { found: files.size } },
    state: state.syncs > 0 && state.looks < 2 ? 'syncing' : 'idle',
    lastSync: state.syncs === 0 ? null : { number: state.syncs, state: 'finished', note: null },
  });
  const answer = (method: string, path: string, body: Buffer): [number, unknown] => {
    const file = /^\/v1\/knowledge\/sources\/src_1\/files\/(.+)$/.exec(path)?.[1];
    if (file !== undefined) {
      const name = file.split('/').map(decodeURIComponent).join('/');
      if (method === 'DELETE') return files.delete(name) ? [204, null] : [404, {}];
      files.set(name, body);
      return [201, {}];
    }
    if (path.startsWith('/v1/knowledge/sources/src_1/files')) {
      return [
        200,
        { data: [...files].map(([name, bytes]) => ({ path: name, hash: hashOf(bytes) })), nextCursor: null },
      ];
    }
    if (path.startsWith('/v1/knowledge/sources/src_1/documents'))
      return [200, { data: state.failed, nextCursor: null }];
    if (path.endsWith('/sync')) {
      state.syncs += 1;
      state.looks = 0;
      return [202, source()];
    }
    if (path === '/v1/knowledge/sources/src_1') {
      state.looks += 1;
      return [200, source()];
    }
    if (method === 'POST') state.made = true;
    return method === 'POST'
      ? [201, source()]
      : [200, { data: state.made ? [source()] : [], nextCursor: null }];
  };
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    calls.push(`${request.method} ${request.url?.split('?')[0]?.replace('/v1/knowledge/sources', '')}`);
    if (state.refuse > 0) {
      state.refuse -= 1;
      response.writeHead(429, { 'retry-after': '0.01' }).end('{}');
      return;
    }
    const [status, body] = answer(request.method ?? '', request.url ?? '', Buffer.concat(chunks));
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(body === null ? '' : JSON.stringify(body));
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { files, calls, state, client: new KnowledgeClient(`http://127.0.0.1:${port}`, 'key') };
}

async function makeFolder(files: Record<string, string>): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'push-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

test('a folder is uploaded once, then only what changed of it, and what vanished from it goes', async () => {
  const { files, calls, state, client } = await standIn();
  await makeFolder({
    'a.md': 'A',
    'deep/ü b.txt': 'B',
    'c.csv': 'C',
    'logo.png': 'x',
    '.hidden.md': 'x',
    'empty.md': '',
  });
  const said: string[] = [];
  const run = () => push({ client, folder, name: 'Manuals', sync: true, say: (line) => said.push(line) });
  state.refuse = 1;
  expect(await run()).toEqual({ ok: true, failed: [] });
  expect([...files.keys()].sort()).toEqual(['a.md', 'c.csv', 'deep/ü b.txt']);
  expect(said).toContain('skipped  logo.png: not a kind that is read');
  expect(said).toContain('skipped  empty.md: it is empty');

  await writeFile(join(folder, 'a.md'), 'A, changed');
  await rm(join(folder, 'c.csv'));
  calls.length = 0;
  state.failed = [{ key: 'a.md', detail: 'It needs a password.' }];
  expect(await run()).toEqual({ ok: true, failed: state.failed });
  expect(calls.filter((call) => /^(PUT|DELETE)/.test(call)).sort()).toEqual([
    ...['DELETE /src_1/files/c.csv', 'PUT /src_1/files/a.md'],
  ]);
  expect(said.at(-1)).toContain('finished');
}, 20_000);

test('a folder that holds nothing to be read empties no source', async () => {
  const { files, client } = await standIn();
  files.set('a.md', Buffer.from('A'));
  await makeFolder({ 'logo.png': 'x' });
  const pushed = push({ client, folder, name: 'Manuals', sync: true, say: () => undefined });
  await expect(pushed).rejects.toThrow(/nothing in .* that can be read/);
  expect(files.size).toBe(1);
});
