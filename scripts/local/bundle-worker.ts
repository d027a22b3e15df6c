import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { ROOT } from './paths.ts';

/**
 * Bundles a Worker entry the way `wrangler deploy` does (one ES module, platform modules left out) and returns its path.
 * Skipped when no input is newer than the last bundle, so that a second start is fast.
 */
export async function bundleWorker(entry: string, outFile: string): Promise<string> {
  const meta = `${outFile}.meta.json`;
  if (await isFresh(outFile, meta)) return outFile;
  await mkdir(dirname(outFile), { recursive: true });
  const weights: string[] = [];
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
    loader: { '.css': 'text' },
    plugins: [dataModules(dirname(outFile), weights)],
    minify: true,
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'warning',
  });
  await writeFile(meta, JSON.stringify({ ...result.metafile, weights }));
  return outFile;
}

/**
 * Leaves `.bin` imports in the script and puts the files beside it: the runtime loads them as data modules, as
 * `wrangler deploy` uploads them. `found` receives their paths from the project's root.
 */
function dataModules(folder: string, found: string[]): Plugin {
  return {
    name: 'data-modules',
    setup(builder) {
      builder.onResolve({ filter: /\.bin$/ }, async ({ path, resolveDir }) => {
        const file = join(resolveDir, path);
        await copyFile(file, join(folder, basename(file)));
        found.push(relative(ROOT, file));
        return { path: `./${basename(file)}`, external: true };
      });
    },
  };
}

async function isFresh(outFile: string, meta: string): Promise<boolean> {
  try {
    const built = (await stat(outFile)).mtimeMs;
    const { inputs, weights } = JSON.parse(await readFile(meta, 'utf8')) as Metafile & { weights: string[] };
    const lock = await stat(join(ROOT, 'package-lock.json'));
    if (lock.mtimeMs > built) return false;
    for (const input of [...Object.keys(inputs), ...weights]) {
      if (input.startsWith('node_modules/')) continue;
      if ((await stat(join(ROOT, input))).mtimeMs > built) return false;
    }
    return true;
  } catch {
    return false;
  }
}
