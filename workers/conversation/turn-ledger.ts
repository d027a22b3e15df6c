import type { Clock } from '../../src/domain/clock.ts';
import type { LlmCall } from '../../src/domain/llm.ts';
import type { ConversationMemory, ToolRun, TurnLedger } from '../../src/domain/turn-ledger.ts';
import type { Turn } from './reader.ts';
import type { ConversationWriter } from './writer.ts';

/** Runs of tools that a turn is shown: what was done a while ago matters to nobody's next sentence. */
const RUNS_SHOWN = 20;

/** The ledger of one turn, in the object's storage. `isStale`: somebody has taken over, or the turn is over. */
export class StoredLedger implements TurnLedger {
  private readonly writer: ConversationWriter;
  private readonly turn: Turn;
  private readonly isStale: () => boolean;
  private readonly clock: Clock;

  constructor(writer: ConversationWriter, turn: Turn, isStale: () => boolean, clock: Clock) {
    this.writer = writer;
    this.turn = turn;
    this.isStale = isStale;
    this.clock = clock;
  }

  memory(): ConversationMemory {
    return this.writer.memory();
  }

  saveMemory(memory: ConversationMemory): void {
    this.live();
    this.writer.transact(() => this.writer.saveMemory(memory, this.clock()));
  }

  progress(): string | null {
    return this.writer.progress(this.turn.id);
  }

  saveProgress(said: string): void {
    this.live();
    this.writer.transact(() => this.writer.saveProgress(this.turn, said, this.clock()));
  }

  /** Written with the outbox row that carries it, so that what was spent is never forgotten. */
  addCall(call: LlmCall): void {
    const { messageSeq, requestId } = this.turn;
    const now = this.clock();
    this.writer.transact(() => {
      this.writer.addCall(messageSeq, call, now);
      this.writer.addOutbox('message', String(messageSeq), requestId, now);
    });
  }

  spentMicros(): number {
    return this.writer.spentMicros();
  }

  toolRun(id: string): ToolRun | null {
    return this.writer.toolRun(id);
  }

  toolRuns(): ToolRun[] {
    return this.writer.toolRuns(RUNS_SHOWN);
  }

  saveToolRun(run: ToolRun): void {
    this.live();
    this.writer.transact(() => this.writer.saveToolRun(this.turn.messageSeq, run, this.clock()));
  }

  private live(): void {
    if (this.isStale()) throw new DOMException('the turn has ended', 'AbortError');
  }
}
