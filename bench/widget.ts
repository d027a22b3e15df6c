import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { buildAssets } from '../scripts/build-assets.ts';
import { ROOT } from '../scripts/local/paths.ts';
import { ensurePeers } from './harness/peers.ts';
import { type BenchOptions, type BenchRow, benchRow } from './harness/report.ts';

/** Hooks count too: an interface without them is rare, and signals take their place in ours. */
const PREACT = "export { h, render, Fragment } from 'preact'; export * from 'preact/hooks';";

/** Parts of the app that are fetched when they are needed. */
const LATER = ['answer-kit', 'source-view'];

/**
 * What a page with the widget loads, as brotli at its best as a static host stores it: the loader alone; the first load, which
 * is the loader and the app; and all that a conversation ever loads, with the part that shows answers (fetched with the first
 * message), the one that shows a source in its place (fetched when one is opened) and the largest language file. Beside preact with
 * hooks bundled the same way, and beside deep-chat's own bundle.
 */
export async function run({ progress }: BenchOptions): Promise<BenchRow[]> {
  const folder = join(ROOT, 'dist', 'assets');
  await buildAssets({ outDir: folder });
  const loader = brotliKb(await readFile(join(folder, 'widget.js')));
  const files = await Promise.all(
    (await readdir(join(folder, 'widget')))
      .filter((name) => name.endsWith('.js'))
      .map(async (name) => ({ name, kb: brotliKb(await readFile(join(folder, 'widget', name))) })),
  );
  const language = Math.max(0, ...files.filter(({ name }) => isLanguage(name)).map(({ kb }) => kb));
  const parts = files.filter(({ name }) => !isLanguage(name));
  const later = parts.filter(({ name }) => LATER.some((one) => name.startsWith(`${one}.`)));
  if (later.length !== LATER.length) throw new Error(`the widget has not all of ${LATER.join(' and ')}`);
  const sum = (some: readonly { kb: number }[]) => some.reduce((total, { kb }) => total + kb, 0);
  const app = sum(parts) - sum(later);
  const sizes = [...later.map(({ name, kb }) => `${name} ${kb.toFixed(2)}`)].join(', ');
  progress(
    `widget: loader ${loader.toFixed(2)}, app ${app.toFixed(2)}, ${sizes}, largest language ${language.toFixed(2)} kB`,
  );
  const preact = { what: 'preact + hooks, bundled', value: await preactKb() };
  const peers = await ensurePeers(progress);
  const deepChat = await readFile(join(peers, 'node_modules/deep-chat/dist/deepChat.bundle.js'));
  const all = loader + app + sum(later) + language;
  const unit = 'kB';
  return [
    benchRow({
      what: 'widget loader, brotli',
      value: loader,
      unit,
      yardstick: preact,
      goal: { is: 'at most', limit: 1.5, of: 'value' },
    }),
    benchRow({
      what: 'widget, first load: loader and app, brotli',
      value: loader + app,
      unit,
      yardstick: preact,
      goal: { is: 'at most', limit: 18, of: 'value' },
    }),
    benchRow({
      what: 'widget, all that a conversation ever loads, largest language included, brotli',
      value: all,
      unit,
      yardstick: { what: 'deep-chat 2.4.2', value: brotliKb(deepChat) },
      goal: { is: 'at most', limit: 1 / 4, of: 'ratio' },
    }),
  ];
}

/** Language files are named by their two letters and a hash. */
function isLanguage(name: string): boolean {
  return /^[a-z]{2}\.[^.]+\.js$/.test(name);
}

async function preactKb(): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: PREACT, resolveDir: ROOT },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    legalComments: 'none',
  });
  return brotliKb(outputFiles[0]?.contents ?? new Uint8Array());
}

/** Thousands of bytes. */
function brotliKb(bytes: Uint8Array): number {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length / 1_000;
}
