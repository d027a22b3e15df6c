/** Steps between two reports, at which others may run: about ten milliseconds of work. */
const STEPS_BETWEEN = 100;

/** Counts the steps of a long work, and says now and then how far it is. */
export class Progress {
  /** What is being done. */
  note = '';
  private done = 0;
  private sinceReport = 0;
  private readonly total: number;
  private readonly listener: ((fraction: number, note: string) => void | Promise<void>) | undefined;

  constructor(
    total: number,
    listener: ((fraction: number, note: string) => void | Promise<void>) | undefined,
  ) {
    this.total = total;
    this.listener = listener;
  }

  /** Counts; true where it is time for a report. */
  step(weight: number): boolean {
    this.done += weight;
    this.sinceReport += weight;
    return this.sinceReport >= STEPS_BETWEEN;
  }

  /** Tells the listener and waits for it; without one, others run all the same. */
  async report(): Promise<void> {
    this.sinceReport = 0;
    await this.listener?.(Math.min(1, this.done / Math.max(1, this.total)), this.note);
  }

  async finish(): Promise<void> {
    await this.listener?.(1, 'done');
  }
}
