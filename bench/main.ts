import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../scripts/local/paths.ts';
import { parseBenchArguments } from './harness/arguments.ts';
import { describeMachine } from './harness/machine.ts';
import type { Bench, BenchOptions, BenchReport } from './harness/report.ts';
import { markdownTable, textTable } from './harness/table.ts';

/** Loaded only when asked for: one bench's missing part must not stop another. */
const BENCHES = {
  engine: () => import('./engine.ts'),
  retrieval: () => import('./retrieval.ts'),
  turn: () => import('./turn.ts'),
  understand: () => import('./understand.ts'),
  widget: () => import('./widget.ts'),
  worker: () => import('./worker-size.ts'),
  memory: () => import('./memory.ts'),
  vectors: () => import('./vectors.ts'),
  llm: () => import('./llm.ts'),
} satisfies Record<string, () => Promise<{ run: Bench }>>;

type BenchName = keyof typeof BENCHES;
const NAMES = Object.keys(BENCHES) as BenchName[];
const DEFAULT_DATA = join(ROOT, '..', 'shared', 'data');

const HELP = `Measures the product, every figure beside its yardstick in the same run.

usage: npm run bench [-- <bench>] [--quick] [--only PARTS] [--json] [--write] [--data DIR]

  engine     a turn without its answer: CPU, latency, throughput; beside a bare object and Cloudflare's AIChatAgent
  retrieval  search over real help centres: what it finds, how sure, how fast; beside FTS5, MiniSearch, Orama, FlexSearch
  turn       a whole turn over 10,000 chunks through the real product; beside search alone
  understand what a message means, on 200 characters, in the real runtime; beside nlp.js
  widget     what a page loads, brotli; beside preact alone and deep-chat
  worker     upload size and cold start; beside an empty Worker and the agents SDK
  memory     memory of active conversations and of idle sockets; beside a bare object
  vectors    the embedded index of vectors: scan, search, memory, writing; beside float32 vectors compared in Node
  llm        answers by models, on stand-ins: time added before the first token, vendors that die, budgets, attacks; beside AIChatAgent

No bench named: all of them, one after another.

  --quick      shorter rounds, smaller fleets: for a look, not for the record
  --only PARTS some parts of a bench, separated by commas; retrieval has tasks, questions, answerable, time,
               indexing; llm has first-token, cuts, budget, attacks, checks
  --json       one JSON object on standard output instead of the table
  --write      also writes bench/results/<date>-<bench>.json and .md
  --data DIR   evaluation data (default ../shared/data)
  --help       this text

The peers are installed on demand into bench/peers. Exits 0 when it measured, whatever the figures; 2 on a wrong call.`;

async function main(args: string[]): Promise<number> {
  const parsed = parseBenchArguments(args, NAMES, DEFAULT_DATA);
  if (!parsed.ok) {
    console.error(`${parsed.error}\nnpm run bench -- --help says how to call it`);
    return 2;
  }
  const { name, help, json, write, ...rest } = parsed.value;
  if (help) {
    console.log(HELP);
    return 0;
  }
  const options: BenchOptions = { ...rest, progress: (line) => console.error(line) };
  const machine = await describeMachine();
  const reports: BenchReport[] = [];
  let failures = 0;
  for (const bench of name === null ? NAMES : [name]) {
    try {
      const { run } = await BENCHES[bench]();
      const rows = await run(options);
      const report = { name: bench, machine, date: new Date().toISOString(), rows };
      reports.push(report);
      if (!json) console.log(`\n${textTable(report)}\n`);
      if (write) await save(report);
    } catch (error) {
      failures += 1;
      console.error(`${bench} could not be measured: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (json) console.log(JSON.stringify(name === null ? together(reports, machine) : reports[0]));
  return failures === 0 ? 0 : 1;
}

/** All benches as the one object that `--json` promises: each row says which bench it is of. */
function together(reports: BenchReport[], machine: string): BenchReport {
  const rows = reports.flatMap(({ name, rows }) =>
    rows.map((row) => ({ ...row, what: `${name}: ${row.what}` })),
  );
  return { name: 'all', machine, date: new Date().toISOString(), rows };
}

async function save(report: BenchReport): Promise<void> {
  const folder = join(ROOT, 'bench', 'results');
  await mkdir(folder, { recursive: true });
  const base = join(folder, `${report.date.slice(0, 10)}-${report.name}`);
  await writeFile(`${base}.json`, `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(`${base}.md`, markdownTable(report));
}

process.exit(await main(process.argv.slice(2)));
