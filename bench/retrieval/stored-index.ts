import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Collection } from '../../scripts/evaluate/collections.ts';
import { ROOT } from '../../scripts/local/paths.ts';
import { KnowledgeIndex } from '../../src/store/knowledge/knowledge-index.ts';
import { applyMigrations, nodeD1 } from '../../test/support/node-d1.ts';
import { preparedArticles } from './corpus.ts';
import { CACHE, hashOf } from './remembered.ts';

/** The organization that benches index for. */
export const BENCH_ORGANIZATION = 'org_bench';

/** Lines of progress while an index is built. */
const EVERY = 10_000;

/**
 * A knowledge database of at least `chunks` chunks, built by the product's index, as a SQLite file that nobody may write to. Kept
 * between runs for as long as migrations, articles and the code that indexes are the same.
 */
export async function storedIndex(
  collections: readonly Collection[],
  chunks: number,
  progress: (line: string) => void,
): Promise<string> {
  const articles = collections.map((one) => JSON.stringify(one.articles));
  const path = join(CACHE, `knowledge-${chunks}-${hashOf([...(await indexingCode()), ...articles])}.sqlite`);
  if (existsSync(path)) return path;
  await mkdir(CACHE, { recursive: true });
  await forgetOlder(chunks);
  const building = `${path}.${process.pid}`;
  await rm(building, { force: true });
  const db = nodeD1(building);
  // A build that was cut short is thrown away, so nothing need survive a power cut.
  db.sqlite.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144');
  applyMigrations(db.sqlite, join(ROOT, 'migrations/knowledge'));
  const index = new KnowledgeIndex(db);
  const began = performance.now();
  let done = 0;
  for (const article of preparedArticles(collections, chunks)) {
    await index.replace({ ...article, organizationId: BENCH_ORGANIZATION });
    const before = Math.floor(done / EVERY);
    done += article.chunks.length;
    if (Math.floor(done / EVERY) > before) {
      const rate = (1_000 * done) / (performance.now() - began);
      progress(`index of ${chunks}: ${done} chunks, ${Math.round(rate)} a second (kept for the next run)`);
    }
  }
  db.close();
  await rename(building, path);
  return path;
}

/** Databases of this size that other code built: 200 MB each at 100,000 chunks. */
async function forgetOlder(chunks: number): Promise<void> {
  const older = (await readdir(CACHE)).filter(
    (name) => name.startsWith(`knowledge-${chunks}-`) && name.endsWith('.sqlite'),
  );
  for (const name of older) await rm(join(CACHE, name), { force: true });
}

/** All that decides what an index holds: the migrations, and the code of indexing with whatever it imports. */
async function indexingCode(): Promise<string[]> {
  const folder = join(ROOT, 'migrations/knowledge');
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/retrieve/index-article.ts', 'src/store/knowledge/knowledge-index.ts'],
    outdir: 'dist/bench',
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  return [
    ...readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')),
    ...outputFiles.map((one) => one.text),
    readFileSync(join(ROOT, 'bench/retrieval/corpus.ts'), 'utf8'),
  ];
}
