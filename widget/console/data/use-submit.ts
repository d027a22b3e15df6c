import { useState } from 'preact/hooks';
import { ApiError } from './api-error.ts';

/** Runs one task at a time and keeps its failure: the state behind every button that changes something. */
export function useSubmit(task: () => Promise<void>) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const run = async () => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    try {
      await task();
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return {
    isBusy,
    error,
    run,
    submit(event: Event) {
      event.preventDefault();
      void run();
    },
  };
}
