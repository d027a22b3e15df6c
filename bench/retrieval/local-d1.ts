import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { ROOT } from '../../scripts/local/paths.ts';
import type { Corpus } from './corpus.ts';

/** Search in the real runtime over a local D1 database. */
export interface LocalD1 {
  /** Chunk ids of one question, over HTTP. `/none` answers at once: what HTTP alone costs. */
  ask(path: '/search' | '/plain' | '/none', question: string): Promise<string[]>;
  stop(): Promise<void>;
}

/** Articles of one load request: a few hundred KB of JSON. */
const LOAD = 20;

/** Starts miniflare with the search Worker and loads the corpus through the product's own index. */
export async function startLocalD1(corpus: Corpus, progress: (line: string) => void): Promise<LocalD1> {
  const folder = join(ROOT, 'dist', 'bench');
  await mkdir(folder, { recursive: true });
  const bundle = await build({
    entryPoints: [join(ROOT, 'bench/retrieval/search-worker.ts')],
    bundle: true,
    format: 'esm',
    write: false,
    minify: true,
  });
  const script = bundle.outputFiles[0]?.text ?? '';
  await writeFile(join(folder, 'search-worker.js'), script);
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script,
      d1Databases: { DB: 'bench-knowledge' },
      compatibilityDate: '2026-10-20',
    }),
  );
  const url = await miniflare.ready;
  const post = async (path: string, body: unknown) => {
    const response = await fetch(new URL(path, url), { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };
  await post('/migrate', [...statements(), PLAIN]);
  for (let from = 0; from < corpus.articles.length; from += LOAD) {
    await post('/load', corpus.articles.slice(from, from + LOAD));
    if (from % (LOAD * 20) === 0) progress(`D1: ${from} of ${corpus.articles.length} articles`);
  }
  return {
    async ask(path, question) {
      const response = await fetch(new URL(`${path}?q=${encodeURIComponent(question)}`, url));
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as string[];
    },
    stop: () => miniflare.dispose(),
  };
}

const PLAIN =
  "CREATE VIRTUAL TABLE plain USING fts5 (title, heading, text, id UNINDEXED, tokenize = 'porter unicode61')";

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
