import { parseArgs } from 'node:util';
import { describeMachine } from '../bench/harness/machine.ts';
import type { BenchReport, BenchRow } from '../bench/harness/report.ts';
import { textTable } from '../bench/harness/table.ts';
import { UnaskableModel } from './evaluate/ask-model.ts';
import { DEFAULT_DATA } from './evaluate/collections.ts';

/** What every sub-command is told. */
export interface EvaluateOptions {
  data: string;
  /** A model that is to write answers (`openai/...`, or `stand-in`), and one that is to judge them; null: none. */
  llm: string | null;
  judge: string | null;
  /** Of a server that speaks OpenAI's chat completions, for `compatible/...`. */
  llmUrl: string | null;
  progress(line: string): void;
}

const COMMANDS = {
  answers: () => import('./evaluate/answers.ts'),
  quotes: () => import('./evaluate/answer-units.ts'),
  attacks: () => import('./evaluate/attacks.ts'),
  language: () => import('./evaluate/language.ts'),
  intent: () => import('./evaluate/intent.ts'),
  emotion: () => import('./evaluate/emotion.ts'),
  gaps: () => import('./evaluate/gaps.ts'),
  guard: () => import('./evaluate/guard.ts'),
  pii: () => import('./evaluate/pii.ts'),
  entities: () => import('./evaluate/entities.ts'),
  grounding: () => import('./evaluate/grounding.ts'),
  contradictions: () => import('./evaluate/contradictions.ts'),
  'fit-rank': () => import('./evaluate/fit-rank.ts'),
  calibrate: () => import('./evaluate/calibrate.ts'),
  'fit-units': async () => ({ run: (await import('./evaluate/answer-units.ts')).fit }),
  'fit-answer-confidence': () => import('./evaluate/fit-answer-confidence.ts'),
} satisfies Record<string, () => Promise<{ run(options: EvaluateOptions): Promise<BenchRow[]> }>>;

type Command = keyof typeof COMMANDS;

/** These change files of the product, so they have to be asked for. */
const FITS: readonly Command[] = ['fit-rank', 'fit-units', 'calibrate', 'fit-answer-confidence'];
const MEASURES = (Object.keys(COMMANDS) as Command[]).filter((name) => !FITS.includes(name));

const HELP = `Measures the quality of what the product says and understands, beside its peers.

usage: npm run evaluate [-- <command>] [--json] [--data DIR]

  answers    search hits, cited articles, refusals and calibration, on the demo questions and the help centres; what the answers
             say, graded without a model: quoted ones, and with --llm those that a model writes
  quotes     which sentences, lists and code are quoted, beside those that should be, by labelled questions
  attacks    what a model that works for an attacker gets through to a customer or a shop, and what a good one loses on its way
  language   which language a text is in, 30 languages; beside franc, tinyld and eld
  intent     trains on the public sets and measures their validation parts; beside nlp.js and natural; the built-in intents
  gaps       questions that ask for the same in one group, on four public sets; beside the share of common words
  emotion    GoEmotions, sentiment and frustration of support messages
  guard      recall on attacks and false alarms on ordinary text
  pii        personal data and secrets found
  entities   dates, times and numbers found
  grounding  whether a sentence is said by its source: true ones let through, wrong ones caught, by kind
  contradictions
             whether two statements of articles cannot both be true: precision and recall
  fit-rank   fits the order of search results and writes src/retrieve/rank-weights.ts; then calibrate anew
  fit-units  fits what is quoted and writes src/answer/unit-weights.ts; then calibrate anew
  calibrate  fits the confidence on the fit half and writes src/answer/confidence-weights.ts, then measures as above
  fit-answer-confidence
             fits the confidence of generated answers on made ones and writes src/answer/generate/generated-confidence-weights.ts

No command named: all but the last three, which takes about a quarter of an hour. Files *.test.jsonl and *.heldout.jsonl in DIR are
measured too and never trained on.

  --llm NAME   has a model write answers: openai/..., anthropic/... with its key in the environment, compatible/... with --llm-url,
               or stand-in (no model: proves the way only). Costs what is printed
  --llm-url U  a server that speaks OpenAI's chat completions
  --judge NAME has a model judge the answers of --llm as well; off unless named
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
  const rows: BenchRow[] = [];
  for (const command of parsed.command === null ? MEASURES : [parsed.command]) {
    const { run } = await COMMANDS[command]();
    rows.push(...(await run({ ...parsed, progress })));
  }
  const report: BenchReport = {
    name: `evaluate ${parsed.command ?? 'all'}`,
    machine: await describeMachine(),
    date: new Date().toISOString(),
    rows,
  };
  console.log(parsed.json ? JSON.stringify(report) : textTable(report));
  return 0;
}

function parse(
  args: string[],
): (Omit<EvaluateOptions, 'progress'> & { command: Command | null; json: boolean; help: boolean }) | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        data: { type: 'string', default: DEFAULT_DATA },
        llm: { type: 'string' },
        'llm-url': { type: 'string' },
        judge: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const command = positionals[0] ?? null;
    if (positionals.length > 1 || (command !== null && !(command in COMMANDS))) {
      console.error(`unknown command: ${positionals.join(' ')}`);
      return null;
    }
    const { llm = null, judge = null, 'llm-url': llmUrl = null, ...rest } = values;
    if (judge !== null && llm === null) {
      console.error('--judge needs --llm: it judges what that model writes');
      return null;
    }
    return { ...rest, llm, judge, llmUrl, command: command as Command | null };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return null;
  }
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof UnaskableModel)) throw error;
  console.error(error.message);
  return 2;
});
