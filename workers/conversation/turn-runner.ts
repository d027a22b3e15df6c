import { type ConversationHead, nextState } from '../../src/domain/conversation.ts';
import { replyIdOf } from '../../src/domain/ids.ts';
import { LIMITS } from '../../src/domain/limits.ts';
import type { LlmCall } from '../../src/domain/llm.ts';
import type { Message } from '../../src/domain/message.ts';
import type { Answer } from '../../src/domain/passage.ts';
import type { MessageReading } from '../../src/domain/understanding.ts';
import type { TurnInput, TurnOutcome } from '../../src/turn.ts';
import type { ConversationDeps } from './deps.ts';
import { stoppedAnswer } from './facts.ts';
import type { Turn } from './reader.ts';
import type { Sockets } from './sockets.ts';
import { DeltaBuffer } from './stream.ts';
import { backoffMs, type Timers } from './timers.ts';
import { StoredLedger } from './turn-ledger.ts';
import type { ConversationWriter } from './writer.ts';

/** Messages before the current one that a turn is given. */
const HISTORY_MESSAGES = 20;

/** First wait after a turn that threw, doubling per attempt. */
const RETRY_FIRST_MS = 500;

/** Why a running turn was told to end. */
type Ending = 'superseded' | 'stopped';

interface LiveTurn {
  turn: Turn;
  buffer: DeltaBuffer;
  abort: AbortController;
  ending: Ending | null;
  /** False while this is the attempt that acceptance itself started, which saves a commit on every healthy turn. */
  counted: boolean;
  /** Sends what was written since the last delta, where nothing more comes that would push it out. */
  flush: ReturnType<typeof setTimeout> | null;
  /** What it is answered from, once it is known. */
  input: TurnInput | null;
}

/** What the runner leaves to the conversation: the hand-off, and what follows every committed change. */
export interface TurnRunnerHooks {
  handoff(turn: Turn): void;
  committed(message: Message | null, before: ConversationHead): void;
  failureAnswer(): Answer;
}

/**
 * Answers pending turns, oldest first, one at a time. Every turn ends in exactly one of: a stored reply, a hand-off, or
 * being superseded by a person. A turn that a crash interrupted is still `pending` in storage and starts again.
 */
export class TurnRunner {
  private readonly writer: ConversationWriter;
  private readonly timers: Timers;
  private readonly sockets: Sockets;
  private readonly deps: ConversationDeps;
  private readonly hooks: TurnRunnerHooks;
  private readonly fresh = new Set<string>();
  private live: LiveTurn | null = null;
  private running = false;

  constructor(
    parts: { writer: ConversationWriter; timers: Timers; sockets: Sockets },
    deps: ConversationDeps,
    hooks: TurnRunnerHooks,
  ) {
    this.writer = parts.writer;
    this.timers = parts.timers;
    this.sockets = parts.sockets;
    this.deps = deps;
    this.hooks = hooks;
  }

  /** The answer being written, for a client that joins in the middle. */
  current(): { turnId: string; text: string } | null {
    return this.live ? { turnId: this.live.turn.id, text: this.live.buffer.text } : null;
  }

  /** Tells the running turn to end. `superseded` leaves no reply; `stopped` stores what was written so far. */
  interrupt(ending: Ending): boolean {
    if (!this.live) return false;
    this.live.ending ??= ending;
    this.live.abort.abort();
    return true;
  }

  /** This turn was accepted a moment ago by this very process, so its first attempt needs no counting. */
  accepted(turnId: string): void {
    this.fresh.add(turnId);
  }

  /** The same for whoever does not wait for it. What is thrown here is the object's end: its next alarm takes the turns up again. */
  start(): void {
    this.run().catch((error) => this.deps.log('turns_interrupted', { error: String(error) }));
  }

