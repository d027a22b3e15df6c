import { and, eq, inArray, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { RecordsMessage } from '../protocol/queue.ts';
import { addCalls } from './archive-calls.ts';
import { addRuns } from './archive-runs.ts';
import { conversationRow, messageRow, utcTime } from './conversation-row.ts';
import { chunkRows, runBatch } from './database.ts';
import { nowText, type StoreDeps } from './deps.ts';
import { sealOptional } from './field-sealer.ts';
import { noteQuestionWork } from './questions.ts';
import { conversations, feedback, messages } from './schema/conversations.ts';
import { processedEvents, usage } from './schema/operations.ts';

/** What became of one queue message: stored for good, or the error for which it must be tried again. */
export interface ArchiveOutcome {
  record: RecordsMessage;
  error: unknown;
}

type Deps = Pick<StoreDeps, 'db' | 'sealer' | 'clock'>;

/** Records written in one transaction: keeps a D1 batch far below its 30 s and one bad record's company small. */
const RECORDS_PER_BATCH = 10;

/**
 * Writes what conversation objects report into D1. Redelivered, repeated and reordered records are harmless: a head is
 * replaced only by a newer one, messages and feedback are known by their ids (of a message only its reading may come later),
 * calls of models by theirs, a run of a tool is replaced only by what it later became, and usage counts only what is not stored
 * yet. Each chunk is one transaction; when it fails, its records are tried one by one, so that a bad one fails alone.
 *
 * @returns one outcome per record, in the order given; `error` is `null` where it is stored. Never throws.
 */
export async function archiveRecords(
  deps: Deps,
  records: readonly RecordsMessage[],
): Promise<ArchiveOutcome[]> {
  const outcomes: ArchiveOutcome[] = [];
  for (let start = 0; start < records.length; start += RECORDS_PER_BATCH) {
    const chunk = records.slice(start, start + RECORDS_PER_BATCH);
    if ((await archiveTogether(deps, chunk)) === null) {
      outcomes.push(...chunk.map((record) => ({ record, error: null })));
      continue;
    }
    for (const record of chunk) outcomes.push({ record, error: await archiveTogether(deps, [record]) });
  }
  return outcomes;
}

/** `null`, or why nothing of these records was written. */
async function archiveTogether(deps: Deps, records: readonly RecordsMessage[]): Promise<unknown> {
  try {
    const statements: BatchItem<'sqlite'>[] = [];
    for (const record of records) statements.push(...(await statementsFor(deps, record)));
    await runBatch(deps.db, statements);
    return null;
  } catch (cause) {
    return cause ?? new Error('unknown failure');
  }
}

async function statementsFor(deps: Deps, record: RecordsMessage): Promise<BatchItem<'sqlite'>[]> {
  const { organizationId, conversationId, head } = record;
  const foreign = record.messages.some((message) => message.conversationId !== conversationId);
  if (foreign || head.organizationId !== organizationId || head.id !== conversationId) {
    throw new RangeError(`record ${record.eventId} carries parts of another conversation`);
  }
  return [
    countConversation(deps, record),
    upsertHead(deps, await conversationRow(deps.sealer, head)),
    ...addMessages(deps, record),
    ...addCalls(deps, record),
    ...(await addRuns(deps, record)),
    ...(await feedbackRows(deps, record)).map((row) => upsertFeedback(deps, row)),
    noteQuestionWork(deps.db, { organizationId, conversationId, changedAt: nowText(deps) }),
    deps.db
      .insert(processedEvents)
      .values({ eventId: record.eventId, kind: record.kind, processedAt: nowText(deps) })
      .onConflictDoNothing(),
  ];
}

/** Comes before the head's insert: one more conversation on its day, unless the row is there already. */
function countConversation({ db }: Deps, { organizationId, conversationId, head }: RecordsMessage) {
  const stored = db.$count(
    conversations,
    and(eq(conversations.organizationId, organizationId), eq(conversations.id, conversationId)),
  );
  return addUsage(db, organizationId, dayOf(head.createdAt), 'conversations', sql<number>`1 - ${stored}`);
}

/** Newer is: a higher `lastSeq`, then a higher epoch, then a later change. */
function upsertHead({ db }: Deps, row: typeof conversations.$inferInsert) {
  const { organizationId: _organization, id: _id, createdAt: _created, ...changing } = row;
  return db
    .insert(conversations)
    .values(row)
    .onConflictDoUpdate({
      target: [conversations.organizationId, conversations.id],
      set: changing,
      setWhere: sql`(excluded.last_seq, excluded.epoch, excluded.updated_at)
        > (conversations.last_seq, conversations.epoch, conversations.updated_at)`,
    });
}

const MESSAGE_PARAMETERS = 17;
/** Organization, day, metric, number of messages, and the organization again in the count of what is stored. */
const USAGE_PARAMETERS = 5;

function addMessages({ db }: Deps, record: RecordsMessage): BatchItem<'sqlite'>[] {
  const { organizationId } = record;
  const byId = new Map(record.messages.map((message) => [message.id, message]));
  const rows = [...byId.values()].map((message) => messageRow(organizationId, message));
  const counts = Map.groupBy(rows, (row) => `${dayOf(row.createdAt)} messages.${row.role}`);
  const counting = [...counts].flatMap(([name, group]) => {
    const [day = '', metric = ''] = name.split(' ');
    return chunkRows(group, 1, USAGE_PARAMETERS).map((part) => {
      const ids = part.map((row) => row.id);
      const known = and(eq(messages.organizationId, organizationId), inArray(messages.id, ids));
      const stored = db.$count(messages, known);
      return addUsage(db, organizationId, day, metric, sql<number>`${part.length} - ${stored}`);
    });
  });
  const inserting = chunkRows(rows, MESSAGE_PARAMETERS).map((part) =>
    db
      .insert(messages)
      .values(part)
      .onConflictDoUpdate({
        target: [messages.organizationId, messages.id],
        set: { reading: sql`excluded.reading` },
        setWhere: sql`excluded.reading IS NOT NULL AND excluded.conversation_id = messages.conversation_id`,
      }),
  );
  return [...counting, ...inserting];
}

function feedbackRows({ sealer }: Deps, { organizationId, conversationId, feedback: given }: RecordsMessage) {
  return Promise.all(
    given.map(async (one) => ({
      id: one.id,
      organizationId,
      conversationId,
      messageId: one.messageId,
      rating: one.rating,
      comment: await sealOptional(sealer, organizationId, 'feedback.comment', one.comment),
      author: one.by,
      createdAt: utcTime(one.createdAt),
    })),
  );
}

/** A changed opinion replaces the earlier one; an id of another conversation's is left alone. */
function upsertFeedback({ db }: Deps, row: typeof feedback.$inferInsert) {
  return db
    .insert(feedback)
    .values(row)
    .onConflictDoUpdate({
      target: [feedback.organizationId, feedback.id],
      set: { rating: row.rating, comment: row.comment, createdAt: row.createdAt },
      setWhere: sql`excluded.created_at > feedback.created_at
        AND excluded.conversation_id = feedback.conversation_id`,
    });
}

/** Adds `amount`, computed by the database within the transaction, to a counter. */
function addUsage(
  db: Deps['db'],
  organizationId: string,
  day: string,
  metric: string,
  amount: ReturnType<typeof sql<number>>,
) {
  return db
    .insert(usage)
    .values({ organizationId, day, metric, value: amount })
    .onConflictDoUpdate({
      target: [usage.organizationId, usage.day, usage.metric],
      set: { value: sql`usage.value + excluded.value` },
    });
}

function dayOf(time: string): string {
  return utcTime(time).slice(0, 10);
}
