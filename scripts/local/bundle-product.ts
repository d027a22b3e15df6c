import { join } from 'node:path';
import { bundleWorker } from './bundle-worker.ts';
import { ROOT } from './paths.ts';

/** Bundles the product's Worker and the one that reads documents for it, as `startRuntime` takes them. */
export async function bundleProduct(): Promise<{ script: string; reader: string }> {
  const [script, reader] = await Promise.all([
    bundleWorker('workers/index.ts', join(ROOT, 'dist/worker/index.js')),
    bundleReader(),
  ]);
  return { script, reader };
}

/** Bundles the Worker that reads documents. Returns the path of its script. */
export function bundleReader(): Promise<string> {
  return bundleWorker('workers/reader/index.ts', join(ROOT, 'dist/reader/index.js'));
}
