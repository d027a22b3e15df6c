import { join } from 'node:path';
import { dataCollections } from '../scripts/evaluate/collections.ts';
import { ROOT } from '../scripts/local/paths.ts';
import { search } from '../src/retrieve/search.ts';
import { KnowledgeIndex } from '../src/store/knowledge/knowledge-index.ts';
import { applyMigrations, nodeD1 } from '../test/support/node-d1.ts';
import { type BenchOptions, type BenchRow, benchRow } from './harness/report.ts';
import { percentile } from './harness/stats.ts';
import { articleHits } from './retrieval/article-hits.ts';
import { buildCorpus, type Corpus, type SampledQuestion, sampleQuestions } from './retrieval/corpus.ts';
import { startLocalD1 } from './retrieval/local-d1.ts';
import { miniSearchEngine, plainFts5Engine } from './retrieval/peers.ts';

const CHUNKS = 10_000;
const QUESTIONS = 400;
/** Times search may take, as a multiple of MiniSearch's in the same run. */
const TIMES_MINISEARCH = 1.5;

/**
 * Search over 10,000 chunks of real help centres: time and hit@5, in this process and in the real runtime over local D1, beside
 * MiniSearch and plain FTS5 on the same chunks and questions.
 */
export async function run(options: BenchOptions): Promise<BenchRow[]> {
  const collections = dataCollections(options.data);
  if (collections.length === 0) {
    throw new Error(
      `no help centres in ${join(options.data, 'kb')}: give --data DIR (layout in that folder's README)`,
    );
  }
  const corpus = buildCorpus(collections, options.quick ? CHUNKS / 4 : CHUNKS);
  const questions = sampleQuestions(corpus, options.quick ? QUESTIONS / 4 : QUESTIONS);
  options.progress(
    `${corpus.chunks} chunks: ${corpus.real} as written, the rest variants with 30 % of their words exchanged; ${questions.length} questions`,
  );
  const here = await inProcess(corpus, questions, options);
  const there = await inD1(corpus, questions, options);
  return [...rows(here, there, corpus), ...(await articleHits(collections, options))];
}

interface Measured {
  p50: number;
  p99: number;
  hits: number;
}

type Found = string[] | Promise<string[]>;

/** Asks every question twice, the first round to warm up, so that each engine is timed on code and caches that are hot. */
async function measure(
  questions: readonly SampledQuestion[],
  ask: (question: string) => Found,
): Promise<Measured> {
  for (const one of questions) await ask(one.question);
  return measureOnce(questions, ask);
}

async function measureOnce(
  questions: readonly SampledQuestion[],
  ask: (question: string) => Found,
): Promise<Measured> {
  const times: number[] = [];
  let hits = 0;
  for (const one of questions) {
    const began = performance.now();
    const found = await ask(one.question);
    times.push(performance.now() - began);
    if (found.includes(one.chunkId)) hits += 1;
  }
  return { p50: percentile(times, 50), p99: percentile(times, 99), hits: hits / questions.length };
}

interface InProcess {
  mini: Measured;
  plain: Measured;
  own: Measured;
  cold: Measured;
}

async function inProcess(
  corpus: Corpus,
  questions: SampledQuestion[],
  options: BenchOptions,
): Promise<InProcess> {
  const mini = await measure(questions, miniSearchEngine(corpus));
  options.progress('MiniSearch measured');
  const plain = await measure(questions, plainFts5Engine(corpus));
  options.progress('plain FTS5 measured');
  const db = nodeD1();
  applyMigrations(db.sqlite, join(ROOT, 'migrations/knowledge'));
  const index = new KnowledgeIndex(db);
  for (const article of corpus.articles) await index.replace({ ...article, organizationId: 'org_bench' });
  const ask = (reader: KnowledgeIndex) => async (query: string) => {
    const found = await search({ organizationId: 'org_bench', query, limit: 5 }, { index: reader });
    return found.passages.map((one) => one.chunkId);
  };
  const own = await measure(questions, ask(index));
  const cold = await measureOnce(questions, (query) => ask(new KnowledgeIndex(db))(query));
  db.close();
  options.progress('search measured in this process');
  return { mini, plain, own, cold };
}

interface InD1 {
  none: Measured;
  plain: Measured;
  own: Measured;
}

async function inD1(corpus: Corpus, questions: SampledQuestion[], options: BenchOptions): Promise<InD1> {
  const server = await startLocalD1(corpus, options.progress);
  try {
    return {
      none: await measure(questions, (query) => server.ask('/none', query)),
      plain: await measure(questions, (query) => server.ask('/plain', query)),
      own: await measure(questions, (query) => server.ask('/search', query)),
    };
  } finally {
    await server.stop();
  }
}

function rows(here: InProcess, there: InD1, corpus: Corpus): BenchRow[] {
  const time = (what: string, value: number, yardstick: string, other: number, limit: number) =>
    benchRow({
      what,
      value,
      unit: 'ms',
      yardstick: { what: yardstick, value: other },
      goal: { is: 'at most', limit, of: 'ratio' },
    });
  const hits = (what: string, value: number, yardstick: string, other: number) =>
    benchRow({
      what,
      value,
      unit: 'hit@5',
      yardstick: { what: yardstick, value: other },
      goal: { is: 'at least', limit: 1, of: 'ratio' },
    });
  const over = `search over ${corpus.chunks} chunks`;
  return [
    time(`${over}, in process, p50`, here.own.p50, 'MiniSearch', here.mini.p50, TIMES_MINISEARCH),
    time(`${over}, in process, p99`, here.own.p99, 'MiniSearch', here.mini.p99, TIMES_MINISEARCH),
    time('the same with nothing cached, p50', here.cold.p50, 'MiniSearch', here.mini.p50, TIMES_MINISEARCH),
    time('the same with nothing cached, p99', here.cold.p99, 'MiniSearch', here.mini.p99, TIMES_MINISEARCH),
    time(
      'search in local D1 over HTTP, p50',
      there.own.p50,
      'plain FTS5 in the same D1',
      there.plain.p50,
      TIMES_MINISEARCH,
    ),
    time(
      'search in local D1 over HTTP, p99',
      there.own.p99,
      'plain FTS5 in the same D1',
      there.plain.p99,
      TIMES_MINISEARCH,
    ),
    time(
      'search in local D1, less HTTP alone, p50',
      there.own.p50 - there.none.p50,
      'MiniSearch in process',
      here.mini.p50,
      TIMES_MINISEARCH,
    ),
    hits('words of one passage', here.own.hits, 'MiniSearch', here.mini.hits),
    hits('words of one passage', here.own.hits, 'plain FTS5', here.plain.hits),
    hits('words of one passage, in D1', there.own.hits, 'plain FTS5 in D1', there.plain.hits),
  ];
}
