import { mayRemove } from '../../src/retrieve/sync/removal.ts';
import type { Source } from '../../src/store/sources.ts';
import { MORE, must, type StepEnd, type SyncJob } from './sync-deps.ts';

/** Decides what is applied, in one transaction; from here on what is served changes, article by article. */
export async function planChanges({ claim, sync, source, deps }: SyncJob): Promise<StepEnd> {
  const { sourceArticles } = deps.records;
  if (sync.mode !== 'delete') {
    const supply = await deps.supplyOf(source, sync);
    const allowed = mayRemove({
      ...(await sourceArticles.toVanish(claim)),
      deliberate: supply?.deliberate ?? false,
      allowed: sync.allowRemoval,
    });
    if (!allowed.ok) return { kind: 'failed', why: allowed.error.why };
  }
  must(await sourceArticles.plan(claim, labelsOf(source), sync.mode === 'delete'));
  return MORE;
}

/** What a source adds to each of its articles, as one text that can be compared. Pure. */
function labelsOf({ tags, locale, audience, products }: Source): string {
  const isForAll = audience.includes('public') && products.length === 0;
  return JSON.stringify(isForAll ? [tags, locale] : [tags, locale, audience, products]);
}
