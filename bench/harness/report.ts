/** One measured figure beside its yardstick of the same run. */
export interface BenchRow {
  what: string;
  value: number;
  unit: string;
  /** What it is compared with, measured minutes apart on the same machine. */
  yardstick?: string;
  yardstickValue?: number;
  /** `value / yardstickValue`. */
  ratio?: number;
  goal: string;
  holds: boolean;
}

/** What every bench is told. */
export interface BenchOptions {
  /** Folder of the evaluation data; the layout is its README's. */
  data: string;
  /** Shorter rounds and fewer sockets: for a look, not for the record. */
  quick: boolean;
  /** Parts of the bench that are wanted; `null`: all. */
  only: readonly string[] | null;
  /** Says on standard error what is going on. */
  progress(line: string): void;
}

/** One sub-command of `npm run bench`. Throws only when it could not measure. */
export type Bench = (options: BenchOptions) => Promise<BenchRow[]>;

/** The JSON object that `--json` prints. */
export interface BenchReport {
  name: string;
  machine: string;
  /** ISO 8601, UTC. */
  date: string;
  rows: BenchRow[];
}

/** A goal on a figure: at most / at least `limit`, as the figure itself or as a multiple of its yardstick. */
export interface Goal {
  is: 'at most' | 'at least';
  limit: number;
  of: 'value' | 'ratio';
}

/** Builds a row: ratio, the goal in words and whether it holds all follow from the figures. */
export function benchRow(input: {
  what: string;
  value: number;
  unit: string;
  goal: Goal;
  yardstick?: { what: string; value: number };
}): BenchRow {
  const { what, value, unit, goal, yardstick } = input;
  const ratio = yardstick ? value / yardstick.value : undefined;
  const judged = goal.of === 'ratio' ? ratio : value;
  const holds = judged !== undefined && (goal.is === 'at most' ? judged <= goal.limit : judged >= goal.limit);
  const sign = goal.is === 'at most' ? '<=' : '>=';
  return {
    what,
    value: round(value),
    unit,
    ...(yardstick ? { yardstick: yardstick.what, yardstickValue: round(yardstick.value) } : {}),
    ...(ratio !== undefined ? { ratio: round(ratio) } : {}),
    goal: goal.of === 'ratio' ? `${sign} ${round(goal.limit)}x` : `${sign} ${round(goal.limit)} ${unit}`,
    holds,
  };
}

/** Three significant digits: what a busy machine can support. */
export function round(value: number): number {
  return Math.abs(value) >= 1_000 ? Math.round(value) : Number(value.toPrecision(3));
}
