import type { BenchOptions, BenchRow } from './harness/report.ts';
import { attackRows } from './llm/attacks.ts';
import { budgetRows } from './llm/budget.ts';
import { checkRows } from './llm/checks.ts';
import { cutStreamRows } from './llm/cut-streams.ts';
import { firstTokenRows } from './llm/first-token.ts';

/** What a part of this bench measures; `--only` names them. */
const PARTS: Record<string, (options: BenchOptions) => Promise<BenchRow[]>> = {
  'first-token': firstTokenRows,
  cuts: cutStreamRows,
  budget: budgetRows,
  attacks: attackRows,
  checks: checkRows,
};

/**
 * Answers by models, on stand-ins that speak the vendors' formats: what we add before the first token, what a customer notices of a
 * provider that dies, whether money limits hold, what a compromised model can do.
 */
export async function run(options: BenchOptions): Promise<BenchRow[]> {
  const wanted = options.only ?? Object.keys(PARTS);
  const unknown = wanted.filter((part) => !(part in PARTS));
  if (unknown.length > 0)
    throw new Error(`llm has no part ${unknown.join(', ')}; it has ${Object.keys(PARTS).join(', ')}`);
  const rows: BenchRow[] = [];
  for (const part of wanted) rows.push(...((await PARTS[part]?.(options)) ?? []));
  return rows;
}
