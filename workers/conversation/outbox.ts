import type { Message } from '../../src/domain/message.ts';
import type { Jurisdiction } from '../../src/domain/user.ts';
import type { RecordsMessage, StoredFeedback } from '../../src/protocol/queue.ts';
import type { ConversationReader, OutboxRow } from './reader.ts';

/** UTF-16 units of one queue message: three bytes each at worst, a third more when sealed, stays below the queue's 128 KB. */
const QUEUE_MESSAGE_CHARS = 28_000;

/**
 * Composes what is not yet confirmed into queue messages, each below the queue's size limit. Rows are wake-ups: the
 * present truth is read, so a message that was queued twice is sent as it is now.
 */
export function composeRecords(
  reader: ConversationReader,
  rows: OutboxRow[],
  jurisdiction: Jurisdiction | null,
  newEventId: () => string,
): RecordsMessage[] {
  const composed: RecordsMessage[] = [];
  const head = reader.head();
  let messages: Message[] = [];
  let feedback: StoredFeedback[] = [];
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
    });
    messages = [];
    feedback = [];
    size = 0;
    from = row.id + 1;
  };
  let last: OutboxRow | null = null;
  for (const row of rows) {
    const message = row.kind === 'message' ? reader.message(Number(row.ref)) : null;
    const rating = row.kind === 'feedback' ? reader.feedback(row.ref) : null;
    const added = JSON.stringify(message ?? rating ?? null).length;
    if (last && size + added > QUEUE_MESSAGE_CHARS) close(last);
    if (message) messages.push(message);
    if (rating) feedback.push(rating);
    size += added;
    last = row;
  }
  if (last) close(last);
  return composed;
}
