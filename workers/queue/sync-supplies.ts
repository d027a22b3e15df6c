import { websiteSettingsSchema } from '../../src/protocol/http/sources.ts';
import type { DocumentSupply } from '../../src/retrieve/sync/document-supply.ts';
import { sha256 } from '../../src/retrieve/sync/stored-document.ts';
import type { Sync } from '../../src/store/source-syncs.ts';
import type { Source } from '../../src/store/sources.ts';
import { keysOf } from '../file-store.ts';
import { filesSupply } from './sync-files.ts';
import { rollbackSupply } from './sync-rollback.ts';
import { sitePlan } from './sync-site-plan.ts';
import { type WebsiteDeps, websiteSupply } from './sync-website.ts';

/** Everything that the kinds of sources need of the world together. */
export type SupplyDeps = Parameters<typeof filesSupply>[1] & {
  /** Fetches an address that somebody outside wrote. */
  fetch: WebsiteDeps['fetch'];
};

/** Where the documents of a source come from; null: nothing here knows its kind. A new kind of source is a line here. */
export async function supplyOf(source: Source, sync: Sync, deps: SupplyDeps): Promise<DocumentSupply | null> {
  if (sync.mode === 'rollback') return rollbackSupply(sync, deps.files);
  if (source.kind === 'files') return filesSupply(source, deps);
  if (source.kind === 'website') return websiteOf(source, sync, deps);
  return null;
}

async function websiteOf(source: Source, sync: Sync, deps: SupplyDeps): Promise<DocumentSupply> {
  const settings = websiteSettingsSchema.parse(source.settings);
  const key = keysOf(source.organizationId, source.id).sitePlan;
  const plan = await sitePlan(sync.number, settings, { ...deps, key });
  return websiteSupply(settings, plan, { ...deps, links: linksOf(source, deps) });
}

function linksOf({ organizationId, id }: Source, { files }: Pick<SupplyDeps, 'files'>): WebsiteDeps['links'] {
  const at = async (document: string) =>
    keysOf(organizationId, id).linksOf(await sha256(new TextEncoder().encode(document)));
  return {
    load: async (document) => {
      const bytes = await files.get(await at(document));
      return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as string[]);
    },
    save: async (document, links) =>
      files.put(await at(document), new TextEncoder().encode(JSON.stringify(links))),
  };
}
