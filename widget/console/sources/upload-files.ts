import type { Api } from '../data/api.ts';
import { ApiError } from '../data/api-error.ts';
import type { ChosenFile } from './chosen-file.ts';
import { sourcePath } from './source-path.ts';

/** Uploads at a time: enough to fill a line, few enough that a slow one shows progress. */
const AT_ONCE = 3;

interface Deps {
  api: Api;
  /** A failure in the reader's words. */
  describe(error: ApiError): string;
  /** A file has come further; the list is the same, in the same order. */
  onChange(files: ChosenFile[]): void;
  signal: AbortSignal;
}

/** Uploads what waits. A refusal concerns one file only; the rest goes on. Resolves with how all ended; an abort rejects. */
export async function uploadFiles(
  id: string,
  files: readonly ChosenFile[],
  deps: Deps,
): Promise<ChosenFile[]> {
  let now = [...files];
  const put = (path: string, part: Partial<ChosenFile>) => {
    now = now.map((one) => (one.path === path ? { ...one, ...part } : one));
    deps.onChange(now);
  };
  const waiting = files.filter(({ state }) => state === 'waiting');
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await uploadOne(id, next, put, deps);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return now;
}

async function uploadOne(
  id: string,
  { path, file }: ChosenFile,
  put: (path: string, part: Partial<ChosenFile>) => void,
  { api, describe, signal }: Deps,
): Promise<void> {
  put(path, { state: 'sending', share: 0 });
  const address = sourcePath(id, `files/${path.split('/').map(encodeURIComponent).join('/')}`);
  try {
    await api.upload(address, file, (share) => put(path, { share }), signal);
    put(path, { state: 'done', share: 1 });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    put(path, { state: 'refused', reason: describe(error) });
  }
}
