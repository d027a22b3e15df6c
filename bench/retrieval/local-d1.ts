import { readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { ROOT } from '../../scripts/local/paths.ts';
import type { ArticleVersion } from '../../src/retrieve/article.ts';

/** The product's search in the real runtime over a local D1 database. */
export interface LocalD1 {
  /** Chunk ids of one question, over HTTP. `/none` answers at once: what HTTP alone costs. */
  ask(path: '/search' | '/none', question: string): Promise<string[]>;
  /** Indexes articles, one after the other in one request; how many chunks they have. */
  index(articles: readonly ArticleVersion[]): Promise<number>;
  /** Process id of the runtime, which is the database's too. */
  pid: number;
  stop(): Promise<void>;
}

/** Starts miniflare with the search Worker; with the database of a file, or with an empty one. */
export async function startLocalD1(database: string | null): Promise<LocalD1> {
  const script = await bundleSearch();
  const folder = await mkdtemp(join(tmpdir(), 'edgewise-d1-'));
  if (database !== null) await plant(script, folder, database);
  const before = children();
  const miniflare = start(script, folder);
  const url = await miniflare.ready;
  const call = async (path: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(new URL(path, url), init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as string[];
  };
  if (database === null) await call('/migrate', statements());
  return {
    ask: (path, question) => call(`${path}?q=${encodeURIComponent(question)}`),
    index: async (articles) => Number((await call('/index', articles))[0]),
    pid: children().find((pid) => !before.includes(pid)) ?? 0,
    async stop() {
      await miniflare.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function bundleSearch(): Promise<string> {
  const bundle = await build({
    entryPoints: [join(ROOT, 'bench/retrieval/search-worker.ts')],
    bundle: true,
    format: 'esm',
    loader: { '.bin': 'binary' },
    write: false,
    minify: true,
  });
  return bundle.outputFiles[0]?.text ?? '';
}

function start(script: string, folder: string): Miniflare {
  return new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script,
      d1Databases: { DB: 'bench-knowledge' },
      resourcePersistencePath: folder,
      host: '127.0.0.1',
      // No look-ups of the outside world.
      cf: false,
      telemetry: { enabled: false },
      compatibilityDate: '2026-10-20',
    }),
  );
}

/** Puts a database file where miniflare keeps its own: one that is empty tells where that is. */
async function plant(script: string, folder: string, database: string): Promise<void> {
  const empty = start(script, folder);
  const response = await fetch(new URL('/migrate', await empty.ready), {
    method: 'POST',
    body: JSON.stringify(['CREATE TABLE made (here INTEGER)']),
  });
  if (!response.ok) throw new Error(`an empty D1: ${response.status} ${await response.text()}`);
  await empty.dispose();
  const files = await readdir(folder, { recursive: true });
  const own = files.find((name) => name.endsWith('.sqlite') && !name.endsWith('metadata.sqlite'));
  if (own === undefined) throw new Error(`miniflare made no database in ${folder}: ${files.join(', ')}`);
  for (const name of files.filter((one) => one.startsWith(`${own}-`))) await rm(join(folder, name));
  await copyFile(database, join(folder, own));
}

/** Process ids of this process's children; none where the system has no /proc. */
function children(): number[] {
  try {
    return readdirSync('/proc/self/task').flatMap((task) =>
      readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/** The migrations' statements; D1 runs one at a time. A trigger holds semicolons of its own. */
function statements(): string[] {
  const folder = join(ROOT, 'migrations/knowledge');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8').replace(/^--.*$/gm, '');
      return text.match(/\s*CREATE TRIGGER[\s\S]*?END;|[^;]+;/g) ?? [];
    })
    .map((sql) => sql.trim())
    .filter((sql) => sql !== '');
}
