import { run } from '../../scripts/evaluate/attacks.ts';
import type { BenchOptions, BenchRow } from '../harness/report.ts';

/** A compromised model: the figures of `npm run evaluate -- attacks`, without those of each kind of attack. */
export async function attackRows({ data, progress }: BenchOptions): Promise<BenchRow[]> {
  const rows = await run({
    data,
    llm: null,
    judge: null,
    llmUrl: null,
    progress: (line) => progress(`llm: ${line}`),
  });
  return rows
    .filter(({ what }) => /^all attacks|^honest/.test(what))
    .map((row) => ({ ...row, what: `compromised model: ${row.what}` }));
}
