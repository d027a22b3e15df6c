import type { StoredHandover } from '../hand-over.ts';
import type { ConversationDeps } from './deps.ts';
import type { Timers } from './timers.ts';
import { StoredLedger } from './turn-ledger.ts';
import type { ConversationWriter } from './writer.ts';

/** Messages that are summed up: with the assistant's own notes on what was before them. */
const MESSAGES = 60;

/** Sums a conversation up for the person who takes over, behind everything that the customer waits for. */
export class HandOver {
  private readonly writer: ConversationWriter;
  private readonly timers: Timers;
  private readonly deps: ConversationDeps;
  /** Resolves when the first version of what was begun last is stored. */
  private begun: Promise<void> | null = null;

  constructor(parts: { writer: ConversationWriter; timers: Timers }, deps: ConversationDeps) {
    this.writer = parts.writer;
    this.timers = parts.timers;
    this.deps = deps;
  }

  /**
   * A person is wanted, or has come. Resolves when a first version is stored; a better one may follow. Nothing is done where nobody
   * has said anything since the last one. Never throws.
   */
  begin(): Promise<void> {
    if (this.isUpToDate()) return Promise.resolve();
    this.begun = new Promise<void>((resolve) => {
      this.make(resolve)
        .catch((error) => this.deps.log('hand_over_failed', { error: String(error) }))
        .finally(resolve);
    });
    return this.begun;
  }

  /** What there is to know; made now where it was lost with a process. Null: nobody took over. */
  async current(): Promise<StoredHandover | null> {
    const { state, lastSeq } = this.writer.head();
    const isWithPerson = state === 'handoff' || state === 'assigned';
    await this.begun;
    if (isWithPerson && this.writer.handover() === null && lastSeq > 0) await this.begin();
    return this.writer.handover();
  }

  private isUpToDate(): boolean {
    const known = this.writer.handover()?.handover;
    if (!known) return false;
    return this.writer.messagesAfter(known.throughSeq, MESSAGES).every(({ role }) => role === 'system');
  }

  private async make(saved: () => void): Promise<void> {
    const head = this.writer.head();
    const history = this.writer.messagesAfter(Math.max(0, head.lastSeq - MESSAGES), MESSAGES);
    const message = history.findLast(({ role }) => role === 'customer');
    const turn = message && this.writer.turnOfMessage(message.seq);
    if (!message || !turn || !this.deps.handOver) return;
    const ledger = new StoredLedger(this.writer, turn, () => false, this.deps);
    const input = {
      ...{ turnId: `${turn.id}.handover`, requestId: turn.requestId, message, history, ledger },
      ...{ customer: head.customer, locale: head.locale, organization: this.writer.organization() },
    };
    try {
      await this.deps.handOver(input, (made) => {
        // A model's words about less may come after those of who was begun later, about all.
        const known = this.writer.handover()?.handover.throughSeq ?? 0;
        if (made.handover.throughSeq >= known)
          this.writer.transact(() => this.writer.saveHandover(made, this.deps.clock()));
        saved();
      });
    } finally {
      this.timers.arm();
    }
  }
}
