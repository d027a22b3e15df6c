import type { Collection } from '../../scripts/evaluate/collections.ts';
import { meanings } from '../../scripts/evaluate/knowledge-base.ts';
import { search } from '../../src/retrieve/search.ts';
import { KnowledgeIndex } from '../../src/store/knowledge/knowledge-index.ts';
import { nodeD1 } from '../../test/support/node-d1.ts';
import { type BenchOptions, type BenchRow, benchRow, type Goal } from '../harness/report.ts';
import { percentile } from '../harness/stats.ts';
import { preparedArticles, sampleQuestions } from './corpus.ts';
import { type Engine, searchRows } from './engine.ts';
import { startLocalD1 } from './local-d1.ts';
import { fts5Engine, miniSearchEngine } from './peers.ts';
import { BENCH_ORGANIZATION, storedIndex } from './stored-index.ts';

interface Size {
  chunks: number;
  /** Questions made of words of a chunk; as many written ones come beside them. */
  questions: number;
}

/** A company's help centre, and the largest that is served without Vectorize: there MiniSearch takes most of a second a question. */
const SIZES: Record<'full' | 'quick', Size[]> = {
  full: [
    { chunks: 10_000, questions: 400 },
    { chunks: 100_000, questions: 150 },
  ],
  quick: [{ chunks: 5_000, questions: 100 }],
};
/** Questions of the round that is not timed: all for what has caches, so many for what only has to be compiled. */
const WARM = 30;
const PASSAGES = 5;
/** Time search may take beside MiniSearch, which holds everything in memory. */
const TIMES_MINISEARCH = 1;
/** Above 10,000 chunks a person waits for it, not another program: milliseconds of the slowest of a hundred. */
const LARGE_P99_MS = 60;
const LARGE = 50_000;

interface Asked {
  question: string;
  /** The chunk that the words are of; null where somebody wrote the question. */
  chunkId: string | null;
}

type Ask = (question: string) => Promise<readonly string[]>;

interface Measured {
  p50: number;
  p99: number;
  /** Share of the sampled questions whose chunk is among the first five. */
  hits: number;
}

/** How long a search takes, in this process and in the real runtime over local D1, beside MiniSearch in this process. */
export async function timeRows(
  collections: readonly Collection[],
  options: BenchOptions,
): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const { chunks, questions } of SIZES[options.quick ? 'quick' : 'full']) {
    const path = await storedIndex(collections, chunks, options.progress);
    const asked = questionsOf(collections, questions);
    rows.push(...(await measureSize(collections, chunks, path, asked, options)));
  }
  return rows;
}

function questionsOf(collections: readonly Collection[], count: number): Asked[] {
  const written = collections.flatMap((one) => one.questions);
  const step = Math.max(1, Math.floor(written.length / count));
  return [
    ...sampleQuestions(collections, count),
    ...written
      .filter((_, at) => at % step === 0)
      .slice(0, count)
      .map(({ question }) => ({ question, chunkId: null })),
  ];
}

async function measureSize(
  collections: readonly Collection[],
  size: number,
  path: string,
  asked: readonly Asked[],
  options: BenchOptions,
): Promise<BenchRow[]> {
  const db = nodeD1(path);
  const index = new KnowledgeIndex(db);
  const own = ownSearch(() => index);
  const cold = ownSearch(() => new KnowledgeIndex(db));
  const rows = searchRows(preparedArticles(collections, size), 'chunks');
  const mini = idsOf(miniSearchEngine(rows));
  options.progress(`${size} chunks: MiniSearch has them too; ${asked.length} questions`);
  // Turn by turn, so that what else the machine does meets all of them alike.
  const here = await inTurn(asked, { own, cold, mini }, ['own']);
  const fts = await hitsOf(asked, idsOf(fts5Engine(rows, 'porter unicode61')));
  db.close();
  options.progress(`${size} chunks: searched in this process`);
  const server = await startLocalD1(path);
  const engines: Record<'own' | 'none', Ask> = {
    own: (question) => server.ask('/search', question),
    none: (question) => server.ask('/none', question),
  };
  const there = await inTurn(asked, engines, ['own']).finally(() => server.stop());
  options.progress(`${size} chunks: searched in D1`);
  return rowsOf(size, { ...here, fts }, there);
}

