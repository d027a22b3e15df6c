import type { Message } from '../../src/domain/message.ts';
import { err, ok, type Result } from '../../src/domain/result.ts';
import type { ConversationReader } from './reader.ts';

type Reply = Result<Message, { reason: 'timeout' }>;

/** Callers that wait for the reply to a message (`?wait=true`). In memory: a restart answers them with a time-out. */
export class ReplyWaiters {
  private readonly waiting = new Map<number, Set<(reply: Reply) => void>>();

  /** Resolves when the turn of message `seq` has its reply, when it never will have one, or after `timeoutMs`. */
  wait(reader: ConversationReader, seq: number, timeoutMs: number): Promise<Reply> {
    const now = replyTo(reader, seq);
    if (now) return Promise.resolve(now);
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(err({ reason: 'timeout' })), timeoutMs);
      const settle = (reply: Reply) => {
        clearTimeout(timer);
        this.waiting.get(seq)?.delete(settle);
        resolve(reply);
      };
      const waiters = this.waiting.get(seq) ?? new Set();
      this.waiting.set(seq, waiters.add(settle));
    });
  }

  /** Answers everyone whose turn has ended. Call after each end of a turn. */
  settle(reader: ConversationReader): void {
    for (const [seq, waiters] of this.waiting) {
      const reply = waiters.size > 0 ? replyTo(reader, seq) : null;
      if (reply) for (const settle of waiters) settle(reply);
      if (waiters.size === 0) this.waiting.delete(seq);
    }
  }
}

/** The reply, a time-out when there will be none, or `null` while the turn is pending. */
function replyTo(reader: ConversationReader, seq: number): Reply | null {
  const turn = reader.turnOfMessage(seq);
  if (turn?.state === 'pending') return null;
  const reply = turn?.replySeq ? reader.message(turn.replySeq) : null;
  return reply ? ok(reply) : err({ reason: 'timeout' });
}
