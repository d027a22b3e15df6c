import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { DEFAULT_DATA } from './evaluate/collections.ts';
import { ROOT } from './local/paths.ts';

/** What every trainer is told. */
export interface TrainOptions {
  /** Folder of the training data; the layout is its README's. Our own data is in `training/`. */
  data: string;
  /** Says on standard error how far it is. */
  progress(line: string): void;
}

/** A model as it ships. The same data and code give the same bytes. */
export interface TrainedModel {
  bytes: Uint8Array;
  /** Figures on what was kept out of training, for the eye: the model cards hold the record. */
  notes: string[];
}

const MODELS = {
  language: () => import('./train/language.ts'),
  intent: () => import('./train/intent.ts'),
  emotion: () => import('./train/emotion.ts'),
  sentiment: () => import('./train/sentiment.ts'),
  guard: () => import('./train/guard.ts'),
  meanings: () => import('./train/meanings.ts'),
} satisfies Record<string, () => Promise<{ train(options: TrainOptions): Promise<TrainedModel> }>>;

type Name = keyof typeof MODELS;

const HELP = `Trains the models of src/understand/models from ../shared/data and training/.

usage: npm run train [-- <model> ...] [--check] [--data DIR]

  models: ${Object.keys(MODELS).join(', ')}; none named: all of them

  --check      trains, writes nothing, and exits 1 unless every byte equals what is stored
  --data DIR   training data (default ../shared/data)
  --help       this text`;

async function main(args: string[]): Promise<number> {
  const call = parse(args);
  if (call === null) {
    console.error('npm run train -- --help says how to call it');
    return 2;
  }
  if (call.help) {
    console.log(HELP);
    return 0;
  }
  let same = true;
  for (const name of call.names) same = (await trainOne(name, call)) && same;
  return same ? 0 : 1;
}

/** True unless `--check` found a difference. */
async function trainOne(name: Name, { data, check }: { data: string; check: boolean }): Promise<boolean> {
  const started = performance.now();
  const progress = (line: string) => console.error(`${name}: ${line}`);
  const { train } = await MODELS[name]();
  const { bytes, notes } = await train({ data, progress });
  const path = join(ROOT, 'src', 'understand', 'models', `${name}.bin`);
  const stored = await readFile(path).catch(() => null);
  const same = stored?.equals(bytes) ?? false;
  if (!check) await writeFile(path, bytes);
  const size = `${Math.ceil(bytes.length / 1024)} KiB, gzip ${Math.ceil(gzipSync(bytes).length / 1024)} KiB`;
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(
    `${name}: ${size}, ${seconds} s, ${same ? 'the same bytes as stored' : 'other bytes than stored'}`,
  );
  for (const note of notes) console.log(`  ${note}`);
  return same || !check;
}

function parse(args: string[]): { names: Name[]; data: string; check: boolean; help: boolean } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        data: { type: 'string', default: DEFAULT_DATA },
        check: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const unknown = positionals.filter((name) => !(name in MODELS));
    if (unknown.length > 0) {
      console.error(`unknown model: ${unknown.join(' ')}`);
      return null;
    }
    const names = (positionals.length > 0 ? positionals : Object.keys(MODELS)) as Name[];
    return { names, data: values.data, check: values.check, help: values.help };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return null;
  }
}

process.exitCode = await main(process.argv.slice(2));
