import { LIMITS } from '../../src/domain/limits.ts';
import type { Jurisdiction } from '../../src/domain/user.ts';
import type { ConversationDeps } from './deps.ts';
import { composeRecords } from './outbox.ts';
import { backoffMs, PROMPT_MS, type Timer, type Timers } from './timers.ts';
import type { ConversationWriter } from './writer.ts';

/**
 * Sends what is not yet in D1 and repeats it, ever more rarely, until the consumer confirms. The queue is only a nudge:
 * a queue that loses a message costs time, never a record.
 */
export class OutboxDrain {
  private readonly writer: ConversationWriter;
  private readonly timers: Timers;
  private readonly deps: ConversationDeps;
  private readonly jurisdiction: Jurisdiction | null;
  /** When what was sent last had fallen due; null where its next sending is written down. */
  private heldSince: number | null = null;

  constructor(
    writer: ConversationWriter,
    timers: Timers,
    deps: ConversationDeps,
    jurisdiction: string | undefined,
  ) {
    this.writer = writer;
    this.timers = timers;
    this.deps = deps;
    this.jurisdiction =
      jurisdiction === 'eu' || jurisdiction === 'us' || jurisdiction === 'fedramp' ? jurisdiction : null;
  }

  async run({ attempts, dueAt }: Pick<Timer, 'attempts' | 'dueAt'>): Promise<void> {
    this.writer.settle();
    const rows = this.writer.outbox(LIMITS.outboxBatch);
    if (rows.length === 0) return this.rest();
    const now = this.deps.clock();
    const again = now + backoffMs(attempts, LIMITS.outboxRetryMs, LIMITS.outboxRetryCapMs);
    // What is sent in time is nearly always confirmed, so only a later sending is worth a commit: whoever follows us sends it again.
    this.heldSince = attempts === 0 && now - dueAt <= PROMPT_MS ? dueAt : null;
    if (this.heldSince !== null) this.timers.hold('outbox', again);
    else this.timers.set('outbox', 'outbox', again, attempts + 1);
    await this.deps.sendRecords(
      composeRecords(this.writer, rows, this.jurisdiction, () => this.deps.newId('evt')),
    );
  }

  /**
   * The consumer has written these rows. What came in the meantime follows soon. Where nothing has, they are forgotten with the next
   * commit, which a turn under way is about to make, or a while after they fell due: many conversations are confirmed at once, and
   * their writes would hold up everybody else's. Not where the next sending is written down: should we die, what came then would
   * wait for that.
   */
  confirmed(from: number, through: number): void {
    const { all, within } = this.writer.countOutbox(from, through);
    if (within === 0) return;
    const forget = () => {
      const empty = this.writer.confirmOutbox(from, through);
      if (empty) this.rest();
      else this.timers.set('outbox', 'outbox', this.deps.clock() + CONFIRM_DELAY_MS);
    };
    if (within < all || this.heldSince === null) this.writer.transact(forget);
    else {
      const now = this.deps.clock();
      this.writer.postpone(forget);
      this.timers.hold(
        'outbox',
        Math.min(now + PROMPT_MS, Math.max(now + CONFIRM_DELAY_MS, this.heldSince + PROMPT_MS)),
      );
    }
    this.timers.arm();
  }

  /** Nothing is left to send. While a model is being called the alarm stays: should we die, it wakes whoever accounts for the call. */
  private rest(): void {
    if (this.writer.openCalls().length === 0) this.timers.clear('outbox');
    else this.timers.set('outbox', 'outbox', this.deps.clock() + OPEN_CALL_MS);
  }
}

/** A call of a model is over within this, in milliseconds: the router gives a whole answer a minute. */
const OPEN_CALL_MS = 70_000;

/** After a confirmation the next batch goes out this soon: long enough to gather an exchange. */
const CONFIRM_DELAY_MS = 1_000;
