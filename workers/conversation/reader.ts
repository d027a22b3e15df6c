import type { ConversationHead } from '../../src/domain/conversation.ts';
import type { LlmCall } from '../../src/domain/llm.ts';
import type { Message, MessageRole } from '../../src/domain/message.ts';
import type { OrganizationSnapshot } from '../../src/domain/organization.ts';
import { type ConversationMemory, NO_MEMORY, type ToolRun } from '../../src/domain/turn-ledger.ts';
import type { StoredFeedback } from '../../src/protocol/queue.ts';
import type { ToolRunStep, WireToolRun } from '../../src/protocol/tool-run.ts';
import type { StoredHandover } from '../hand-over.ts';
import type { Note } from './api.ts';

type MessageRow = {
  seq: number;
  id: string;
  client_id: string | null;
  role: string;
  text: string;
  created_at: number;
  extra: string | null;
};

/** What most messages do not have. `original`: what was written, where sanitising changed it; for the audit only. */
export type MessageExtra = Partial<Message> & { original?: string };

export type TurnState = 'pending' | 'done' | 'stopped' | 'superseded';

/** One customer message being answered. `retryAt` (ms) is when a turn without an end may be taken up again. */
export interface Turn {
  id: string;
  messageSeq: number;
  epoch: number;
  state: TurnState;
  attempts: number;
  retryAt: number;
  replySeq: number | null;
  requestId: string;
}

type TurnRow = {
  id: string;
  message_seq: number;
  epoch: number;
  state: string;
  attempts: number;
  retry_at: number;
  reply_seq: number | null;
  request_id: string;
};

export interface OutboxRow {
  id: number;
  kind: 'head' | 'message' | 'feedback';
  ref: string;
  requestId: string;
}

/** A run with every state that it was in, for the archive. */
export type StoredRun = ToolRun & { steps?: ToolRunStep[] };

/** A call of a model that is under way, as it is accounted for should this process end before it does. */
export interface OpenCall {
  messageSeq: number;
  requestId: string;
  call: LlmCall;
}

/** Calls under way have ids of their own in the ledger, so that they are found without reading those that are over. */
const OPEN_CALLS = { from: 'open:', to: 'open;' };

export function openCallId(callId: string): string {
  return OPEN_CALLS.from + callId;
}

/** Everything that may be read from the object's storage. Writing is `ConversationWriter`'s. */
export class ConversationReader {
  protected readonly sql: SqlStorage;
  protected readonly conversationId: () => string;
  protected cachedHead: ConversationHead | null = null;
  protected cachedOrganization: OrganizationSnapshot | null = null;

  constructor(sql: SqlStorage) {
    this.sql = sql;
    this.conversationId = () => this.head().id;
  }

  /** The conversation's head. Only to be called once the conversation is open. */
  head(): ConversationHead {
    this.cachedHead ??= JSON.parse(
      this.sql.exec<{ head: string }>('SELECT head FROM conversation').one().head,
    ) as ConversationHead;
    return this.cachedHead;
  }

  organization(): OrganizationSnapshot {
    this.cachedOrganization ??= JSON.parse(
      this.sql.exec<{ organization: string }>('SELECT organization FROM conversation').one().organization,
    ) as OrganizationSnapshot;
    return this.cachedOrganization;
  }

  messagesAfter(after: number, limit: number): Message[] {
    return this.sql
      .exec<MessageRow>('SELECT * FROM messages WHERE seq > ? ORDER BY seq LIMIT ?', after, limit)
      .toArray()
      .map((row) => this.toMessage(row));
  }

  message(seq: number): Message | null {
    const row = this.sql.exec<MessageRow>('SELECT * FROM messages WHERE seq = ?', seq).toArray()[0];
    return row ? this.toMessage(row) : null;
  }

  messageById(id: string): Message | null {
    const row = this.sql.exec<MessageRow>('SELECT * FROM messages WHERE id = ?', id).toArray()[0];
    return row ? this.toMessage(row) : null;
  }

