import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { tokens } from '../../widget/style/tokens.ts';
import { type Asset, bundle, contentHash, TARGET } from './bundle-widget.ts';
import { fillTemplate } from './fill-template.ts';

/** In the order of the cascade. */
const SHEETS = ['base', 'controls', 'shell', 'data', 'article', 'pages', 'service'];

/**
 * The console: one page, one style sheet, one module with its languages and the areas that are opened later beside it. What the module
 * shares with these is named in the page, so that it is fetched at the same time. The design tokens are the widget's. All
 * but the page carry a hash of their content in their names.
 */
export async function bundleConsole(root: string): Promise<Asset[]> {
  const folder = join(root, 'widget/console');
  const [files, css] = await Promise.all([
    bundle(root, {
      entryPoints: { app: join(folder, 'main.tsx') },
      format: 'esm',
      splitting: true,
      outdir: join(root, 'console'),
      entryNames: '[name].[hash]',
      chunkNames: '[name].[hash]',
    }),
    styleSheet(folder),
  ]);
  const modules = files.map(({ path, text }) => ({
    path: `console/${path.split(/[\\/]/).pop()}`,
    body: text,
  }));
  const entry = modules.find((file) => /^console\/app\.[^/]+\.js$/.test(file.path));
  if (!entry) throw new Error('the console has no app');
  const shared = [...entry.body.matchAll(/(?:from|import)"\.\/([\w.-]+\.js)"/g)].map(([, name = '']) => name);
  const preload = shared.map((name) => `<link rel="modulepreload" href="/console/${name}">`).join('\n    ');
  const links = { css: `/${css.path}`, js: `/${entry.path}`, preload };
  const page = fillTemplate(readFileSync(join(folder, 'index.html'), 'utf8'), links);
  return [{ path: 'console/index.html', body: page }, css, ...modules];
}

/** The tokens are written for a shadow root; here they belong to the page. */
async function styleSheet(folder: string): Promise<Asset> {
  const sheets = SHEETS.map((name) => readFileSync(join(folder, 'style', `${name}.css`), 'utf8'));
  const whole = [tokens.replaceAll(':host', ':root'), ...sheets].join('\n');
  const { code } = await transform(whole, { loader: 'css', minify: true, target: TARGET });
  return { path: `console/app.${contentHash(code)}.css`, body: code };
}
