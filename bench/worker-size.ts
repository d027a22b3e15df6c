import { spawnSync } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildAssets } from '../scripts/build-assets.ts';
import { bundleWorker } from '../scripts/local/bundle-worker.ts';
import { ROOT } from '../scripts/local/paths.ts';
import { bundlePeer, ensurePeers } from './harness/peers.ts';
import { type BenchOptions, type BenchRow, benchRow } from './harness/report.ts';
import { median } from './harness/stats.ts';
import { startWorkerd, type WorkerdOptions } from './harness/workerd.ts';

const STARTS = { full: 25, quick: 7 };
/** A key ring that signs nothing. */
const KEYS = JSON.stringify([{ kid: 'bench', secret: Buffer.alloc(32, 'bench').toString('base64') }]);
const OUT = join(ROOT, 'dist', 'bench');

/** One Worker to be started again and again. */
interface Starter {
  name: 'edgewise' | 'empty' | 'agents';
  options: WorkerdOptions;
  path: string;
  times: number[];
}

/**
 * Upload size, as `wrangler deploy` makes it, and cold start: from the start of the runtime to the body of
 * the first response of `/health/live`, which builds the whole application. Starts alternate with those of an empty Worker
 * and of one that uses Cloudflare's agents SDK.
 */
export async function run(options: BenchOptions): Promise<BenchRow[]> {
  await buildAssets({ outDir: join(ROOT, 'dist', 'assets') });
  const upload = await uploadOf('deploy', 'wrangler.toml');
  const reader = await uploadOf('deploy-reader', 'wrangler.reader.toml');
  options.progress(`upload of the Worker that reads documents: ${reader.gzipKb.toFixed(0)} kB gzip`);
  await ensurePeers(options.progress);
  const agents = await bundlePeer('agents-worker.ts', join(OUT, 'agents.js'));
  const agentsKb = gzipKb(await readFile(agents));
  const starters = await makeStarters(upload.script, agents);
  const count = options.quick ? STARTS.quick : STARTS.full;
  for (let index = 0; index <= count; index += 1) {
    for (const starter of starters) {
      const ms = await startOnce(starter);
      if (index > 0) starter.times.push(ms); // the first start reads the files from disk
    }
  }
  for (const { name, times } of starters)
    options.progress(`cold start, ${name}: ${median(times).toFixed(1)} ms`);
  const of = (name: Starter['name']) => median(starters.find((one) => one.name === name)?.times ?? []);
  const coldStart = (yardstick: string, value: number, goal: Parameters<typeof benchRow>[0]['goal']) =>
    benchRow({
      what: 'Worker, cold start',
      value: of('edgewise'),
      unit: 'ms',
      yardstick: { what: yardstick, value },
      goal,
    });
  return [
    benchRow({
      what: 'Worker, upload, gzip, without model weights',
      value: upload.gzipKb,
      unit: 'kB',
      yardstick: { what: 'a Worker with the agents SDK', value: agentsKb },
      goal: { is: 'at most', limit: 700, of: 'value' },
    }),
    coldStart('empty Worker', of('empty'), { is: 'at most', limit: 80, of: 'value' }),
    coldStart('a Worker with the agents SDK', of('agents'), { is: 'at most', limit: 1, of: 'ratio' }),
  ];
}

/** What `wrangler deploy` would upload: its bundle, and the size of all scripts. Weights are `.bin` files and not counted. */
async function uploadOf(folder: string, config: string): Promise<{ script: string; gzipKb: number }> {
  const outdir = join(OUT, folder);
  await rm(outdir, { recursive: true, force: true });
  const args = ['deploy', '--dry-run', '--outdir', outdir, '--config', join(ROOT, config)];
  const { status, stderr } = spawnSync('wrangler', args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`wrangler deploy --dry-run failed: ${stderr}`);
  let kilobytes = 0;
  for (const name of await readdir(outdir)) {
    if (!/\.(map|md|bin)$/.test(name)) kilobytes += gzipKb(await readFile(join(outdir, name)));
  }
  return { script: join(outdir, 'index.js'), gzipKb: kilobytes };
}

async function makeStarters(ours: string, agents: string): Promise<Starter[]> {
  const empty = await bundleWorker('bench/worker/empty-worker.ts', join(OUT, 'empty.js'));
  return [
    {
      name: 'edgewise',
      path: '/health/live',
      times: [],
      options: {
        script: ours,
        objects: { CONVERSATION: 'ConversationObject', BUDGET: 'BudgetObject' },
        // Present and never called: `/health/live` asks nobody.
        stubs: [
          'ASSETS',
          'RECORDS',
          'KNOWLEDGE',
          'EVENTS',
          'TRAINING',
          'SYNCS',
          'FILES',
          'READER',
          'DEAD_LETTERS',
          'RATE_PUBLIC',
          'RATE_LOGIN',
        ],
        texts: { ENVIRONMENT: 'production', TOKEN_KEYS: KEYS, FIELD_KEYS: KEYS },
      },
    },
    { name: 'empty', path: '/', times: [], options: { script: empty } },
    {
      name: 'agents',
      path: '/',
      times: [],
      options: { script: agents, objects: { StubAgent: 'StubAgent', StreamAgent: 'StreamAgent' } },
    },
  ];
}

async function startOnce({ name, options, path }: Starter): Promise<number> {
  const server = await startWorkerd(options);
  try {
    const response = await fetch(server.url + path);
    const body = await response.text();
    const ms = performance.now() - server.startedAt;
    if (response.status !== 200 && name !== 'agents')
      throw new Error(`${name} answered ${response.status}: ${body}`);
    return ms;
  } finally {
    await server.stop();
  }
}

function gzipKb(bytes: Uint8Array): number {
  return gzipSync(bytes).length / 1_000;
}
