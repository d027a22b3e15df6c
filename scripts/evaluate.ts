import { parseArgs } from 'node:util';
import { describeMachine } from '../bench/harness/machine.ts';
import type { BenchReport, BenchRow } from '../bench/harness/report.ts';
import { textTable } from '../bench/harness/table.ts';
import { DEFAULT_DATA } from './evaluate/collections.ts';

/** What every sub-command is told. */
export interface EvaluateOptions {
  data: string;
  progress(line: string): void;
}

const COMMANDS = {
  answers: () => import('./evaluate/answers.ts'),
  calibrate: () => import('./evaluate/calibrate.ts'),
} satisfies Record<string, () => Promise<{ run(options: EvaluateOptions): Promise<BenchRow[]> }>>;

type Command = keyof typeof COMMANDS;

const HELP = `Measures the quality of answers without any model.

usage: npm run evaluate [-- <command>] [--json] [--data DIR]

  answers    search hits, cited articles, refusals and calibration, on the demo questions and the help centres
  calibrate  fits the confidence on the fit half and writes src/answer/confidence-weights.ts, then measures as above

No command named: answers.

  --json       one JSON object on standard output instead of the table
  --data DIR   evaluation data (default ../shared/data); without it only the demo questions are measured
  --help       this text

Exits 0 when it measured, whatever the figures; 2 on a wrong call.`;

async function main(args: string[]): Promise<number> {
  const parsed = parse(args);
  if (parsed === null) {
    console.error('npm run evaluate -- --help says how to call it');
    return 2;
  }
  if (parsed.help) {
    console.log(HELP);
    return 0;
  }
  const progress = (line: string) => console.error(line);
  const { run } = await COMMANDS[parsed.command]();
  const rows = await run({ data: parsed.data, progress });
  const report: BenchReport = {
    name: `evaluate ${parsed.command}`,
    machine: await describeMachine(),
    date: new Date().toISOString(),
    rows,
  };
  console.log(parsed.json ? JSON.stringify(report) : textTable(report));
  return 0;
}

function parse(args: string[]): { command: Command; data: string; json: boolean; help: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        data: { type: 'string', default: DEFAULT_DATA },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const command = positionals[0] ?? 'answers';
    if (positionals.length > 1 || !(command in COMMANDS)) {
      console.error(`unknown command: ${positionals.join(' ')}`);
      return null;
    }
    return { command: command as Command, data: values.data, json: values.json, help: values.help };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return null;
  }
}

process.exitCode = await main(process.argv.slice(2));
