import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../../scripts/local/paths.ts';

const FOLDER = join(ROOT, 'bench', 'peers');

/** Installs the peers that the benches compare with, where they are missing or older than their lock. */
export async function ensurePeers(progress: (line: string) => void): Promise<string> {
  const lock = await stat(join(FOLDER, 'package-lock.json'));
  const installed = await stat(join(FOLDER, 'node_modules', '.package-lock.json')).catch(() => null);
  if (installed && installed.mtimeMs >= lock.mtimeMs) return FOLDER;
  progress('installing the peers (once)');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: FOLDER,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci of bench/peers failed: the comparison needs the npm registry');
  return FOLDER;
}

/** Bundles a peer's Worker as `bundleWorker` bundles ours. */
export async function bundlePeer(entry: string, outFile: string, minify = false): Promise<string> {
  await build({
    absWorkingDir: FOLDER,
    entryPoints: [entry],
    outfile: outFile,
    bundle: true,
    minify,
    format: 'esm',
    target: 'es2024',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker', 'browser', 'import'],
    external: ['cloudflare:*', 'node:*'],
    // The bare runtime lacks the module behind `cloudflare:email`, which the agents SDK imports and no chat turn uses.
    alias: { 'cloudflare:email': './no-email.ts', path: './node-path.ts' },
    logLevel: 'error',
  });
  return outFile;
}
