import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { bundleConsole } from './build-assets/bundle-console.ts';
import { type Asset, bundleWidget, contentHash } from './build-assets/bundle-widget.ts';
import { demoSite } from './build-assets/demo-site.ts';
import { headers } from './build-assets/headers.ts';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** Everything that decides what is built. */
const INPUTS = [
  'widget',
  'demo/site',
  'demo/knowledge',
  'scripts/build-assets',
  'scripts/build-assets.ts',
  'package-lock.json',
];

/**
 * Builds what the Worker serves as static assets into `outDir`: the widget, the console, the demo site, `_headers`. Does nothing when
 * the inputs are those of the last build there (a stamp beside the folder tells). The same inputs give the same bytes.
 */
export async function buildAssets({
  outDir,
}: {
  outDir: string;
}): Promise<{ built: boolean; files: number }> {
  const stampFile = `${resolve(outDir)}.stamp`;
  const stamp = contentHash(INPUTS.flatMap(filesOf).map(fingerprint).join('\n'));
  if (existsSync(stampFile) && existsSync(outDir) && readFileSync(stampFile, 'utf8') === stamp) {
    return { built: false, files: 0 };
  }
  const assets = [
    ...(await bundleWidget(ROOT)),
    ...(await bundleConsole(ROOT)),
    ...demoSite(ROOT),
    { path: '_headers', body: headers() },
  ];
  rmSync(stampFile, { force: true });
  write(outDir, assets);
  writeFileSync(stampFile, stamp);
  return { built: true, files: assets.length };
}

/** Writes new files before it removes old ones: a server that reads the folder meanwhile finds a whole site. */
function write(outDir: string, assets: readonly Asset[]): void {
  for (const { path, body } of assets) {
    const file = join(outDir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
  const kept = new Set(assets.map(({ path }) => resolve(outDir, path)));
  for (const file of walk(outDir)) if (!kept.has(resolve(file))) rmSync(file);
}

function filesOf(input: string): string[] {
  const path = join(ROOT, input);
  if (!existsSync(path)) return [];
  return statSync(path).isDirectory() ? walk(path).sort() : [path];
}

function walk(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function fingerprint(file: string): string {
  return `${file.slice(ROOT.length)} ${contentHash(readFileSync(file))}`;
}

if (argv[1] && resolve(argv[1]) === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  const { built, files } = await buildAssets({ outDir: argv[2] ?? join(ROOT, 'dist/assets') });
  const ms = Math.round(performance.now() - started);
  console.error(built ? `assets: ${files} files in ${ms} ms` : `assets: unchanged (${ms} ms)`);
}
