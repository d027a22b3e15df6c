import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build, type Plugin, transform } from 'esbuild';

/** A file to be served: path below the asset folder, without a leading slash. */
export interface Asset {
  path: string;
  body: string | Uint8Array;
}

/** Browsers with constructable style sheets in shadow roots, `:focus-visible`, `color-mix` and private methods. */
export const TARGET = ['chrome111', 'firefox113', 'safari16.4'];

/**
 * The loader (`widget.js`, one classic script) and the app with its language files (`widget/*.<hash>.js`, modules). Names
 * carry a hash of their content, so that they may be cached for ever; the loader knows the app's.
 */
export async function bundleWidget(root: string): Promise<Asset[]> {
  const app = await bundle(root, {
    entryPoints: { app: join(root, 'widget/app/main.tsx') },
    format: 'esm',
    splitting: true,
    outdir: join(root, 'widget'),
    entryNames: '[name].[hash]',
    chunkNames: '[name].[hash]',
  });
  const modules = app.map(({ path, text }) => ({ path: `widget/${path.split(/[\\/]/).pop()}`, body: text }));
  const entry = modules.find((file) => /^widget\/app\.[^/]+\.js$/.test(file.path));
  if (!entry) throw new Error('the widget has no app');
  const [loader] = await bundle(root, {
    entryPoints: [join(root, 'widget/loader.ts')],
    format: 'iife',
    outdir: root,
    define: { APP_PATH: JSON.stringify(`/${entry.path}`) },
  });
  if (!loader) throw new Error('the widget has no loader');
  return [{ path: 'widget.js', body: loader.text }, ...modules];
}

/** Modules as they are served: minified, no comments, Preact's own JSX. */
export async function bundle(root: string, options: BuildOptions) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    target: TARGET,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    charset: 'utf8',
    plugins: [styleSheets],
    ...options,
  });
  return outputFiles ?? [];
}

/** Style modules export CSS as strings, which a script minifier leaves alone: this minifies them as the CSS they are. */
const styleSheets: Plugin = {
  name: 'style-sheets',
  setup(context) {
    context.onLoad({ filter: /[\\/]widget[\\/]style[\\/][\w-]+\.ts$/ }, async ({ path }) => {
      const module: Record<string, string> = await import(pathToFileURL(path).href);
      const lines = await Promise.all(
        Object.entries(module).map(async ([name, css]) => {
          const { code } = await transform(css, { loader: 'css', minify: true, target: TARGET });
          return `export const ${name} = ${JSON.stringify(code.trim())};`;
        }),
      );
      return { contents: lines.join('\n'), loader: 'ts' };
    });
  },
};

/** The first ten hex digits of a content's SHA-256: enough for names of a handful of files. */
export function contentHash(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 10);
}
