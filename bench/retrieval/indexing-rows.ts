import type { Collection } from '../../scripts/evaluate/collections.ts';
import type { ArticleVersion } from '../../src/retrieve/article.ts';
import { processUsage } from '../harness/process-usage.ts';
import { type BenchOptions, type BenchRow, benchRow } from '../harness/report.ts';
import { corpusArticles } from './corpus.ts';
import { type LocalD1, startLocalD1 } from './local-d1.ts';

/** Chunks indexed, and from where on memory may grow no more: by then caches and pools are full. */
const CHUNKS = { full: { all: 100_000, settled: 10_000 }, quick: { all: 5_000, settled: 1_000 } };
/** Articles of one request: a few hundred KB of JSON. */
const BATCH = 20;
const MIN_CHUNKS_PER_SECOND = 300;
/** Memory at the end, as a multiple of that at `settled`: what is constant still breathes. */
const MAX_GROWTH = 1.25;
const MIB = 2 ** 20;

/** How fast the product indexes in the real runtime over local D1, and whether its memory grows with what is indexed. */
export async function indexingRows(
  collections: readonly Collection[],
  options: BenchOptions,
): Promise<BenchRow[]> {
  const wanted = options.quick ? CHUNKS.quick : CHUNKS.full;
  const server = await startLocalD1(null);
  try {
    const { seconds, chunks, memory } = await indexAll(server, collections, wanted, options);
    const rate = benchRow({
      what: `indexing ${chunks.toLocaleString('en')} chunks in workerd over D1: clean, cut, analyse, store`,
      value: chunks / seconds,
      unit: 'chunks/s',
      goal: { is: 'at least', limit: MIN_CHUNKS_PER_SECOND, of: 'value' },
    });
    if (memory === null) return [rate];
    const grown = benchRow({
      what: `resident memory of workerd and D1 at ${chunks.toLocaleString('en')} chunks, most of the last tenth`,
      value: memory.end / MIB,
      unit: 'MiB',
      yardstick: {
        what: `most until ${wanted.settled.toLocaleString('en')} chunks`,
        value: memory.settled / MIB,
      },
      goal: { is: 'at most', limit: MAX_GROWTH, of: 'ratio' },
    });
    return [rate, grown];
  } finally {
    await server.stop();
  }
}

async function indexAll(
  server: LocalD1,
  collections: readonly Collection[],
  wanted: { all: number; settled: number },
  options: BenchOptions,
): Promise<{ seconds: number; chunks: number; memory: { settled: number; end: number } | null }> {
  let milliseconds = 0;
  let chunks = 0;
  const memory = { settled: 0, end: 0 };
  let known = true;
  for (const batch of batches(corpusArticles(collections))) {
    const began = performance.now();
    const before = chunks;
    chunks += await server.index(batch);
    milliseconds += performance.now() - began;
    const { rssBytes } = processUsage(server.pid);
    if (rssBytes === null) known = false;
    else if (chunks <= wanted.settled) memory.settled = Math.max(memory.settled, rssBytes);
    else if (chunks > wanted.all * 0.9) memory.end = Math.max(memory.end, rssBytes);
    if (Math.floor(before / wanted.settled) < Math.floor(chunks / wanted.settled)) {
      const mib = rssBytes === null ? '?' : Math.round(rssBytes / MIB);
      options.progress(
        `${chunks} chunks indexed, ${Math.round((1_000 * chunks) / milliseconds)} a second, ${mib} MiB`,
      );
    }
    if (chunks >= wanted.all) break;
  }
  return { seconds: milliseconds / 1_000, chunks, memory: known ? memory : null };
}

function* batches(articles: Iterable<ArticleVersion>): Generator<ArticleVersion[]> {
  let batch: ArticleVersion[] = [];
  for (const article of articles) {
    batch.push(article);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
