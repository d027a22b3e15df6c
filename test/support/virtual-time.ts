/** Time that passes only when everybody waits for it: a minute of deadlines takes no time, and every run is the same. */
export class VirtualTime {
  now = 1_000_000;
  private timers: { at: number; order: number; fire: () => void }[] = [];
  private made = 0;

  readonly clock = () => this.now;

  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = { at: this.now + ms, order: this.made, fire: resolve };
      this.made += 1;
      this.timers.push(timer);
      signal?.addEventListener('abort', () => {
        this.timers = this.timers.filter((one) => one !== timer);
        resolve();
      });
    });

  /** Timers that somebody still waits for. */
  get waiting(): number {
    return this.timers.length;
  }

  /** Lets time pass until the work is done. Throws when it waits for something that never comes. */
  async until<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const watched = work.finally(() => {
      over = true;
    });
    watched.catch(() => {});
    for (;;) {
      // Every promise that can settle without time does so before time passes.
      await new Promise((resolve) => setImmediate(resolve));
      if (over) return watched;
      const [next] = this.timers.sort((a, b) => a.at - b.at || a.order - b.order);
      if (!next) throw new Error('everybody waits, and no timer is left');
      this.timers = this.timers.filter((one) => one !== next);
      this.now = Math.max(this.now, next.at);
      next.fire();
    }
  }
}
