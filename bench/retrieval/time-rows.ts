import type { Collection } from '../../scripts/evaluate/collections.ts';
import { search } from '../../src/retrieve/search.ts';
import { KnowledgeIndex } from '../../src/store/knowledge/knowledge-index.ts';
import { nodeD1 } from '../../test/support/node-d1.ts';
import { type BenchOptions, type BenchRow, benchRow, type Goal } from '../harness/report.ts';
import { percentile } from '../harness/stats.ts';
import { preparedArticles, sampleQuestions } from './corpus.ts';
import { type SearchRow, searchRows } from './engine.ts';
import { startLocalD1 } from './local-d1.ts';
import { fts5Engine, miniSearchEngine } from './peers.ts';
import { BENCH_ORGANIZATION, storedIndex } from './stored-index.ts';

/** Chunks in one organization: a company's help centre, and the largest that is served without Vectorize. */
const SIZES = { full: [10_000, 100_000], quick: [5_000] };
/** Questions made of words of a chunk; as many written ones come beside them. */
const SAMPLED = { full: 400, quick: 100 };
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
  const asked = questionsOf(collections, options.quick ? SAMPLED.quick : SAMPLED.full);
  const rows: BenchRow[] = [];
  for (const size of options.quick ? SIZES.quick : SIZES.full) {
    const path = await storedIndex(collections, size, options.progress);
    rows.push(...(await measureSize(collections, size, path, asked, options)));
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
  const peers = peersOf(searchRows(preparedArticles(collections, size), 'chunks'));
  options.progress(`${size} chunks: MiniSearch and FTS5 have them too; ${asked.length} questions`);
  // Turn by turn, so that what else the machine does meets all of them alike.
  const here = await inTurn(asked, { own, cold, mini: peers.mini, fts: peers.fts });
  db.close();
  options.progress(`${size} chunks: searched in this process`);
  const server = await startLocalD1(path);
  const there = await inTurn(asked, {
    own: (question) => server.ask('/search', question),
    none: (question) => server.ask('/none', question),
  }).finally(() => server.stop());
  options.progress(`${size} chunks: searched in D1`);
  return rowsOf(size, here, there);
}

/** A search as a turn makes it; `index` may be one that knows nothing yet. */
function ownSearch(index: () => KnowledgeIndex): Ask {
  return async (query) => {
    const request = { organizationId: BENCH_ORGANIZATION, query, limit: PASSAGES };
    return (await search(request, { index: index() })).passages.map((one) => one.chunkId);
  };
}

function peersOf(rows: readonly SearchRow[]): { mini: Ask; fts: Ask } {
  const [mini, fts] = [miniSearchEngine(rows), fts5Engine(rows, 'porter unicode61')];
  return {
    mini: async (question) => (await mini(question, PASSAGES)).map((one) => one.id),
    fts: async (question) => (await fts(question, PASSAGES)).map((one) => one.id),
  };
}

/** Every question to every engine, one engine after the other, twice; the first round warms code and caches. */
async function inTurn<Name extends string>(
  asked: readonly Asked[],
  engines: Record<Name, Ask>,
): Promise<Record<Name, Measured>> {
  const names = Object.keys(engines) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  const hits = new Map<Name, number>(names.map((name) => [name, 0]));
  for (const round of ['warm', 'timed']) {
    for (const { question, chunkId } of asked) {
      for (const name of names) {
        const began = performance.now();
        const found = await engines[name](question);
        if (round === 'warm') continue;
        times.get(name)?.push(performance.now() - began);
        if (chunkId !== null && found.includes(chunkId)) hits.set(name, (hits.get(name) ?? 0) + 1);
      }
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

function rowsOf(
  size: number,
  here: Record<'own' | 'cold' | 'mini' | 'fts', Measured>,
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
    row(`${over}, workerd and D1, with HTTP, p99`, there.own.p99, here.mini.p99, p99),
    hits('MiniSearch', here.mini.hits),
    hits('FTS5 porter', here.fts.hits),
  ];
}