  messageByClientId(clientId: string): Message | null {
    const row = this.sql
      .exec<MessageRow>('SELECT * FROM messages WHERE client_id = ?', clientId)
      .toArray()[0];
    return row ? this.toMessage(row) : null;
  }

  /** What was written before it was sanitised; the text itself where nothing was taken out. */
  original(messageId: string): string | null {
    const row = this.sql.exec<MessageRow>('SELECT * FROM messages WHERE id = ?', messageId).toArray()[0];
    return row ? (extraOf(row).original ?? row.text) : null;
  }

  /** The oldest turn that has no end yet. */
  pendingTurn(): Turn | null {
    const row = this.sql
      .exec<TurnRow>("SELECT * FROM turns WHERE state = 'pending' ORDER BY message_seq LIMIT 1")
      .toArray()[0];
    return row ? toTurn(row) : null;
  }

  hasPendingTurnAfter(seq: number): boolean {
    return (
      this.sql.exec("SELECT 1 FROM turns WHERE state = 'pending' AND message_seq > ? LIMIT 1", seq).toArray()
        .length > 0
    );
  }

  turn(id: string): Turn | null {
    const row = this.sql.exec<TurnRow>('SELECT * FROM turns WHERE id = ?', id).toArray()[0];
    return row ? toTurn(row) : null;
  }

  turnOfMessage(seq: number): Turn | null {
    const row = this.sql.exec<TurnRow>('SELECT * FROM turns WHERE message_seq = ?', seq).toArray()[0];
    return row ? toTurn(row) : null;
  }

  outbox(limit: number): OutboxRow[] {
    return this.sql
      .exec<{ id: number; kind: string; ref: string; request_id: string }>(
        'SELECT * FROM outbox ORDER BY id LIMIT ?',
        limit,
      )
      .toArray()
      .map((row) => ({
        id: row.id,
        kind: row.kind as OutboxRow['kind'],
        ref: row.ref,
        requestId: row.request_id,
      }));
  }

  /** How many rows of the outbox there are, and how many of them are `from`..`through`. */
  countOutbox(from: number, through: number): { all: number; within: number } {
    return this.sql
      .exec<{ all: number; within: number }>(
        'SELECT COUNT(*) AS "all", COUNT(CASE WHEN id BETWEEN ? AND ? THEN 1 END) AS within FROM outbox',
        from,
        through,
      )
      .one();
  }

  feedback(id: string): StoredFeedback | null {
    const row = this.sql
      .exec<{
        id: string;
        message_id: string | null;
        rating: number;
        comment: string | null;
        by: string;
        created_at: number;
      }>('SELECT * FROM feedback WHERE id = ?', id)
      .toArray()[0];
    if (!row) return null;
    const { message_id, created_at, ...rest } = row;
    return { ...rest, messageId: message_id, createdAt: new Date(created_at).toISOString() };
  }

  countNotes(): number {
    return this.sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM notes').one().n;
  }

  notes(): Note[] {
    return this.sql
      .exec<{ id: string; author_id: string; author_name: string; text: string; created_at: number }>(
        'SELECT * FROM notes ORDER BY created_at, id',
      )
      .toArray()
      .map((row) => ({
        id: row.id,
        author: { id: row.author_id, name: row.author_name },
        text: row.text,
        createdAt: new Date(row.created_at).toISOString(),
      }));
  }

  /** Highest `seq` that each side has read. */
  reads(): { role: string; seq: number }[] {
    return this.sql.exec<{ role: string; seq: number }>('SELECT role, seq FROM reads').toArray();
  }

  /** What the conversation remembers for its models. */
  memory(): ConversationMemory {
    const row = this.sql
      .exec<{ data: string }>("SELECT data FROM ledger WHERE kind = 'memory' AND id = 'memory'")
      .toArray()[0];
    return row ? (JSON.parse(row.data) as ConversationMemory) : NO_MEMORY;
  }

  /** What the person who took over last was told; null where nobody has yet. */
  handover(): StoredHandover | null {
    const row = this.sql
      .exec<{ data: string }>("SELECT data FROM ledger WHERE kind = 'memory' AND id = 'handover'")
      .toArray()[0];
    return row ? (JSON.parse(row.data) as StoredHandover) : null;
  }

