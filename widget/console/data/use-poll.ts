import { useEffect, useRef } from 'preact/hooks';

/** First pause: progress is seen while it happens. It grows while nothing changes, up to the last one. */
const PAUSE_MS = 1_000;
const PAUSE_MAX_MS = 15_000;
const GROWTH = 1.5;

/**
 * Calls `task` again and again while `isActive` and the page is visible. `version` says what is known: as long as it
 * changes, the pauses are short.
 */
export function usePoll(isActive: boolean, version: string, task: () => Promise<void>): void {
  const pause = useRef(PAUSE_MS);
  const latest = useRef(task);
  latest.current = task;
  useEffect(() => {
    pause.current = PAUSE_MS;
  }, [version]);
  useEffect(() => {
    if (!isActive) return;
    let timer = 0;
    let isOver = false;
    const plan = () => {
      window.clearTimeout(timer);
      if (isOver || document.visibilityState !== 'visible') return;
      timer = window.setTimeout(async () => {
        pause.current = Math.min(pause.current * GROWTH, PAUSE_MAX_MS);
        await latest.current();
        plan();
      }, pause.current);
    };
    const onVisible = () => {
      pause.current = PAUSE_MS;
      plan();
    };
    plan();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      isOver = true;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [isActive]);
}
