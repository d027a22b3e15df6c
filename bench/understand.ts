import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bundleWorker } from '../scripts/local/bundle-worker.ts';
import { ROOT } from '../scripts/local/paths.ts';
import { readTaxonomy } from '../scripts/train/intent-taxonomy.ts';
import { readDirections } from '../scripts/train/word-directions.ts';
import { type ModelName, openModels } from '../src/understand/open-models.ts';
import { understand } from '../src/understand/understand.ts';
import { ensurePeers } from './harness/peers.ts';
import { type BenchOptions, type BenchRow, benchRow } from './harness/report.ts';
import { percentile } from './harness/stats.ts';
import { startWorkerd } from './harness/workerd.ts';

/** About 200 characters, as a customer writes. */
export const MESSAGE =
  'Hi, I ordered two chairs on March 3rd (order #48213) and only one came. This is the second time! Please send the other ' +
  'one or refund the 89.90 EUR to my card. Mail me at jo@example.com. Thanks';

const ROUNDS = { full: 2_000, quick: 300 };
const MODELS = join(ROOT, 'src', 'understand', 'models');
const MIB = 2 ** 20;

/** A peer of `bench/peers`, which is installed on demand and so is not type-checked. */
type PeerTrainer = (
  examples: readonly { text: string; intent: string }[],
) => Promise<(text: string) => Promise<unknown>>;

/**
 * The whole of `understand()` on one message: in the real runtime, and in this process beside node-nlp, which is trained on the
 * same default intents and as its documentation uses it also guesses the language and finds entities and sentiment. Also what the weights add to an upload.
 */
export async function run(options: BenchOptions): Promise<BenchRow[]> {
  const rounds = options.quick ? ROUNDS.quick : ROUNDS.full;
  const here = await inProcess(rounds, options);
  const there = await inWorkerd(rounds);
  options.progress('understand measured in workerd');
  return [
    benchRow({
      what: 'understand(), 200 characters, in workerd, p50',
      value: there.p50,
      unit: 'ms',
      goal: { is: 'at most', limit: 2, of: 'value' },
    }),
    benchRow({
      what: 'understand(), 200 characters, in workerd, p99 (with the way there and back)',
      value: there.p99,
      unit: 'ms',
      goal: { is: 'at most', limit: 6, of: 'value' },
    }),
    benchRow({
      what: 'understand(), 200 characters, in Node, p50',
      value: here.own,
      unit: 'ms',
      yardstick: { what: 'node-nlp: language, intent, entities, sentiment of the same', value: here.peer },
      goal: { is: 'at most', limit: 0.5, of: 'ratio' },
    }),
    benchRow({
      what: 'weights of all models, gzip',
      value: weightsGzip() / MIB,
      unit: 'MiB',
      goal: { is: 'at most', limit: 1.6, of: 'value' },
    }),
  ];
}

async function inProcess(rounds: number, { progress }: BenchOptions): Promise<{ own: number; peer: number }> {
  const peers = await ensurePeers(progress);
  const { trainManager } = (await import(pathToFileURL(join(peers, 'nlp-manager.ts')).href)) as {
    trainManager: PeerTrainer;
  };
  progress('training nlp.js on the default intents');
  const english = readTaxonomy().filter(({ text }) => /^[\x20-\x7e]+$/.test(text));
  const process = await trainManager(english);
  const models = openModels(await weights(), readDirections());
  if (!models.ok) throw new Error(`${models.error.model}: ${models.error.problem}`);
  const context = {
    now: Date.now(),
    timeZone: 'UTC',
    locale: 'en',
    products: [],
    before: [],
    moods: [],
  };
  const own: number[] = [];
  const peer: number[] = [];
  // By turns, so that a stall of the machine falls on both.
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    understand(MESSAGE, context, { models: models.value });
    const between = performance.now();
    // It takes tens of milliseconds, so every tenth round is enough.
    if (round % 10 === 0) {
      await process(MESSAGE);
      peer.push(performance.now() - between);
    }
    if (round >= rounds / 10) own.push(between - started);
  }
  return { own: percentile(own, 50), peer: percentile(peer, 50) };
}

/** Time of a request that reads the message once, less the median of one that reads it not at all. */
async function inWorkerd(rounds: number): Promise<{ p50: number; p99: number }> {
  const script = await bundleWorker(
    'bench/worker/understand-worker.ts',
    join(ROOT, 'dist', 'bench', 'understand', 'worker.js'),
  );
  const server = await startWorkerd({ script });
  const once = async (times: number) => {
    const started = performance.now();
    const response = await fetch(`${server.url}/?times=${times}`, { method: 'POST', body: MESSAGE });
    if (!response.ok) throw new Error(`understand answered ${response.status}: ${await response.text()}`);
    await response.text();
    return performance.now() - started;
  };
  try {
    for (let round = 0; round < rounds / 10; round += 1) await once(10);
    const empty: number[] = [];
    const full: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      empty.push(await once(0));
      full.push(await once(1));
    }
    const way = percentile(empty, 50);
    return { p50: percentile(full, 50) - way, p99: percentile(full, 99) - way };
  } finally {
    await server.stop();
  }
}

async function weights(): Promise<Record<ModelName, Uint8Array>> {
  const read = (name: ModelName) => readFile(join(MODELS, `${name}.bin`));
  const [language, intent, emotion, sentiment, guard] = await Promise.all([
    read('language'),
    read('intent'),
    read('emotion'),
    read('sentiment'),
    read('guard'),
  ]);
  return { language, intent, emotion, sentiment, guard };
}

function weightsGzip(): number {
  return readdirSync(MODELS)
    .filter((name) => name.endsWith('.bin'))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(MODELS, name))).length, 0);
}
