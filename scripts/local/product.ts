import { join } from 'node:path';
import type { Miniflare } from 'miniflare';
import { buildAssets } from '../build-assets.ts';
import { bundleProduct } from './bundle-product.ts';
import { localSecrets } from './local-keys.ts';
import { ROOT } from './paths.ts';
import { prepareState } from './prepare-state.ts';
import { type RuntimeOptions, startRuntime } from './runtime.ts';

export interface ProductOptions {
  stateDir: string;
  /** 0: any free port. */
  port: number;
  bindings?: Record<string, string>;
  /** False: no demo organization. */
  demo?: boolean;
  onProgress?: (line: string) => void;
  onLog?: (line: string) => void;
  overrides?: RuntimeOptions['overrides'];
}

/**
 * Edge limits of a local run, per 60 s. All of this machine's clients share one address, so each limit stands for a
 * hundred visitors; wrangler.toml has the ones per visitor.
 */
const LOCAL_RATE_LIMITS = {
  RATE_PUBLIC: {
    type: 'ratelimit' as const,
    name: 'RATE_PUBLIC',
    namespace_id: '1001',
    simple: { limit: 30_000, period: 60 as const },
  },
  RATE_LOGIN: {
    type: 'ratelimit' as const,
    name: 'RATE_LOGIN',
    namespace_id: '1002',
    simple: { limit: 600, period: 60 as const },
  },
};

export interface RunningProduct {
  url: string;
  mf: Miniflare;
  stop(): Promise<void>;
}

/** Builds what is stale, starts the real Worker on this machine, migrates its databases and seeds the demo once. */
export async function startProduct(options: ProductOptions): Promise<RunningProduct> {
  const say = options.onProgress ?? (() => {});
  say('building the widget and the Worker');
  const [bundles, secrets] = await Promise.all([
    bundleProduct(),
    localSecrets(options.stateDir),
    buildAssets({ outDir: join(ROOT, 'dist/assets') }),
  ]);
  await prepareState({ stateDir: options.stateDir, secrets, demo: options.demo !== false, say });
  say('starting workerd');
  const { mf, url } = await startRuntime({
    ...bundles,
    stateDir: options.stateDir,
    port: options.port,
    bindings: { ENVIRONMENT: 'local', ALLOW_LOOPBACK_SITES: 'true', ...secrets, ...options.bindings },
    ...(options.onLog ? { onLog: options.onLog } : {}),
    overrides: { ratelimits: LOCAL_RATE_LIMITS, ...options.overrides },
  });
  return { url, mf, stop: () => mf.dispose() };
}
