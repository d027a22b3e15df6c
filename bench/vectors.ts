import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { ROOT } from '../scripts/local/paths.ts';
import { type BenchOptions, type BenchRow, benchRow } from './harness/report.ts';
import { median } from './harness/stats.ts';
import { modelVectors } from './retrieval/model-vectors.ts';

const DIMENSIONS = 256;
const CHUNKS_AN_ARTICLE = 10;
const ARTICLES_A_REQUEST = 20;
/** Scans in one request, so that HTTP is a small part of it. */
const SCANS = 20;
const ROUNDS = 7;
const SEARCHES = 50;

type Ask = (path: string, query?: Record<string, number | string>, body?: unknown) => Promise<unknown>;

/**
 * The embedded index of vectors in the real runtime over a local D1: writing, reading into a new isolate, scanning, searching.
 * Beside it the same number of float32 vectors compared one after the other in Node.
 */
export async function run(options: BenchOptions): Promise<BenchRow[]> {
  const { ask, stop } = await start();
  try {
    const sizes = options.quick ? [10_000] : [10_000, 100_000];
    const rows: BenchRow[] = [];
    for (const size of sizes) rows.push(...(await measure(ask, size, options)));
    return rows;
  } finally {
    await stop();
  }
}

async function measure(ask: Ask, size: number, { progress }: BenchOptions): Promise<BenchRow[]> {
  const about = { organization: String(size), dimensions: DIMENSIONS };
  const began = performance.now();
  const perRequest = ARTICLES_A_REQUEST * CHUNKS_AN_ARTICLE;
  for (let from = 0; from < size; from += perRequest)
    await ask('/store', { ...about, from, articles: ARTICLES_A_REQUEST, chunks: CHUNKS_AN_ARTICLE });
  const perSecond = size / ((performance.now() - began) / 1_000);
  progress(`${size} vectors written`);
  await ask('/forget', about);
  const cold = await timeOf(async () => {
    while ((await ask('/search', about)) === 'warming') progress('still reading');
  });
  const scans: number[] = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const scan = async () => {
      ({ bytes } = (await ask('/scan', { ...about, times: SCANS })) as { bytes: number });
    };
    const made = await timeOf(() => ask('/none', { ...about, times: SCANS }));
    scans.push(((await timeOf(scan)) - made) / SCANS);
  }
  const searches: number[] = [];
  for (let at = 0; at < SEARCHES; at += 1) searches.push(await timeOf(() => ask('/search', about)));
  const plain = { what: 'float32, one after the other, in Node', value: plainScan(size) };
  const name = `${size.toLocaleString('en')} vectors of ${DIMENSIONS}`;
  return [
    benchRow({
      what: `${name}: scan, median`,
      value: median(scans),
      unit: 'ms',
      yardstick: plain,
      goal: { is: 'at most', limit: 1, of: 'ratio' },
    }),
    benchRow({
      what: `${name}: search with HTTP and D1, median`,
      value: median(searches),
      unit: 'ms',
      goal: { is: 'at most', limit: 60, of: 'value' },
    }),
    benchRow({
      what: `${name}: read into a new isolate`,
      value: cold,
      unit: 'ms',
      goal: { is: 'at most', limit: 5_000, of: 'value' },
    }),
    benchRow({
      what: `${name}: in memory`,
      value: bytes / 1e6,
      unit: 'MB',
      goal: { is: 'at most', limit: 48, of: 'value' },
    }),
    benchRow({
      what: `${name}: written`,
      value: perSecond,
      unit: 'chunks/s',
      goal: { is: 'at least', limit: 300, of: 'value' },
    }),
  ];
}

/** Median milliseconds of comparing a query with so many vectors, without any index. */
function plainScan(size: number): number {
  const some = modelVectors(1_000, DIMENSIONS, 3);
  const [query = new Float32Array(DIMENSIONS)] = modelVectors(1, DIMENSIONS, 4);
  const all = Array.from({ length: size }, (_, at) => Float32Array.from(some[at % some.length] ?? []));
  const times = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    let best = Number.NEGATIVE_INFINITY;
    for (const vector of all) {
      let sum = 0;
      for (let at = 0; at < DIMENSIONS; at += 1) sum += (query[at] as number) * (vector[at] as number);
      if (sum > best) best = sum;
    }
    return best > Number.NEGATIVE_INFINITY ? performance.now() - began : Number.NaN;
  });
  return median(times);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function start(): Promise<{ ask: Ask; stop: () => Promise<void> }> {
  const bundle = await build({
    entryPoints: [join(ROOT, 'bench/retrieval/vectors-worker.ts')],
    bundle: true,
    format: 'esm',
    write: false,
    minify: true,
  });
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: bundle.outputFiles[0]?.text ?? '',
      d1Databases: { DB: 'bench-vectors' },
      compatibilityDate: '2026-10-20',
    }),
  );
  const base = await miniflare.ready;
  const ask: Ask = async (path, query = {}, body) => {
    const url = new URL(path, base);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(url, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const sql = readFileSync(join(ROOT, 'migrations/knowledge/0003_vectors.sql'), 'utf8').replace(
    /^--.*$/gm,
    '',
  );
  const statements = sql.split(';').map((one) => one.trim());
  await ask(
    '/migrate',
    {},
    statements.filter((one) => one !== ''),
  );
  return { ask, stop: () => miniflare.dispose() };
}
