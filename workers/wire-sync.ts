import { newId } from '../src/domain/ids.ts';
import type { SyncSourceMessage } from '../src/protocol/queue.ts';
import { nextSyncMs } from '../src/retrieve/sync/next-sync.ts';
import type { Records } from '../src/store/records.ts';
import type { Env } from './env.ts';
import { fetchOutside } from './fetch-outside.ts';
import { fileStore } from './file-store.ts';
import type { FrontDeps, KnowledgeOps } from './http/deps.ts';
import { SYNC_LEASE_MS, type SyncDeps } from './queue/sync-deps.ts';
import { supplyOf } from './queue/sync-supplies.ts';
import type { WebsiteDeps } from './queue/sync-website.ts';
import { readElsewhere } from './read-elsewhere.ts';

export interface SyncWiring {
  front: FrontDeps;
  records: Records;
  knowledge: KnowledgeOps;
}

/** What a sync needs of the world, from the platform's bindings. */
export function wireSync(env: Env, { front, records, knowledge }: SyncWiring): SyncDeps {
  const { clock, logger } = front;
  const files = fileStore(env.FILES);
  const wait: SyncDeps['wait'] = (ms) => scheduler.wait(ms);
  const log: SyncDeps['log'] = (event, fields) => logger.info(event, fields);
  const read: SyncDeps['read'] = (raw) => readElsewhere(env.READER, raw, { clock, wait, log });
  const allowLoopback = env.ALLOW_LOOPBACK_SITES === 'true';
  const fetch: WebsiteDeps['fetch'] = (url, options) => fetchOutside(url, { ...options, allowLoopback });
  return {
    records,
    files,
    knowledge,
    articlesMax: async (organizationId) =>
      (await records.organizations.get(organizationId))?.limits.articles ?? 0,
    read,
    supplyOf: (source, sync) => supplyOf(source, sync, { records, files, read, fetch }),
    clock,
    newId,
    wait,
    enqueue: async (message, delaySeconds) => {
      const queue = message.kind === 'sync-source' ? env.SYNCS : env.EVENTS;
      await queue.send(message, { contentType: 'json', ...(delaySeconds > 0 ? { delaySeconds } : {}) });
    },
    log,
  };
}

/** Starts syncs of sources whose time has come, and takes up those that nobody was heard of for long. */
export async function syncSources(
  {
    records,
    clock,
    enqueue,
  }: Pick<SyncDeps, 'clock'> & {
    records: Pick<Records, 'sources' | 'sourceSyncs'>;
    enqueue(message: SyncSourceMessage): Promise<void>;
  },
  limit: number,
): Promise<{ started: number; takenUp: number }> {
  const ids = () => ({ kind: 'sync-source' as const, eventId: newId('evt'), requestId: newId('req') });
  let started = 0;
  for (const { organizationId, id: sourceId, schedule } of await records.sources.due(limit)) {
    const next = nextSyncMs(schedule, clock());
    const nextSyncAt = next === null ? null : new Date(next).toISOString();
    const order = { mode: 'all', startedBy: 'schedule', nextSyncAt } as const;
    const sync = await records.sourceSyncs.start(organizationId, sourceId, order);
    if (!sync) continue;
    started += 1;
    await enqueue({ ...ids(), organizationId, sourceId, sync: sync.number });
  }
  const silent = await records.sourceSyncs.unfinished(SYNC_LEASE_MS, limit);
  for (const { organizationId, sourceId, number } of silent) {
    await enqueue({ ...ids(), organizationId, sourceId, sync: number });
  }
  return { started, takenUp: silent.length };
}
