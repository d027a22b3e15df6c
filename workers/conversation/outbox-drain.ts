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
    const rows = this.writer.outbox(LIMITS.outboxBatch);
    if (rows.length === 0) return this.rest();
    const now = this.deps.clock();
    const again = now + backoffMs(attempts, LIMITS.outboxRetryMs, LIMITS.outboxRetryCapMs);
    // What is sent in time is nearly always confirmed, so only a later sending is worth a commit: whoever follows us sends it again.
    if (attempts === 0 && now - dueAt <= PROMPT_MS) this.timers.hold('outbox', again);
    else this.timers.set('outbox', 'outbox', again, attempts + 1);
    await this.deps.sendRecords(
      composeRecords(this.writer, rows, this.jurisdiction, () => this.deps.newId('evt')),
    );
  }

  /** The consumer has written these rows. What came in the meantime follows soon. */
  confirmed(from: number, through: number): void {
    this.writer.transact(() => {
      const empty = this.writer.confirmOutbox(from, through);
      if (empty) this.rest();
      else this.timers.set('outbox', 'outbox', this.deps.clock() + CONFIRM_DELAY_MS);
    });
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
