import { sha256 } from '../../src/retrieve/sync/stored-document.ts';
import type { FileStore } from '../file-store.ts';
import { keysOf } from '../file-store.ts';
import { MORE, must, type StepEnd, type SyncJob } from './sync-deps.ts';

/** Outcomes that can be gone back to. */
const MANIFESTS_KEPT = 5;
/** Articles that nothing accounts for, taken out in a step; there are hardly ever any. */
const STRAYS_PER_STEP = 20;
/** An upload that no file names for so long was cut off before it was named. */
const UPLOAD_MS = 3_600_000;

const NOTHING_READ = 'Nothing could be read. The list of documents says why, of each.';

/** Ends a sync: notes what the source holds now, so that it can be gone back to, and forgets what nothing needs any more. */
export async function finishSync(job: SyncJob): Promise<StepEnd> {
  const { claim, sync, source, deps } = job;
  const { organizationId, sourceId } = claim;
  const { sourceArticles, sourceSyncs } = deps.records;
  if (await takeOutStrays(job)) return MORE;
  if (sync.mode === 'delete') return forgetSource(job);
  must(await sourceArticles.close(claim));
  const bytes = new TextEncoder().encode(
    JSON.stringify(await sourceArticles.contents(organizationId, sourceId)),
  );
  const manifest = await sha256(bytes);
  const before = await sourceSyncs.manifests(organizationId, sourceId, MANIFESTS_KEPT);
  if (!before.includes(manifest)) {
    await deps.files.put(keysOf(organizationId, sourceId).manifest(manifest), bytes);
  }
  const kept = [manifest, ...before.filter((one) => one !== manifest)].slice(0, MANIFESTS_KEPT);
  if (before[0] !== manifest) await prune(job, kept, bytes);
  const nothing = sync.mode === 'all' && sync.read + sync.unchanged === 0;
  const note = nothing && source.kind !== 'files' ? NOTHING_READ : null;
  must(await sourceSyncs.finish(claim, manifest, kept, { pause: sync.mode === 'rollback', note }));
  return { kind: 'done' };
}

/** True: there were some, and there may be more. */
async function takeOutStrays({ claim, deps }: SyncJob): Promise<boolean> {
  const { organizationId, sourceId } = claim;
  const strays = await deps.records.articles.strays(organizationId, sourceId, STRAYS_PER_STEP);
  for (const { id, externalId } of strays) {
    must(await deps.records.sourceSyncs.note(claim));
    await deps.knowledge.remove(organizationId, id);
    await deps.records.articles.remove(organizationId, externalId);
  }
  return strays.length > 0;
}

/** The last of a source: first what is in R2, then what names it. */
async function forgetSource({ claim, deps }: SyncJob): Promise<StepEnd> {
  const { organizationId, sourceId } = claim;
  const { entries } = await deps.files.list(keysOf(organizationId, sourceId).all, null);
  if (entries.length > 0) {
    await deps.files.delete(entries.map(({ key }) => key));
    must(await deps.records.sourceSyncs.note(claim));
    return MORE;
  }
  must(await deps.records.sourceSyncs.note(claim));
  await deps.records.sources.remove(organizationId, sourceId);
  return { kind: 'done' };
}

/** Deletes what neither a manifest that is kept nor an article that waits needs, and uploads that nothing names. */
async function prune({ claim, deps }: SyncJob, kept: readonly string[], present: Uint8Array): Promise<void> {
  const { organizationId, sourceId } = claim;
  const keys = keysOf(organizationId, sourceId);
  const needed = new Set(kept.map(keys.manifest));
  const manifests = [present];
  for (const hash of kept) {
    const bytes = await deps.files.get(keys.manifest(hash));
    if (bytes) manifests.push(bytes);
  }
  for (const bytes of manifests) {
    for (const [, , content] of openManifest(bytes)) needed.add(keys.content(content));
  }
  for (const content of await deps.records.sourceArticles.needed(organizationId, sourceId)) {
    needed.add(keys.content(content));
  }
  for (const [key] of openManifest(present)) {
    needed.add(keys.linksOf(await sha256(new TextEncoder().encode(key))));
  }
  for (const prefix of [keys.contents, keys.manifests, keys.links]) {
    await sweep(deps.files, prefix, async (found) =>
      found.map(({ key }) => key).filter((key) => !needed.has(key)),
    );
  }
  const old = Date.now() - UPLOAD_MS;
  await sweep(deps.files, keys.uploads, async (found) => {
    const aged = found.filter(({ storedMs }) => storedMs < old).map(({ key }) => key);
    return deps.records.sourceFiles.unnamed(organizationId, sourceId, aged);
  });
}

async function sweep(
  files: FileStore,
  prefix: string,
  unneeded: (found: { key: string; storedMs: number }[]) => Promise<string[]>,
): Promise<void> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<FileStore['list']>> = await files.list(prefix, cursor);
    const gone = await unneeded(page.entries);
    if (gone.length > 0) await files.delete(gone);
    cursor = page.cursor;
  } while (cursor !== null);
}

/** What a source held: key, address and hash of what was read of each document. */
export type Manifest = [key: string, url: string | null, content: string][];

/** Throws where the bytes are not ours. */
export function openManifest(bytes: Uint8Array): Manifest {
  return JSON.parse(new TextDecoder().decode(bytes)) as Manifest;
}
