import { join } from 'node:path';
import { type Collection, dataCollections } from '../scripts/evaluate/collections.ts';
import type { BenchOptions, BenchRow } from './harness/report.ts';
import { answerableRows } from './retrieval/answerable-rows.ts';
import { indexingRows } from './retrieval/indexing-rows.ts';
import { questionRows, taskRows } from './retrieval/ranking-rows.ts';
import { timeRows } from './retrieval/time-rows.ts';

/** What `--only` may name. Quality first: it does not mind what else the machine does. */
const PARTS = {
  tasks: taskRows,
  questions: questionRows,
  answerable: answerableRows,
  time: timeRows,
  indexing: indexingRows,
} satisfies Record<string, Part>;

type Part = (collections: readonly Collection[], options: BenchOptions) => Promise<BenchRow[]>;

/**
 * Search over every help centre in `--data`: what it finds, how sure it is and whether it should be, and what it costs; each
 * beside the peers on the same articles and questions.
 */
export async function run(options: BenchOptions): Promise<BenchRow[]> {
  const parts = Object.entries(PARTS);
  const unknown = options.only?.filter((name) => !(name in PARTS)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`no part "${unknown.join(', ')}"; there are: ${Object.keys(PARTS).join(', ')}`);
  }
  const collections = dataCollections(options.data);
  if (collections.length === 0) {
    throw new Error(
      `no help centres in ${join(options.data, 'kb')}: give --data DIR (layout in that folder's README)`,
    );
  }
  const rows: BenchRow[] = [];
  for (const [name, part] of parts) {
    if (options.only && !options.only.includes(name)) continue;
    const began = performance.now();
    rows.push(...(await part(collections, options)));
    options.progress(`${name}: ${Math.round((performance.now() - began) / 1_000)} s`);
  }
  return rows;
}
