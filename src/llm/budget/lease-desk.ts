import type { Clock } from '../../domain/clock.ts';
import type { Amount, LeaseAnswer, LeaseBook, LeaseRequest } from './lease-book.ts';

/** `waitMs`: how long to wait for calls under way to be settled, in milliseconds; 0 not at all. */
export type DeskRequest = LeaseRequest & { waitMs: number };

interface Waiting {
  request: LeaseRequest;
  answer(given: LeaseAnswer): void;
}

/** Longest wait that anybody may ask for, in milliseconds: a customer watches. */
const WAIT_MAX_MS = 10_000;

/**
 * Hands out leave to spend, first come, first served. Who is only kept by calls under way waits for them to be settled, and nobody
 * who comes later goes before.
 */
export class LeaseDesk {
  private readonly book: LeaseBook;
  private readonly deps: { clock: Clock; sleep(ms: number, signal?: AbortSignal): Promise<void> };
  private readonly queue: Waiting[] = [];

  constructor(book: LeaseBook, deps: LeaseDesk['deps']) {
    this.book = book;
    this.deps = deps;
  }

  async lease({ waitMs, ...request }: DeskRequest): Promise<LeaseAnswer> {
    this.serve();
    const answer =
      this.queue.length === 0 ? this.book.lease(request, this.deps.clock()) : this.behind(request);
    if (answer.ok || answer.reason === 'spent' || waitMs <= 0) return answer;
    return this.wait(request, Math.min(waitMs, WAIT_MAX_MS));
  }

  settle(id: string, spent: Amount, typical: boolean): void {
    this.book.settle(id, spent, typical, this.deps.clock());
    this.serve();
  }

  /** What may be answered although others wait: that the money is gone. */
  private behind(request: LeaseRequest): LeaseAnswer {
    const answer = this.book.check(request);
    return answer.ok ? { ok: false, reason: 'reserved' } : answer;
  }

  private wait(request: LeaseRequest, ms: number): Promise<LeaseAnswer> {
    return new Promise((resolve) => {
      const served = new AbortController();
      const waiting: Waiting = {
        request,
        answer: (given) => {
          this.queue.splice(this.queue.indexOf(waiting), 1);
          served.abort();
          resolve(given);
        },
      };
      this.queue.push(waiting);
      void this.deps.sleep(ms, served.signal).then(() => {
        if (this.queue.includes(waiting)) waiting.answer({ ok: false, reason: 'reserved' });
      });
    });
  }

  /** Lets in whom it can, in order, and sends home everybody for whom the money is gone. */
  private serve(): void {
    let blocked = false;
    for (const waiting of [...this.queue]) {
      const now = this.deps.clock();
      const answer = blocked ? this.book.check(waiting.request) : this.book.lease(waiting.request, now);
      if (!blocked && answer.ok) waiting.answer(answer);
      else if (!answer.ok && answer.reason === 'spent') waiting.answer(answer);
      else blocked = true;
    }
  }
}
