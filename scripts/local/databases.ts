import { join } from 'node:path';
import type { Miniflare } from 'miniflare';
import { bundleWorker } from './bundle-worker.ts';
import { ROOT } from './paths.ts';
import { startRuntime } from './runtime.ts';

/**
 * A runtime on the databases of a state folder, without the product: no objects, no queues. Only while the product does
 * not run on the same folder. Its Worker seeds the demo when it is sent the articles.
 */
export async function openDatabases(
  stateDir: string,
  secrets: Record<string, string> = {},
): Promise<Miniflare> {
  const script = await bundleWorker('scripts/local/seed-worker.ts', join(ROOT, 'dist/seed/index.js'));
  const overrides = { durableObjects: {}, queueConsumers: {} };
  const { mf } = await startRuntime({
    script,
    stateDir,
    port: 0,
    bindings: secrets,
    assets: false,
    overrides,
  });
  return mf;
}
