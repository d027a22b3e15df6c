import { join } from 'node:path';
import type { Miniflare } from 'miniflare';
import { buildAssets } from '../build-assets.ts';
import { applyMigrations } from './apply-migrations.ts';
import { bundleWorker } from './bundle-worker.ts';
import { localSecrets } from './local-keys.ts';
import { ROOT } from './paths.ts';
import { startRuntime } from './runtime.ts';
import { seedLocal } from './seed-local.ts';

export interface ProductOptions {
  stateDir: string;
  /** 0: any free port. */
  port: number;
  bindings?: Record<string, string>;
  /** False: no demo organization. */
  demo?: boolean;
  onProgress?: (line: string) => void;
  onLog?: (line: string) => void;
}

export interface RunningProduct {
  url: string;
  mf: Miniflare;
  stop(): Promise<void>;
}

/** Builds what is stale, starts the real Worker on this machine, migrates its databases and seeds the demo once. */
export async function startProduct(options: ProductOptions): Promise<RunningProduct> {
  const say = options.onProgress ?? (() => {});
  say('building the widget and the Worker');
  const [script, secrets] = await Promise.all([
    bundleWorker('workers/index.ts', join(ROOT, 'dist/worker/index.js')),
    localSecrets(options.stateDir),
    buildAssets({ outDir: join(ROOT, 'dist/assets') }),
  ]);
  say('starting workerd');
  const { mf, url } = await startRuntime({
    script,
    stateDir: options.stateDir,
    port: options.port,
    bindings: { ENVIRONMENT: 'local', ...secrets, ...options.bindings },
    ...(options.onLog ? { onLog: options.onLog } : {}),
  });
  try {
    say('applying migrations');
    await applyMigrations(await mf.getD1Database('RECORDS'), join(ROOT, 'migrations/records'));
    await applyMigrations(await mf.getD1Database('KNOWLEDGE'), join(ROOT, 'migrations/knowledge'));
    if (options.demo !== false) await seedLocal(mf, secrets, options.stateDir, say);
  } catch (error) {
    await mf.dispose();
    throw error;
  }
  return { url, mf, stop: () => mf.dispose() };
}
