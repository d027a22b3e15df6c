import { isoTime } from '../../src/domain/clock.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import type { LlmCall } from '../../src/domain/llm.ts';
import type { ConversationMemory, ToolRun, TurnLedger } from '../../src/domain/turn-ledger.ts';
import type { ConversationDeps } from './deps.ts';
import type { Turn } from './reader.ts';
import type { ConversationWriter } from './writer.ts';

/** Who signs what the assistant notes for people. */
const ASSISTANT = { id: 'ai', name: 'Assistant' };

/** Runs of tools that a turn is shown: what was done a while ago matters to nobody's next sentence. */
const RUNS_SHOWN = 20;

/** The ledger of one turn, in the object's storage. `isStale`: somebody has taken over, or the turn is over. */
export class StoredLedger implements TurnLedger {
  private readonly writer: ConversationWriter;
  private readonly turn: Turn;
  private readonly isStale: () => boolean;
  private readonly deps: Pick<ConversationDeps, 'clock' | 'newId'>;

  constructor(
    writer: ConversationWriter,
    turn: Turn,
    isStale: () => boolean,
    deps: Pick<ConversationDeps, 'clock' | 'newId'>,
  ) {
    this.writer = writer;
    this.turn = turn;
    this.isStale = isStale;
    this.deps = deps;
  }

  memory(): ConversationMemory {
    return this.writer.memory();
  }

  saveMemory(memory: ConversationMemory): void {
    this.live();
    this.writer.transact(() => this.writer.saveMemory(memory, this.deps.clock()));
  }

  progress(): string | null {
    return this.writer.progress(this.turn.id);
  }

  saveProgress(said: string): void {
    this.live();
    this.writer.transact(() => this.writer.saveProgress(this.turn, said, this.deps.clock()));
  }

  /** One row, and no outbox row: there is nothing to archive yet. The request waits until it is durable, as all that leaves does. */
  startCall(worst: LlmCall): void {
    const { messageSeq, requestId } = this.turn;
    this.writer.transact(() =>
      this.writer.startCall({ messageSeq, requestId, call: worst }, this.deps.clock()),
    );
  }

  /** Written with the outbox row that carries it, so that what was spent is never forgotten. */
  addCall(call: LlmCall): void {
    const { messageSeq, requestId } = this.turn;
    const now = this.deps.clock();
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

  /**
   * Written with the outbox row that carries it, so that no change is missing in the audit. How a run ended that was under way
   * when somebody took over is kept too, since it is a fact, and so is that a change was taken back; then it is refused like any
   * other write.
   */
  saveToolRun(run: ToolRun): void {
    const known = this.writer.toolRun(run.id)?.state;
    const isEnd = known === 'started' && (run.state === 'done' || run.state === 'failed');
    const isUndone = known === 'done' && run.state === 'undone';
    if (!isEnd && !isUndone) this.live();
    const now = this.deps.clock();
    this.writer.transact(() => {
      const askedIn = this.writer.saveToolRun(this.turn, run, now);
      this.writer.addOutbox('message', String(askedIn), this.turn.requestId, now);
    });
    this.live();
  }

  noteForStaff(text: string): void {
    if (this.writer.countNotes() >= LIMITS.notesPerConversation) return;
    const now = this.deps.clock();
    const note = { id: this.deps.newId('evt'), author: ASSISTANT, text, createdAt: isoTime(now) };
    this.writer.transact(() => this.writer.addNote(note, now));
  }

  private live(): void {
    if (this.isStale()) throw new DOMException('the turn has ended', 'AbortError');
  }
}
