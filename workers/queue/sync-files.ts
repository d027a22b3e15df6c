import { ok } from '../../src/domain/result.ts';
import { SOURCE_LIMITS } from '../../src/protocol/http/sources.ts';
import type { DocumentSupply } from '../../src/retrieve/sync/document-supply.ts';
import type { SyncDeps } from './sync-deps.ts';

/** It was uploaded anew, or removed, while it was read: the next try finds what it is now. */
const REPLACED = {
  kind: 'failed' as const,
  reason: 'lost',
  detail: 'The file was replaced while it was read. Sync again.',
  retryable: true,
  retryAfterSeconds: null,
};

/** Files of a piece of the listing. */
const PIECE = 1_000;

/** The files that were uploaded to a source. Each removal was somebody's wish. */
export function filesSupply(
  { organizationId, id: sourceId }: { organizationId: string; id: string },
  {
    records: { sourceFiles },
    files,
    read,
  }: Pick<SyncDeps, 'files' | 'read'> & {
    records: Pick<SyncDeps['records'], 'sourceFiles'>;
  },
): DocumentSupply {
  return {
    linked: false,
    deliberate: true,
    documentsMax: SOURCE_LIMITS.files,
    // A file may have 25 MB, and its reading takes several times as much of the isolate's 128.
    atOnce: 1,
    pauseMs: 0,
    async list(position) {
      const request = { after: position ?? undefined, limit: PIECE };
      const found = await sourceFiles.list(organizationId, sourceId, request);
      const documents = found.map(({ path, hash }) => {
        return { key: path, url: null, depth: 0, hash, content: null };
      });
      const last = found.length < PIECE ? null : (found.at(-1)?.path ?? null);
      return ok({ documents, next: last, complete: true });
    },
    async fetch({ key }) {
      const file = await sourceFiles.get(organizationId, sourceId, key);
      if (!file) return { kind: 'gone', reason: 'gone', detail: 'The file was removed.', links: [] };
      const bytes = await files.get(file.object);
      if (!bytes) {
        const now = await sourceFiles.get(organizationId, sourceId, key);
        if (now?.object !== file.object) return REPLACED;
        const detail = 'Its bytes are not there any more. Upload it again.';
        return { kind: 'failed', reason: 'lost', detail, retryable: false, retryAfterSeconds: null };
      }
      const parts = await read({ bytes, mediaType: file.mediaType, name: key, url: null });
      if (!parts.ok) return { kind: 'failed', ...parts.error, retryable: false, retryAfterSeconds: null };
      const { hash } = file;
      return { kind: 'read', parts: parts.value, hash, etag: null, lastModified: null, links: [] };
    },
  };
}
