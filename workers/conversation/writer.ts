import { isoTime } from '../../src/domain/clock.ts';
import type { ConversationHead } from '../../src/domain/conversation.ts';
import type { LlmCall } from '../../src/domain/llm.ts';
import type { Message } from '../../src/domain/message.ts';
import type { OrganizationSnapshot } from '../../src/domain/organization.ts';
import type { ConversationMemory, ToolRun } from '../../src/domain/turn-ledger.ts';
import type { MessageReading } from '../../src/domain/understanding.ts';
import type { StoredHandover } from '../hand-over.ts';
import type { Note } from './api.ts';
import {
  ConversationReader,
  type OpenCall,
  type OutboxRow,
  openCallId,
  type Turn,
  type TurnState,
} from './reader.ts';

/** Records follow at most this long after a change: one queue message then carries a whole exchange. */
const OUTBOX_DELAY_MS = 1_500;

/** `original`: what was written, where sanitising changed it. */
export type NewMessage = Omit<Message, 'seq' | 'conversationId' | 'createdAt'> & { original?: string };

/** In which turn something became of a tool's run. */
type RunTurn = Pick<Turn, 'messageSeq' | 'requestId'>;

/**
 * Writes exist only here, and only inside `transact`: what one call writes is committed together or not at all, and
 * nothing leaves the object before it is durable (the platform's output gate).
 */
export class ConversationWriter extends ConversationReader {
  private readonly storage: DurableObjectStorage;
  private postponed: (() => void) | null = null;

  constructor(storage: DurableObjectStorage) {
    super(storage.sql);
    this.storage = storage;
  }

  /** Runs `write` in one transaction, and what was postponed. When it throws, nothing is kept, in memory neither. */
  transact<T>(write: () => T): T {
    const { postponed } = this;
    this.postponed = null;
    try {
      return this.storage.transactionSync(() => {
        const result = write();
        postponed?.();
        return result;
      });
    } catch (error) {
      this.postponed ??= postponed;
      this.cachedHead = null;
      this.cachedOrganization = null;
      throw error;
    }
  }

  /** Writes with the next commit, whatever that is for, what nobody waits for and our death may undo. One at a time. */
  postpone(write: () => void): void {
    this.postponed = write;
  }

  /** Writes what was postponed. */
  settle(): void {
    if (this.postponed) this.transact(() => {});
  }

  create(head: ConversationHead, organization: OrganizationSnapshot): void {
    this.sql.exec(
      'INSERT INTO conversation (one, head, organization) VALUES (1, ?, ?)',
      JSON.stringify(head),
      JSON.stringify(organization),
    );
    this.cachedHead = head;
  }

  updateHead(patch: Partial<ConversationHead>, now: number): ConversationHead {
    const head: ConversationHead = { ...this.head(), ...patch, updatedAt: isoTime(now) };
    this.sql.exec('UPDATE conversation SET head = ?', JSON.stringify(head));
    this.cachedHead = head;
    return head;
  }

  saveOrganization(organization: OrganizationSnapshot): void {
    this.sql.exec('UPDATE conversation SET organization = ?', JSON.stringify(organization));
    this.cachedOrganization = organization;
  }

  /** Appends a message under the next `seq` and updates the head with it. */
  append(message: NewMessage, patch: Partial<ConversationHead>, now: number): Message {
    const seq = this.head().lastSeq + 1;
    const { id, role, text, clientId, ...extra } = message;
    const hasExtra = extra.citations.length > 0 || Object.keys(extra).length > 1;
    this.sql.exec(
      'INSERT INTO messages (seq, id, client_id, role, text, created_at, extra) VALUES (?, ?, ?, ?, ?, ?, ?)',
      seq,
      id,
      clientId ?? null,
      role,
      text,
      now,
      hasExtra ? JSON.stringify(extra) : null,
    );
    const head = this.updateHead({ ...patch, lastSeq: seq }, now);
    const { original: _, ...stored } = message;
    return { ...stored, conversationId: head.id, seq, createdAt: isoTime(now) };
  }

  /** Adds what a message was understood to mean. Once: the first reading of a message stays. */
  saveReading(seq: number, reading: MessageReading): void {
    this.sql.exec(
      `UPDATE messages SET extra = json_patch(COALESCE(extra, '{"citations":[]}'), ?)
       WHERE seq = ? AND extra ->> '$.language' IS NULL`,
      JSON.stringify(reading),
      seq,
    );
  }

  addTurn(turn: { id: string; messageSeq: number; epoch: number; retryAt: number; requestId: string }): void {
    this.sql.exec(
      `INSERT INTO turns (id, message_seq, epoch, state, attempts, retry_at, request_id)
       VALUES (?, ?, ?, 'pending', 0, ?, ?)`,
      turn.id,
      turn.messageSeq,
      turn.epoch,
      turn.retryAt,
      turn.requestId,
    );
  }

  retryTurn(turnId: string, retryAt: number, attempts: 0 | 1): void {
    this.sql.exec(
      'UPDATE turns SET attempts = attempts + ?, retry_at = ? WHERE id = ?',
      attempts,
      retryAt,
      turnId,
    );
  }

  endTurn(turnId: string, state: Exclude<TurnState, 'pending'>, replySeq: number | null): void {
    this.sql.exec('UPDATE turns SET state = ?, reply_seq = ? WHERE id = ?', state, replySeq, turnId);
    this.sql.exec("DELETE FROM ledger WHERE kind = 'progress' AND id = ?", turnId);
  }

