import type { SyncSourceMessage } from '../../src/protocol/queue.ts';
import { applyArticles } from './sync-apply.ts';
import { collectDocuments } from './sync-collect.ts';
import { ClaimLost, type StepEnd, SYNC_LEASE_MS, type SyncDeps, type SyncJob } from './sync-deps.ts';
import { finishSync } from './sync-finish.ts';
import { listDocuments } from './sync-list.ts';
import { planChanges } from './sync-plan.ts';

/** Steps begun one after another without getting anywhere, after which a sync is given up. */
const STALLS_MAX = 8;
const GIVEN_UP = `A step was begun ${STALLS_MAX} times and never ended. Sync again; what was collected is kept.`;

/**
 * One step of a sync: list, collect, plan, apply, finish. Until `apply` begins nothing that is served changes. Whatever is
 * delivered twice, late or to two runners at once is told apart by the claim, and what a step did not end is begun again by the
 * next. Throws when a step broke, so that its message comes again.
 */
export async function syncOneStep(message: SyncSourceMessage, deps: SyncDeps): Promise<void> {
  const { organizationId, sourceId, sync: number } = message;
  const claimed = await deps.records.sourceSyncs.claim({ organizationId, sourceId, number }, SYNC_LEASE_MS);
  if (!claimed) return;
  const { claim, sync } = claimed;
  const found = await deps.records.sources.get(organizationId, sourceId);
  if (!found) return;
  const job: SyncJob = { message, claim, sync, source: found.source, deps };
  try {
    const end = sync.stalls > STALLS_MAX && sync.mode !== 'delete' ? gaveUp() : await step(job);
    await conclude(job, end);
  } catch (error) {
    if (error instanceof ClaimLost) return;
    await deps.records.sourceSyncs.release(claim);
    throw error;
  }
}

function step(job: SyncJob): Promise<StepEnd> {
  switch (job.sync.phase) {
    case 'list':
      return listDocuments(job);
    case 'collect':
      return collectDocuments(job);
    case 'plan':
      return planChanges(job);
    case 'apply':
      return applyArticles(job);
    case 'finish':
      return finishSync(job);
  }
}

function gaveUp(): StepEnd {
  return { kind: 'failed', why: GIVEN_UP };
}

async function conclude({ message, claim, sync, deps }: SyncJob, end: StepEnd): Promise<void> {
  const { organizationId, sourceId } = claim;
  const about = { organizationId, sourceId, sync: claim.number, mode: sync.mode };
  if (end.kind === 'done') return deps.log('source_synced', about);
  if (end.kind === 'failed') {
    await deps.records.sourceSyncs.fail(claim, end.why);
    return deps.log('source_sync_failed', { ...about, phase: sync.phase });
  }
  await deps.records.sourceSyncs.release(claim);
  await deps.enqueue({ ...message, eventId: deps.newId('evt') }, end.delaySeconds);
}
