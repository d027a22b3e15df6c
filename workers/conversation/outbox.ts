import type { Message } from '../../src/domain/message.ts';
import type { Jurisdiction } from '../../src/domain/user.ts';
import type { RecordsMessage, StoredFeedback } from '../../src/protocol/queue.ts';
import type { ConversationReader, OutboxRow } from './reader.ts';

/** UTF-16 units of one queue message: three bytes each at worst, a third more when sealed, stays below the queue's 128 KB. */
const QUEUE_MESSAGE_CHARS = 28_000;
/** Calls and runs are told in ASCII: a byte each, where three are reckoned with. */
const ASCII_WEIGHT = 1 / 3;
/**
 * Calls of one turn that are archived: each is some 400 characters, so all of them and the longest message fit one queue
 * message. A chain of five models, each tried three times in eight rounds of tools, is as many.
 */
const CALLS_PER_TURN = 120;

/**
 * Runs of tools of one message that are archived, each some 600 characters. A turn may ask for six; what changes something comes
 * first, so that the rare turn which asked again after an interruption loses readings only.
 */
const RUNS_PER_TURN = 10;

/** What the archive is told of a conversation. */
type ArchivedParts = Pick<ConversationReader, 'head' | 'message' | 'feedback' | 'callsOf' | 'runsOf'>;

/**
 * Composes what is not yet confirmed into queue messages, each below the queue's size limit. Rows are wake-ups: the
 * present truth is read, so a message that was queued twice is sent once, as it is now, with the calls and runs of its turn. The row
 * that sent it is confirmed by itself.
 */
export function composeRecords(
  reader: ArchivedParts,
  rows: OutboxRow[],
  jurisdiction: Jurisdiction | null,
  newEventId: () => string,
): RecordsMessage[] {
  const composed: RecordsMessage[] = [];
  const head = reader.head();
  let messages: Message[] = [];
  let feedback: StoredFeedback[] = [];
  let calls: NonNullable<RecordsMessage['calls']> = [];
  let runs: NonNullable<RecordsMessage['runs']> = [];
  const sent = new Set<string>();
  let size = 0;
  let from = rows[0]?.id ?? 0;
  const close = (row: OutboxRow) => {
    composed.push({
      kind: 'records',
      eventId: newEventId(),
      requestId: row.requestId,
      organizationId: head.organizationId,
      conversationId: head.id,
      jurisdiction,
      from,
      through: row.id,
      head,
      messages,
      feedback,
      ...(calls.length > 0 ? { calls } : {}),
      ...(runs.length > 0 ? { runs } : {}),
    });
    messages = [];
    feedback = [];
    calls = [];
    runs = [];
    size = 0;
    from = row.id + 1;
  };
  let last: OutboxRow | null = null;
  for (const row of rows) {
    const isNew = !sent.has(`${row.kind} ${row.ref}`);
    sent.add(`${row.kind} ${row.ref}`);
    const message = row.kind === 'message' && isNew ? reader.message(Number(row.ref)) : null;
    const rating = row.kind === 'feedback' && isNew ? reader.feedback(row.ref) : null;
    const made = message ? callsOf(reader, message.seq) : [];
    const run = message ? runsOf(reader, message.seq) : [];
    const added =
      JSON.stringify(message ?? rating ?? null).length + JSON.stringify([made, run]).length * ASCII_WEIGHT;
    if (last && size + added > QUEUE_MESSAGE_CHARS) close(last);
    if (message) messages.push(message);
    if (rating) feedback.push(rating);
    calls.push(...made);
    runs.push(...run);
    size += added;
    last = row;
  }
  if (last) close(last);
  return composed;
}

function callsOf(reader: ArchivedParts, messageSeq: number) {
  return reader
    .callsOf(messageSeq)
    .slice(0, CALLS_PER_TURN)
    .map((call) => ({ messageSeq, call }));
}

function runsOf(reader: ArchivedParts, messageSeq: number) {
  return reader
    .runsOf(messageSeq)
    .toSorted((left, right) => Number(right.effect === 'changes') - Number(left.effect === 'changes'))
    .slice(0, RUNS_PER_TURN)
    .map((run) => ({ messageSeq, run }));
}