/** A search as a turn makes it; `index` may be one that knows nothing yet. */
function ownSearch(index: () => KnowledgeIndex): Ask {
  return async (query) => {
    const request = { organizationId: BENCH_ORGANIZATION, query, limit: PASSAGES };
    return (await search(request, { index: index(), meanings })).passages.map((one) => one.chunkId);
  };
}

function idsOf(engine: Engine): Ask {
  return async (question) => (await engine(question, PASSAGES)).map((one) => one.id);
}

/** Every question to every engine, one engine after the other, after a round that warms code and, for those `cached`, caches. */
async function inTurn<Name extends string>(
  asked: readonly Asked[],
  engines: Record<Name, Ask>,
  cached: readonly NoInfer<Name>[],
): Promise<Record<Name, Measured>> {
  const names = Object.keys(engines) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  const hits = new Map<Name, number>(names.map((name) => [name, 0]));
  for (const [at, { question }] of asked.entries()) {
    for (const name of names) if (at < WARM || cached.includes(name)) await engines[name](question);
  }
  for (const { question, chunkId } of asked) {
    for (const name of names) {
      const began = performance.now();
      const found = await engines[name](question);
      times.get(name)?.push(performance.now() - began);
      if (chunkId !== null && found.includes(chunkId)) hits.set(name, (hits.get(name) ?? 0) + 1);
    }
  }
  const sampled = asked.filter((one) => one.chunkId !== null).length;
  const measured = names.map((name): [Name, Measured] => {
    const own = times.get(name) ?? [];
    return [
      name,
      { p50: percentile(own, 50), p99: percentile(own, 99), hits: (hits.get(name) ?? 0) / sampled },
    ];
  });
  return Object.fromEntries(measured) as Record<Name, Measured>;
}

/** Share of the sampled questions whose chunk an engine finds. */
async function hitsOf(asked: readonly Asked[], ask: Ask): Promise<number> {
  const sampled = asked.filter((one) => one.chunkId !== null);
  let hits = 0;
  for (const { question, chunkId } of sampled)
    if (chunkId !== null && (await ask(question)).includes(chunkId)) hits += 1;
  return hits / sampled.length;
}

function rowsOf(
  size: number,
  here: Record<'own' | 'cold' | 'mini', Measured> & { fts: number },
  there: Record<'own' | 'none', Measured>,
): BenchRow[] {
  const over = `search over ${size.toLocaleString('en')} chunks`;
  const row = (what: string, value: number, other: number, goal: Goal) =>
    benchRow({ what, value, unit: 'ms', yardstick: { what: 'MiniSearch in Node', value: other }, goal });
  const ratio: Goal = { is: 'at most', limit: TIMES_MINISEARCH, of: 'ratio' };
  const p99: Goal = size > LARGE ? { is: 'at most', limit: LARGE_P99_MS, of: 'value' } : ratio;
  const hits = (yardstick: string, other: number) =>
    benchRow({
      what: `${over}: the chunk that a question's words are of`,
      value: here.own.hits,
      unit: 'hit@5',
      yardstick: { what: yardstick, value: other },
      goal: { is: 'at least', limit: 1, of: 'ratio' },
    });
  return [
    row(`${over}, in process, p50`, here.own.p50, here.mini.p50, ratio),
    row(`${over}, in process, p99`, here.own.p99, here.mini.p99, p99),
    row(`${over}, in process, nothing cached, p50`, here.cold.p50, here.mini.p50, ratio),
    row(`${over}, in process, nothing cached, p99`, here.cold.p99, here.mini.p99, p99),
    row(
      `${over}, workerd and D1, less HTTP alone, p50`,
      there.own.p50 - there.none.p50,
      here.mini.p50,
      ratio,
    ),
    row(`${over}, workerd and D1, less HTTP alone, p99`, there.own.p99 - there.none.p50, here.mini.p99, p99),
    hits('MiniSearch', here.mini.hits),
    hits('FTS5 porter', here.fts),
  ];
}