  /** Calls of models made to answer this message of the customer's, in their order. */
  callsOf(messageSeq: number): LlmCall[] {
    return this.sql
      .exec<{ data: string }>(
        "SELECT data FROM ledger WHERE kind = 'call' AND message_seq = ? ORDER BY at, id",
        messageSeq,
      )
      .toArray()
      .map((row) => JSON.parse(row.data) as LlmCall);
  }

  openCalls(): OpenCall[] {
    return this.sql
      .exec<{ data: string }>(
        "SELECT data FROM ledger WHERE kind = 'call' AND id > ? AND id < ?",
        OPEN_CALLS.from,
        OPEN_CALLS.to,
      )
      .toArray()
      .map((row) => JSON.parse(row.data) as OpenCall);
  }

  /** What this conversation's calls have cost, in millionths of a US dollar. */
  spentMicros(): number {
    return (
      this.sql
        .exec<{ sum: number | null }>(
          "SELECT SUM(data ->> '$.costMicros') AS sum FROM ledger WHERE kind = 'call'",
        )
        .one().sum ?? 0
    );
  }

  /** What the model of a turn had said when the turn was interrupted. */
  progress(turnId: string): string | null {
    const row = this.sql
      .exec<{ data: string }>("SELECT data FROM ledger WHERE kind = 'progress' AND id = ?", turnId)
      .toArray()[0];
    return row?.data ?? null;
  }

  toolRun(id: string): ToolRun | null {
    const run = this.storedRun(id)?.run;
    return run ? withoutSteps(run) : null;
  }

  /** `messageSeq`: the customer's message that it was first asked for in. */
  protected storedRun(id: string): { messageSeq: number; run: StoredRun } | null {
    const row = this.sql
      .exec<{ message_seq: number; data: string }>(
        "SELECT message_seq, data FROM ledger WHERE kind = 'run' AND id = ?",
        id,
      )
      .toArray()[0];
    return row ? { messageSeq: row.message_seq, run: JSON.parse(row.data) as StoredRun } : null;
  }

  /** Runs first asked for in this message of the customer's, in their order, as the archive learns of them. */
  runsOf(messageSeq: number): WireToolRun[] {
    return this.sql
      .exec<{ data: string }>(
        "SELECT data FROM ledger WHERE kind = 'run' AND message_seq = ? ORDER BY at, id",
        messageSeq,
      )
      .toArray()
      .map((row) => JSON.parse(row.data) as StoredRun)
      .flatMap(({ id, tool, preview, createdAt, steps = [] }) => {
        const effect = preview === null ? 'reads' : 'changes';
        return steps.length > 0 ? [{ id, tool, effect, createdAt, steps }] : [];
      });
  }

  /** Newest first. */
  toolRuns(limit: number): ToolRun[] {
    return this.sql
      .exec<{ data: string }>(
        "SELECT data FROM ledger WHERE kind = 'run' ORDER BY at DESC, id LIMIT ?",
        limit,
      )
      .toArray()
      .map((row) => withoutSteps(JSON.parse(row.data) as StoredRun));
  }

  private toMessage(row: MessageRow): Message {
    const { original: _, ...extra } = extraOf(row);
    return {
      id: row.id,
      conversationId: this.conversationId(),
      seq: row.seq,
      role: row.role as MessageRole,
      text: row.text,
      createdAt: new Date(row.created_at).toISOString(),
      ...(row.client_id === null ? {} : { clientId: row.client_id }),
      citations: [],
      ...extra,
    };
  }
}

function extraOf(row: MessageRow): MessageExtra {
  return row.extra ? (JSON.parse(row.extra) as MessageExtra) : {};
}

function withoutSteps({ steps: _, ...run }: StoredRun): ToolRun {
  return run;
}

function toTurn(row: TurnRow): Turn {
  return {
    id: row.id,
    messageSeq: row.message_seq,
    epoch: row.epoch,
    state: row.state as TurnState,
    attempts: row.attempts,
    retryAt: row.retry_at,
    replySeq: row.reply_seq,
    requestId: row.request_id,
  };
}
