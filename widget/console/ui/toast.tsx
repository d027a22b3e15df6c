import { useCallback, useRef, useState } from 'preact/hooks';

/** How long a message stays: long enough to be read twice. */
const STAY_MS = 5_000;

interface Said {
  text: string;
  /** Rises with every message, so that the same words twice are two messages. */
  n: number;
}

/** One short message at a time, also for screen readers. */
export function useToast(): { toast: Said; say(text: string): void } {
  const [toast, setToast] = useState<Said>({ text: '', n: 0 });
  const timer = useRef(0);
  const say = useCallback((text: string) => {
    window.clearTimeout(timer.current);
    setToast((old) => ({ text, n: old.n + 1 }));
    timer.current = window.setTimeout(() => setToast((old) => ({ ...old, text: '' })), STAY_MS);
  }, []);
  return { toast, say };
}

export function Toast({ toast }: { toast: Said }) {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toast.text && (
        <p class="toast" key={toast.n}>
          {toast.text}
        </p>
      )}
    </div>
  );
}
