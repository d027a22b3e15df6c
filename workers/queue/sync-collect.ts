import { LIMITS } from '../../src/domain/limits.ts';
import { articleName } from '../../src/retrieve/sync/article-name.ts';
import type { DocumentSupply, ListedDocument, Supplied } from '../../src/retrieve/sync/document-supply.ts';
import { hashPart, openDocument, storeDocument } from '../../src/retrieve/sync/stored-document.ts';
import type { Outcome, SourceDocument } from '../../src/store/source-documents.ts';
import type { SyncChange } from '../../src/store/sync-claim.ts';
import { keysOf } from '../file-store.ts';
import { MORE, must, STEP_MS, type StepEnd, type SyncJob } from './sync-deps.ts';

/** Documents of a step: each is a few requests, of which an invocation may make a thousand. */
const DOCUMENTS_PER_STEP = 40;
/** Times that a document is tried in a sync. */
const TRIES = 3;
/** Seconds before it is tried again, times the tries so far, unless its server asks for more. */
const RETRY_SECONDS = 5;
/** Seconds that a server may have a sync wait. */
const WAIT_SECONDS_MAX = 120;
/** Failures one after another, of documents that might be had later, after which the whole site is held for down. */
const STREAK_MAX = 15;

/** Fetches and reads some of the documents that wait, and stores what they say. Nothing that is served changes. */
export async function collectDocuments(job: SyncJob): Promise<StepEnd> {
  const { claim, sync, source, deps } = job;
  const supply = await deps.supplyOf(source, sync);
  if (!supply) return { kind: 'failed', why: `Nothing here knows sources of the kind ${source.kind}.` };
  const until = deps.clock() + STEP_MS;
  let { streak } = sync;
  for (let done = 0; done < DOCUMENTS_PER_STEP && deps.clock() < until; ) {
    if (done > 0 && supply.pauseMs > 0) await deps.wait(supply.pauseMs);
    const batch = alone(await deps.records.sourceDocuments.waiting(claim, supply.atOnce));
    if (batch.length === 0) return collected(job);
    must(
      await deps.records.sourceDocuments.tried(
        claim,
        batch.map(({ key }) => key),
      ),
    );
    const ended = await Promise.allSettled(batch.map((document) => collectOne(job, supply, document)));
    done += batch.length;
    let delaySeconds = 0;
    for (const one of ended) {
      if (one.status === 'rejected') throw one.reason;
      streak = one.value.failed === null ? 0 : streak + 1;
      if (streak >= STREAK_MAX) return { kind: 'failed', why: siteDown(one.value.failed ?? '') };
      delaySeconds = Math.max(delaySeconds, one.value.delaySeconds);
    }
    // A long pause is kept between steps, where it costs nothing.
    delaySeconds = Math.max(delaySeconds, Math.floor(supply.pauseMs / 1_000));
    if (delaySeconds > 0) return { kind: 'more', delaySeconds };
  }
  return MORE;
}

/** What was tried before is tried alone: where it ends its process, it takes no other document along. */
function alone(waiting: SourceDocument[]): SourceDocument[] {
  const fresh = waiting.filter(({ tries }) => tries === 0);
  return fresh.length > 0 ? fresh : waiting.slice(0, 1);
}

function siteDown(detail: string): string {
  return `${STREAK_MAX} documents in a row could not be had, so the sync ended; everything is as it was. The last answer: ${detail}`;
}

/** Nothing waits any more: documents that an incomplete listing did not name are asked for themselves; then it is decided. */
async function collected({ claim, deps }: SyncJob): Promise<StepEnd> {
  const { sourceDocuments, sourceSyncs } = deps.records;
  const sync = await sourceSyncs.get(claim.organizationId, claim.sourceId, claim.number);
  if (sync && !sync.complete && !sync.rechecked) must(await sourceDocuments.recheck(claim));
  else must(await sourceSyncs.note(claim, { phase: 'plan' }));
  return MORE;
}

/** What a document did to the run of failures, and for how long the next has to wait. */
interface Ended {
  /** The detail of a failure that may pass; null: it was had, or is not to be had at all. */
  failed: string | null;
  delaySeconds: number;
}

