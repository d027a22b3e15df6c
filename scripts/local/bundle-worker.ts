import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { ROOT } from './paths.ts';

/**
 * Bundles a Worker entry the way `wrangler deploy` does (one ES module, platform modules left out) and returns its path.
 * Skipped when no input is newer than the last bundle, so that a second start is fast.
 */
export async function bundleWorker(entry: string, outFile: string): Promise<string> {
  const meta = `${outFile}.meta.json`;
  if (await isFresh(outFile, meta)) return outFile;
  await mkdir(dirname(outFile), { recursive: true });
  const result = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: outFile,
    bundle: true,
    format: 'esm',
    target: 'es2024',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker', 'browser', 'import'],
    external: ['cloudflare:*', 'node:*'],
    loader: { '.bin': 'binary', '.css': 'text' },
    minify: true,
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'warning',
  });
  await writeFile(meta, JSON.stringify(result.metafile));
  return outFile;
}

async function isFresh(outFile: string, meta: string): Promise<boolean> {
  try {
    const built = (await stat(outFile)).mtimeMs;
    const { inputs } = JSON.parse(await readFile(meta, 'utf8')) as Metafile;
    const lock = await stat(join(ROOT, 'package-lock.json'));
    if (lock.mtimeMs > built) return false;
    for (const input of Object.keys(inputs)) {
      if (input.startsWith('node_modules/')) continue;
      if ((await stat(join(ROOT, input))).mtimeMs > built) return false;
    }
    return true;
  } catch {
    return false;
  }
}