  /** Ends every pending turn without a reply: a person has taken over, or the conversation is over. */
  supersedeTurns(): void {
    this.sql.exec("UPDATE turns SET state = 'superseded' WHERE state = 'pending'");
    this.sql.exec("DELETE FROM ledger WHERE kind = 'progress'");
  }

  /**
   * Notes what D1 must learn, and the time at which it is sent: in one method, since a row without its timer would wait for
   * ever.
   */
  addOutbox(kind: OutboxRow['kind'], ref: string, requestId: string, now: number): void {
    this.sql.exec('INSERT INTO outbox (kind, ref, request_id) VALUES (?, ?, ?)', kind, ref, requestId);
    // A timer that only watches over a call is brought forward; one that waits before it sends again is left.
    this.sql.exec(
      `INSERT INTO timers (id, kind, due_at) VALUES ('outbox', 'outbox', ?)
       ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at WHERE attempts = 0 AND due_at > excluded.due_at`,
      now + OUTBOX_DELAY_MS,
    );
  }

  /** Forgets outbox rows that the consumer confirmed. True when none is left. */
  confirmOutbox(from: number, through: number): boolean {
    this.sql.exec('DELETE FROM outbox WHERE id BETWEEN ? AND ?', from, through);
    return this.sql.exec('SELECT 1 FROM outbox LIMIT 1').toArray().length === 0;
  }

  addNote(note: Note, now: number): void {
    const { id, author, text } = note;
    this.sql.exec('INSERT INTO notes VALUES (?, ?, ?, ?, ?)', id, author.id, author.name, text, now);
  }

  /** One rating per person and message: a second one replaces the first. */
  saveFeedback(
    feedback: { id: string; messageId: string | null; rating: number; comment: string | null; by: string },
    now: number,
  ): string {
    const existing = this.sql
      .exec<{ id: string }>(
        'SELECT id FROM feedback WHERE by = ? AND message_id IS ?',
        feedback.by,
        feedback.messageId,
      )
      .toArray()[0];
    const id = existing?.id ?? feedback.id;
    this.sql.exec(
      `INSERT INTO feedback (id, message_id, rating, comment, by, created_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET rating = excluded.rating, comment = excluded.comment`,
      id,
      feedback.messageId,
      feedback.rating,
      feedback.comment,
      feedback.by,
      now,
    );
    return id;
  }

  saveMemory(memory: ConversationMemory, now: number): void {
    this.saveLedger('memory', 'memory', 0, now, JSON.stringify(memory));
  }

  saveHandover(made: StoredHandover, now: number): void {
    this.saveLedger('memory', 'handover', 0, now, JSON.stringify(made));
  }

  /** A call is under way: of no message, and without a cost of its own, so that no sum holds it before it has come to its end. */
  startCall(open: OpenCall, now: number): void {
    this.saveLedger('call', openCallId(open.call.id), 0, now, JSON.stringify(open));
  }

  /** A call has come to its end, and is under way no longer. */
  addCall(messageSeq: number, call: LlmCall, now: number): void {
    this.sql.exec("DELETE FROM ledger WHERE kind = 'call' AND id = ?", openCallId(call.id));
    this.saveLedger('call', call.id, messageSeq, now, JSON.stringify(call));
  }

  /**
   * Ends every call that is under way as it has to be accounted for after our own end. Only for an object that has just woken:
   * nothing that it finds can be its own. How many there were.
   */
  endCallsOfTheDead(now: number): number {
    const calls = this.openCalls();
    if (calls.length === 0) return 0;
    this.transact(() => {
      for (const { messageSeq, requestId, call } of calls) {
        this.addCall(messageSeq, call, now);
        this.addOutbox('message', String(messageSeq), requestId, now);
      }
    });
    return calls.length;
  }

  /**
   * A run keeps the time at which it was first written, so that the newest stays the newest, and the message that it was first
   * asked for in, which is given back. Each state that it comes into is noted once.
   */
  saveToolRun({ messageSeq, requestId }: RunTurn, run: ToolRun, now: number): number {
    const known = this.storedRun(run.id);
    const before = known?.run.steps ?? [];
    const isNew = before.every(({ state }) => state !== run.state);
    const step = { state: run.state, at: isoTime(now), messageSeq, requestId };
    const steps = isNew ? [...before, step] : before;
    this.saveLedger('run', run.id, messageSeq, now, JSON.stringify({ ...run, steps }));
    return known?.messageSeq ?? messageSeq;
  }

  saveProgress(turn: { id: string; messageSeq: number }, said: string, now: number): void {
    this.saveLedger('progress', turn.id, turn.messageSeq, now, said);
  }

  private saveLedger(
    kind: 'memory' | 'call' | 'run' | 'progress',
    id: string,
    messageSeq: number,
    now: number,
    data: string,
  ): void {
    this.sql.exec(
      `INSERT INTO ledger (kind, id, message_seq, at, data) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET data = excluded.data`,
      kind,
      id,
      messageSeq,
      now,
      data,
    );
  }

  /** Moves a read mark forward. False when it already was there. */
  markRead(role: string, seq: number): boolean {
    const written = this.sql.exec(
      `INSERT INTO reads (role, seq) VALUES (?, ?)
       ON CONFLICT (role) DO UPDATE SET seq = excluded.seq WHERE excluded.seq > reads.seq`,
      role,
      seq,
    ).rowsWritten;
    return written > 0;
  }
}
