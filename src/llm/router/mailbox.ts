/** What several sources deliver, taken one by one in the order of its arrival. For one taker. */
export class Mailbox<T> {
  private readonly items: T[] = [];
  private waiting: ((item: T) => void) | null = null;

  put(item: T): void {
    const { waiting } = this;
    this.waiting = null;
    if (waiting) waiting(item);
    else this.items.push(item);
  }

  async take(): Promise<T> {
    const item = this.items.shift();
    if (item !== undefined) return item;
    return new Promise((resolve) => {
      this.waiting = resolve;
    });
  }
}
