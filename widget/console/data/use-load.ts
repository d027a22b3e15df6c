import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from './api-error.ts';

/** Something that is read from the server: what is known, and what went wrong with the last try. */
export interface Loaded<T> {
  /** Stays while it is read again, so that nothing jumps. */
  data: T | null;
  error: ApiError | null;
  isLoading: boolean;
  /** Reads again; resolves when it is there or has failed. */
  reload(): Promise<void>;
  /** Puts a newer state in place, such as the answer to a change. */
  set(data: T): void;
}

/** Reads when the component appears and whenever `key` changes; null reads nothing. What is late for an old key is dropped. */
export function useLoad<T>(key: string | null, read: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{
    key: string | null;
    data: T | null;
    error: ApiError | null;
    isLoading: boolean;
  }>({ key, data: null, error: null, isLoading: key !== null });
  const reader = useRef(read);
  reader.current = read;
  const running = useRef<AbortController | null>(null);

  const reload = useCallback(async () => {
    running.current?.abort();
    if (key === null) return setState({ key, data: null, error: null, isLoading: false });
    const controller = new AbortController();
    running.current = controller;
    setState((old) => ({
      key,
      data: old.key === key ? old.data : null,
      error: old.key === key ? old.error : null,
      isLoading: true,
    }));
    try {
      const data = await reader.current(controller.signal);
      if (!controller.signal.aborted) setState({ key, data, error: null, isLoading: false });
    } catch (error) {
      if (controller.signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      setState((old) => ({ ...old, error, isLoading: false }));
    }
  }, [key]);

  useEffect(() => {
    void reload();
    return () => running.current?.abort();
  }, [reload]);

  const set = useCallback((data: T) => setState({ key, data, error: null, isLoading: false }), [key]);
  const isOld = state.key !== key;
  return {
    data: isOld ? null : state.data,
    error: isOld ? null : state.error,
    isLoading: isOld ? key !== null : state.isLoading,
    reload,
    set,
  };
}
