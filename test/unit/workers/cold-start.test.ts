import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleWorker } from '../../../scripts/local/bundle-worker.ts';

/** Characters of the minified bundle that run before the first request is seen; what is above belongs behind an `import()`. */
const START_CHARS = 90_000;

let folder = '';
let bundle: Metafile;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'edgewise-cold-start-'));
  const script = await bundleWorker('workers/index.ts', join(folder, 'worker.js'));
  bundle = JSON.parse(await readFile(`${script}.meta.json`, 'utf8'));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What is evaluated together with a module: all that it imports, but not what it may import later. */
function evaluatedWith(entry: string): Set<string> {
  const seen = new Set<string>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const imports = bundle.inputs[path]?.imports ?? [];
    open.push(
      ...imports.filter(({ kind, external }) => kind !== 'dynamic-import' && !external).map((to) => to.path),
    );
  }
  return seen;
}

function packagesOf(paths: Iterable<string>): string[] {
  const names = [...paths].flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  return [...new Set(names)].sort();
}

it('starts with no package but the router, and little of its own', () => {
  const start = evaluatedWith('workers/index.ts');
  expect(start).toContain('workers/conversation/conversation-object.ts');
  expect(packagesOf(start)).toEqual(['hono']);
  const inputs = Object.values(bundle.outputs).find(({ entryPoint }) => entryPoint)?.inputs ?? {};
  const chars = [...start].reduce((sum, path) => sum + (inputs[path]?.bytesInOutput ?? 0), 0);
  expect(chars).toBeGreaterThan(10_000);
  expect(chars).toBeLessThanOrEqual(START_CHARS);
});

it('tells whether it lives without a database, a token or a schema', () => {
  expect(packagesOf(evaluatedWith('workers/http/resources/health.ts'))).toEqual([]);
});

it('answers a customer without the HTML parser, and opens a socket without the databases’ modules', () => {
  const turn = evaluatedWith('workers/wire-turn.ts');
  expect(turn).toContain('src/retrieve/search.ts');
  expect(packagesOf(turn)).not.toContain('htmlparser2');
  expect(packagesOf(evaluatedWith('workers/conversation/parse-frame.ts'))).toEqual(['zod']);
  expect(packagesOf(evaluatedWith('src/retrieve/index-article.ts'))).toContain('htmlparser2');
});

it('holds no reader of documents: they are in a Worker of their own, since what never runs is parsed all the same', () => {
  const inputs = Object.keys(bundle.inputs);
  expect(inputs).toContain('workers/read-elsewhere.ts');
  expect(inputs.filter((path) => /^src\/retrieve\/read\/(.*\/|read-)/.test(path))).toEqual([]);
  expect(packagesOf(inputs).filter((name) => ['unpdf', 'csv-parse', 'yaml'].includes(name))).toEqual([]);
});
