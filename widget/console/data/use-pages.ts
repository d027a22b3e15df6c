import { useCallback, useState } from 'preact/hooks';
import type { Page } from './api.ts';
import { ApiError } from './api-error.ts';
import { type Loaded, useLoad } from './use-load.ts';

export interface Pages<T, P extends Page<T>> extends Loaded<P> {
  /** Whether there is more than what is shown. */
  hasMore: boolean;
  isLoadingMore: boolean;
  more(): Promise<void>;
}

/** A list that is read page by page. `path` without cursor; null reads nothing. */
export function usePages<T, P extends Page<T>>(
  path: string | null,
  get: (path: string, signal?: AbortSignal) => Promise<P>,
): Pages<T, P> {
  const list = useLoad<P>(path, (signal) => get(path ?? '', signal));
  const [isLoadingMore, setLoadingMore] = useState(false);
  const [moreError, setMoreError] = useState<ApiError | null>(null);
  const { data, set } = list;
  const more = useCallback(async () => {
    if (!data?.nextCursor || path === null) return;
    setLoadingMore(true);
    setMoreError(null);
    try {
      const cursor = `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(data.nextCursor)}`;
      const next = await get(path + cursor);
      set({ ...next, data: [...data.data, ...next.data] });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setMoreError(error);
    } finally {
      setLoadingMore(false);
    }
  }, [data, path, get, set]);
  return { ...list, error: list.error ?? moreError, hasMore: !!data?.nextCursor, isLoadingMore, more };
}
