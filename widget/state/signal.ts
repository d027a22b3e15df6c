/** A value that effects follow. */
export interface Signal<T> {
  value: T;
}
export type ReadonlySignal<T> = Readonly<Signal<T>>;

type Effect = () => void;

let running: Effect | null = null;
const due = new Set<Effect>();

/**
 * Signals with the interface of @preact/signals, of which the widget needs so little that the library (3.6 KB with the
 * hooks it brings, a fifth of the whole budget) is left out. Setting an equal value does nothing.
 */
export function signal<T>(initial: T): Signal<T> {
  const readers = new Set<Effect>();
  let held = initial;
  return {
    get value() {
      if (running) readers.add(running);
      return held;
    },
    set value(next) {
      if (next === held) return;
      held = next;
      if (due.size === 0) queueMicrotask(runDue);
      for (const reader of readers) due.add(reader);
    },
  };
}

/** Runs `task` now and again, once per microtask, after what it read has changed. It lives as long as the page. */
export function effect(task: () => void): void {
  const run = () => {
    const outer = running;
    running = run;
    try {
      task();
    } finally {
      running = outer;
    }
  };
  run();
}

function runDue(): void {
  const tasks = [...due];
  due.clear();
  for (const task of tasks) task();
}
