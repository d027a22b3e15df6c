import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchRow, benchRow } from '../../bench/harness/report.ts';
import { aboveOf, contradict } from '../../src/retrieve/compare/contradict.ts';
import { readStatement } from '../../src/retrieve/compare/read-statement.ts';
import { ROOT } from '../local/paths.ts';

/** Two statements as articles make them, and whether they cannot both be true. */
export interface StatementPair {
  contradicts: boolean;
  part: 'dev' | 'held-out';
  left: { title: string; text: string };
  right: { title: string; text: string };
}

/** The written pairs; lines alternate between the halves. */
export function statementPairs(): StatementPair[] {
  const lines = readFileSync(join(ROOT, 'training/contradictions/pairs.psv'), 'utf8').trim().split('\n');
  return lines
    .filter((line) => !line.startsWith('#'))
    .map((line, at) => {
      const [label, title = '', text = '', otherTitle = '', otherText = ''] = line.split('|');
      return {
        contradicts: label === 'yes',
        part: at % 2 === 0 ? 'dev' : 'held-out',
        left: { title, text },
        right: { title: otherTitle, text: otherText },
      };
    });
}

/** What the rules say of a pair: the reason, or null. */
export function verdictOf({ left, right }: StatementPair): string | null {
  const [one, other] = [readStatement(left.text), readStatement(right.text)];
  if (!one || !other) return null;
  const found = contradict(
    { statement: one, above: aboveOf(left.title) },
    { statement: other, above: aboveOf(right.title) },
  );
  return found?.reason ?? null;
}

export interface ContradictionFigures {
  pairs: number;
  precision: number;
  recall: number;
}

/** Precision and recall of the rules on one half. */
export function contradictionFigures(part: StatementPair['part']): ContradictionFigures {
  const pairs = statementPairs().filter((one) => one.part === part);
  const reported = pairs.filter((one) => verdictOf(one) !== null);
  const right = reported.filter((one) => one.contradicts).length;
  const all = pairs.filter((one) => one.contradicts).length;
  return {
    pairs: pairs.length,
    precision: right / Math.max(1, reported.length),
    recall: right / Math.max(1, all),
  };
}

/** `npm run evaluate -- contradictions`: the half that the rules were not made on. */
export async function run(): Promise<BenchRow[]> {
  const { pairs, precision, recall } = contradictionFigures('held-out');
  const row = (what: string, value: number, limit: number) =>
    benchRow({
      what: `contradictions, ${pairs} pairs: ${what}`,
      value,
      unit: '',
      goal: { is: 'at least', limit, of: 'value' },
    });
  return [row('precision', precision, 0.9), row('recall', recall, 0.5)];
}