  /** Works off pending turns that are due. Safe to call at any time and any number of times. */
  async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (;;) {
        const turn = this.writer.pendingTurn();
        if (!turn || turn.retryAt > this.deps.clock()) return;
        await this.runOne(turn);
      }
    } finally {
      this.running = false;
    }
  }

  /** The timer of turns is due: takes up what is pending, and looks again later for as long as something is. */
  takeUp(): void {
    if (this.running || !this.writer.pendingTurn()) this.timers.clear('turn');
    else this.start();
    if (this.writer.pendingTurn()) this.timers.set('turn', 'turn', this.deps.clock() + LIMITS.turnResumeMs);
  }

  private async runOne(turn: Turn): Promise<void> {
    const live: LiveTurn = {
      turn,
      buffer: new DeltaBuffer(LIMITS.deltaFlushMs),
      abort: new AbortController(),
      ending: null,
      counted: !this.fresh.delete(turn.id),
      flush: null,
      input: null,
    };
    this.live = live;
    try {
      const outcome = await this.attempt(live);
      this.finish(live, outcome);
    } catch (error) {
      if (live.ending) this.finishEnded(live);
      else this.postpone(live, error);
    } finally {
      if (live.flush !== null) clearTimeout(live.flush);
      this.live = null;
      // A turn that ends without a reply has written to its ledger all the same, which the archive must learn.
      this.timers.arm();
    }
  }

  /** What nobody waits for: the reply is stored, and with it the conversation that is told here. */
  private afterwards({ turn, input }: LiveTurn): void {
    if (!input || !this.deps.afterTurn) return;
    const after = Math.max(0, this.writer.head().lastSeq - HISTORY_MESSAGES);
    const history = this.writer.messagesAfter(after, HISTORY_MESSAGES);
    const ledger = new StoredLedger(this.writer, turn, () => false, this.deps);
    this.deps
      .afterTurn({ ...input, history, ledger })
      .finally(() => this.timers.arm())
      .catch((error) =>
        this.deps.log('after_turn_failed', { requestId: turn.requestId, error: String(error) }),
      );
  }

  private async attempt(live: LiveTurn): Promise<TurnOutcome> {
    const { turn } = live;
    if (turn.attempts >= LIMITS.turnAttempts) return { kind: 'reply', answer: this.hooks.failureAnswer() };
    if (live.counted) this.retryAt(turn, this.deps.clock() + LIMITS.turnResumeMs, 1);
    const head = this.writer.head();
    const before = Math.max(0, turn.messageSeq - 1 - HISTORY_MESSAGES);
    const history = this.writer.messagesAfter(before, turn.messageSeq - before);
    const message = history.pop();
    if (message?.seq !== turn.messageSeq) return { kind: 'reply', answer: this.hooks.failureAnswer() };
    live.input = {
      turnId: turn.id,
      requestId: turn.requestId,
      message,
      history,
      customer: head.customer,
      locale: head.locale,
      organization: this.writer.organization(),
      ledger: this.ledger(live),
    };
    return await this.deps.answer(live.input, (piece) => this.write(live, piece), live.abort.signal);
  }

  private ledger(live: LiveTurn): StoredLedger {
    const { turn } = live;
    return new StoredLedger(this.writer, turn, () => live.ending !== null || this.isStale(turn), this.deps);
  }

  private write(live: LiveTurn, piece: string): void {
    const head = this.writer.head();
    if (live.ending || head.epoch !== live.turn.epoch)
      throw new DOMException('the turn has ended', 'AbortError');
    this.send(live, live.buffer.push(piece, this.deps.clock()));
    live.flush ??= setTimeout(() => {
      live.flush = null;
      if (this.live === live && !live.ending && !this.isStale(live.turn))
        this.send(live, live.buffer.flush());
    }, LIMITS.deltaFlushMs);
  }

  private send({ turn }: LiveTurn, delta: { from: number; text: string } | null): void {
    if (delta) this.sockets.broadcast({ type: 'delta', turnId: turn.id, ...delta });
  }

  /** Takeover is a fact in storage: it is read again after every await and before anything is stored or sent. */
  private isStale(turn: Turn): boolean {
    const head = this.writer.head();
    return head.epoch !== turn.epoch || head.owner !== 'ai' || this.writer.turn(turn.id)?.state !== 'pending';
  }

  private finish(live: LiveTurn, outcome: TurnOutcome): void {
    const { turn, buffer } = live;
    if (this.isStale(turn)) return;
    if (outcome.kind === 'handoff') {
      if (outcome.reading) this.writer.transact(() => this.saveReading(turn, outcome.reading));
      this.hooks.handoff(turn);
      return;
    }
    this.send(live, buffer.flush());
    this.storeReply(turn, outcome.answer, 'done', outcome.reading);
    this.afterwards(live);
  }

  /** Within a transaction of the caller's. */
  private saveReading(turn: Turn, reading: MessageReading | undefined): void {
    if (!reading) return;
    this.writer.saveReading(turn.messageSeq, reading);
    this.writer.addOutbox('message', String(turn.messageSeq), turn.requestId, this.deps.clock());
  }

  private finishEnded(live: LiveTurn): void {
    const { turn, buffer, ending } = live;
    if (ending === 'superseded' || this.isStale(turn)) return;
    this.storeReply(turn, stoppedAnswer(buffer.text), 'stopped');
  }

  /** Reply, end of turn, state and outbox are one commit: there is never a second reply, nor a turn without its end. */
  private storeReply(turn: Turn, answer: Answer, end: 'done' | 'stopped', reading?: MessageReading): void {
    const before = this.writer.head();
    const now = this.deps.clock();
    const message = this.writer.transact(() => {
      this.saveReading(turn, reading);
      const next = nextState(before.state, 'answered');
      const more = this.hasLaterTurn(turn);
      const stored = this.writer.append(
        {
          id: replyIdOf(turn.id),
          role: 'assistant',
          text: answer.text,
          citations: answer.citations,
          confidence: answer.confidence,
          model: answer.model,
          ...costOf(this.writer.callsOf(turn.messageSeq)),
          ...(answer.quickReplies.length > 0 ? { quickReplies: answer.quickReplies } : {}),
        },
        { state: next.ok && !more ? next.value : before.state },
        now,
      );
      this.writer.endTurn(turn.id, end, stored.seq);
      this.writer.addOutbox('message', String(stored.seq), turn.requestId, now);
      if (!more) this.timers.clear('turn');
      return stored;
    });
    this.hooks.committed(message, before);
  }

  private hasLaterTurn(turn: Turn): boolean {
    return this.writer.hasPendingTurnAfter(turn.messageSeq);
  }

  private retryAt(turn: Turn, retryAt: number, attempts: 0 | 1): void {
    this.writer.transact(() => {
      this.writer.retryTurn(turn.id, retryAt, attempts);
      this.timers.set('turn', 'turn', retryAt);
    });
    this.timers.arm();
  }

  private postpone(live: LiveTurn, error: unknown): void {
    const { turn } = live;
    const { requestId, attempts } = turn;
    this.deps.log('turn_failed', {
      requestId,
      attempts,
      error: error instanceof Error ? error.message : String(error),
    });
    if (this.isStale(turn)) return;
    const wait = backoffMs(attempts, RETRY_FIRST_MS, LIMITS.turnResumeMs);
    this.retryAt(turn, this.deps.clock() + wait, live.counted ? 0 : 1);
  }
}

/** In US dollars; nothing where no model was called. */
function costOf(calls: readonly LlmCall[]): { cost?: number } {
  if (calls.length === 0) return {};
  return { cost: calls.reduce((sum, { costMicros }) => sum + costMicros, 0) / 1e6 };
}