async function collectOne(job: SyncJob, supply: DocumentSupply, document: SourceDocument): Promise<Ended> {
  const { claim, sync, deps } = job;
  const settle = async (outcome: Outcome, links: readonly ListedDocument[], change: SyncChange) => {
    const newOnly = sync.mode === 'failed';
    const named = { documents: links, documentsMax: supply.documentsMax, newOnly };
    must(await deps.records.sourceDocuments.settled(claim, document.key, outcome, named, change));
  };
  // What the last sync that read it did not see end: it has ended its process each time.
  if (document.tries >= TRIES) {
    const detail = `Reading it ended the process ${TRIES} times. Make it smaller, or leave it out.`;
    await settle({ kind: 'failed', reason: 'process_ended', detail }, [], incomplete(supply));
    return { failed: null, delaySeconds: 0 };
  }
  const supplied = await supply.fetch(document, sync.fresh);
  if (supplied.kind === 'failed') {
    const { reason, detail, retryable } = supplied;
    const again = retryable && document.tries + 1 < TRIES;
    const change: SyncChange = {
      ...(again ? {} : incomplete(supply)),
      ...(retryable ? { streak: 'longer' } : {}),
    };
    await settle({ kind: again ? 'again' : 'failed', reason, detail }, [], change);
    return { failed: retryable ? detail : null, delaySeconds: again ? delayOf(supplied, document.tries) : 0 };
  }
  const links = 'links' in supplied ? supplied.links : [];
  await settle(await outcomeOf(job, document, supplied), links, { streak: 'none' });
  return { failed: null, delaySeconds: 0 };
}

/** Where documents are found through links, one that failed may have named others. */
function incomplete(supply: DocumentSupply): SyncChange {
  return supply.linked ? { complete: false } : {};
}

function delayOf({ retryAfterSeconds }: Extract<Supplied, { kind: 'failed' }>, tries: number): number {
  // The first time, the other documents are time enough, unless the server asked to be left alone.
  const own = tries === 0 ? 0 : RETRY_SECONDS * tries;
  return Math.min(WAIT_SECONDS_MAX, Math.max(own, retryAfterSeconds ?? 0));
}

async function outcomeOf(
  job: SyncJob,
  document: SourceDocument,
  supplied: Exclude<Supplied, { kind: 'failed' }>,
): Promise<Outcome> {
  switch (supplied.kind) {
    case 'unchanged':
      return { kind: 'unchanged' };
    case 'gone':
      return { kind: 'vanished', reason: supplied.reason, detail: supplied.detail };
    case 'skipped': {
      // What has become nothing to serve is no longer served, like what is gone.
      const kind = document.content === null ? 'skipped' : 'vanished';
      return { kind, reason: supplied.reason, detail: supplied.detail };
    }
    case 'stored':
      return stored(job, document.key, supplied.content);
    case 'read':
      return read(job, document, supplied);
  }
}

/** Stores what was read before anything names it. */
async function read(
  { claim, deps }: SyncJob,
  { key, url }: SourceDocument,
  supplied: Extract<Supplied, { kind: 'read' }>,
): Promise<Outcome> {
  const { organizationId, sourceId } = claim;
  const encoder = new TextEncoder();
  if (supplied.parts.some(({ body }) => encoder.encode(body).length > LIMITS.articleBodyBytes)) {
    const detail = `It has more text than an article may have (${LIMITS.articleBodyBytes} bytes). Split it.`;
    return { kind: 'failed', reason: 'too_large', detail };
  }
  const document = await storeDocument(supplied.parts, url);
  await deps.files.put(keysOf(organizationId, sourceId).content(document.hash), document.bytes);
  return {
    kind: 'read',
    rawHash: supplied.hash,
    etag: supplied.etag,
    lastModified: supplied.lastModified,
    content: document.hash,
    parts: await named(sourceId, key, document.parts),
    fetched: true,
  };
}

/** What was read for an earlier sync. Its server is asked again by the next one, since what it has now is something else. */
async function stored({ claim, deps }: SyncJob, key: string, content: string): Promise<Outcome> {
  const { organizationId, sourceId } = claim;
  const bytes = await deps.files.get(keysOf(organizationId, sourceId).content(content));
  if (!bytes) {
    return { kind: 'failed', reason: 'lost', detail: 'What was read of it then is no longer stored.' };
  }
  const hashed = await Promise.all(
    openDocument(bytes).map(async (part) => ({ key: part.key, hash: await hashPart(part) })),
  );
  const parts = await named(sourceId, key, hashed);
  return { kind: 'read', rawHash: null, etag: null, lastModified: null, content, parts, fetched: false };
}

async function named(sourceId: string, document: string, parts: readonly { key: string; hash: string }[]) {
  return Promise.all(
    parts.map(async (part) => ({ ...part, externalId: await articleName(sourceId, document, part.key) })),
  );
}
