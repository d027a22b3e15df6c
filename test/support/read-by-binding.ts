import { env } from 'cloudflare:workers';
import type { SyncDeps } from '../../workers/queue/sync-deps.ts';
import { readElsewhere } from '../../workers/read-elsewhere.ts';

/** Reads a document as the product does: by the Worker that reads, over its binding. */
export const readByBinding: SyncDeps['read'] = (raw) =>
  readElsewhere(env.READER, raw, {
    clock: () => Date.now(),
    wait: (ms) => scheduler.wait(ms),
    log: () => undefined,
  });
