import type { Api, Page } from '../data/api.ts';
import { ApiError } from '../data/api-error.ts';
import type { ArticleVersion, StoredVersion } from '../data/wire.ts';
import type { Opened } from './opened.ts';

/** The version that a passage was taken from, else the one that is served now. Throws an `ApiError`. */
export async function readStored(api: Api, opened: Opened, signal: AbortSignal): Promise<StoredVersion> {
  const path = `/v1/knowledge/articles/${encodeURIComponent(opened.articleId)}/versions`;
  const version = opened.version ?? (await newestVersion(api, path, signal));
  return api.get<StoredVersion>(`${path}/${version}`, signal);
}

async function newestVersion(api: Api, path: string, signal: AbortSignal): Promise<number> {
  const { data } = await api.get<Page<ArticleVersion>>(`${path}?limit=1`, signal);
  if (data[0]) return data[0].version;
  const nothing = { detail: '', fields: [], retryAfterSeconds: null, requestId: null };
  throw new ApiError({ ...nothing, status: 404, code: 'not_found' });
}
