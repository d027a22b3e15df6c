import { err, ok } from '../../src/domain/result.ts';
import type { DocumentSupply } from '../../src/retrieve/sync/document-supply.ts';
import type { Sync } from '../../src/store/source-syncs.ts';
import { type FileStore, keysOf } from '../file-store.ts';
import { type Manifest, openManifest } from './sync-finish.ts';

/** Documents of a piece of the listing. */
const PIECE = 1_000;

/** What a source held when an earlier sync had finished: nothing is fetched, since what was read then is stored. */
export function rollbackSupply(
  { organizationId, sourceId, target }: Pick<Sync, 'organizationId' | 'sourceId' | 'target'>,
  files: FileStore,
): DocumentSupply {
  const keys = keysOf(organizationId, sourceId);
  let opened: Promise<Manifest | null> | null = null;
  const manifest = () => {
    opened ??= files.get(keys.manifest(target ?? '')).then((bytes) => bytes && openManifest(bytes));
    return opened;
  };
  return {
    linked: false,
    deliberate: true,
    // Each was in the source once.
    documentsMax: Number.MAX_SAFE_INTEGER,
    atOnce: 4,
    pauseMs: 0,
    async list(position) {
      const all = await manifest();
      if (!all) {
        const detail = 'What the source held then is no longer stored.';
        return err({ reason: 'lost', detail, retryable: false });
      }
      const from = Number(position ?? 0);
      const documents = all.slice(from, from + PIECE).map(([key, url, content]) => {
        return { key, url, depth: 0, hash: null, content };
      });
      return ok({ documents, next: from + PIECE < all.length ? String(from + PIECE) : null, complete: true });
    },
    async fetch({ key }) {
      const found = (await manifest())?.find(([name]) => name === key);
      if (found) return { kind: 'stored', content: found[2] };
      return { kind: 'gone', reason: 'not_listed', detail: 'The source did not have it then.', links: [] };
    },
  };
}
