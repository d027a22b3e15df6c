import type { SyncChange } from '../../src/store/sync-claim.ts';
import { MORE, must, type StepEnd, type SyncJob } from './sync-deps.ts';

/** Times that a piece of a listing is asked for before the sync ends. */
const TRIES = 3;
/** Seconds before it is asked for again, times the tries so far. */
const RETRY_SECONDS = 10;

/** Takes the listing one piece further. Where it cannot be had, the sync ends and everything stays as it is. */
export async function listDocuments(job: SyncJob): Promise<StepEnd> {
  const { claim, sync, source, deps } = job;
  const { sourceDocuments, sourceSyncs } = deps.records;
  if (sync.mode === 'delete') {
    must(await sourceSyncs.note(claim, { phase: 'plan' }));
    return MORE;
  }
  if (sync.position === null) must(await sourceDocuments.settle(claim));
  if (sync.mode === 'failed') {
    must(await sourceDocuments.retryFailed(claim));
    return MORE;
  }
  const supply = await deps.supplyOf(source, sync);
  if (!supply) return { kind: 'failed', why: `Nothing here knows sources of the kind ${source.kind}.` };
  const listed = await supply.list(sync.position);
  if (!listed.ok) {
    if (!listed.error.retryable || sync.streak + 1 >= TRIES)
      return { kind: 'failed', why: listed.error.detail };
    must(await sourceSyncs.note(claim, { streak: 'longer' }));
    return { kind: 'more', delaySeconds: RETRY_SECONDS * (sync.streak + 1) };
  }
  const { documents, next, complete } = listed.value;
  const change: SyncChange = {
    streak: 'none',
    position: next,
    ...(next === null ? { phase: 'collect' } : {}),
    ...(complete ? {} : { complete }),
  };
  const options = { fresh: sync.fresh, documentsMax: supply.documentsMax };
  must(await sourceDocuments.listed(claim, documents, options, change));
  return MORE;
}
