import {
  type QueueMessage,
  queueMessageSchema,
  type RecordsMessage,
  type SealedRecordsMessage,
  type SyncSourceMessage,
  type TrainIntentsMessage,
} from '../../src/protocol/queue.ts';

/** What the consumer needs; `workers/wire.ts` fills it. */
export interface ConsumerDeps {
  /** Opens what an object sealed. Throws when it does not open. */
  open(message: SealedRecordsMessage): Promise<RecordsMessage>;
  /** Writes records to D1; idempotent, in any order. One outcome per record, in order; `null`: stored for good. */
  archive(records: RecordsMessage[]): Promise<{ error: unknown }[]>;
  /** Tells the conversation which of its outbox rows are now in D1. */
  confirm(record: RecordsMessage): Promise<void>;
  /** Indexes an article version; idempotent. */
  index(message: Extract<QueueMessage, { kind: 'index' }>): Promise<void>;
  /** Compares a part of an article with what it is near; idempotent. */
  compare(message: Extract<QueueMessage, { kind: 'compare' }>): Promise<void>;
  /** Takes the training of an organization's intents one step further; idempotent. */
  trainIntents(message: TrainIntentsMessage): Promise<void>;
  /** Takes a sync of a source of knowledge one step further; idempotent. */
  syncSource(message: SyncSourceMessage): Promise<void>;
  /** Keeps what can never be handled, so that it is visible. */
  deadLetter(body: unknown, why: string): Promise<void>;
  log(event: string, fields: Record<string, string | number | boolean | null>): void;
}

type Parsed = { message: Message<unknown>; body: QueueMessage };

/** Seconds before a message that failed comes again; grows with its attempts. */
function retryDelaySeconds(attempts: number): number {
  return Math.min(300, 2 ** Math.min(attempts, 8));
}

/**
 * Handles one batch. Every message is acked or retried alone: one that fails never makes the others come again. Delivery is
 * at least once, so every handler is idempotent.
 */
export async function consume(batch: MessageBatch<unknown>, deps: ConsumerDeps): Promise<void> {
  const parsed: Parsed[] = [];
  for (const message of batch.messages) {
    const body = queueMessageSchema.safeParse(message.body);
    if (body.success) await take(parsed, message, body.data, deps);
    else await reject(message, deps, body.error.issues[0]?.message ?? 'not a known message');
  }
  const records = parsed.filter(
    (item): item is Parsed & { body: RecordsMessage } => item.body.kind === 'records',
  );
  await archive(records, deps);
  for (const item of parsed) {
    if (item.body.kind === 'records') continue;
    await handleOne(item, deps);
  }
}

async function take(
  parsed: Parsed[],
  message: Message<unknown>,
  body: QueueMessage,
  deps: ConsumerDeps,
): Promise<void> {
  try {
    parsed.push({ message, body: body.kind === 'sealed-records' ? await deps.open(body) : body });
  } catch (error) {
    retry(message, deps, body, error);
  }
}

/** Confirms to each conversation what is stored; a record that could not be written comes again alone. */
async function archive(items: (Parsed & { body: RecordsMessage })[], deps: ConsumerDeps): Promise<void> {
  if (items.length === 0) return;
  const outcomes = await deps.archive(items.map((item) => item.body));
  for (const [index, { message, body }] of items.entries()) {
    try {
      const error = outcomes[index]?.error ?? null;
      if (error !== null) throw error;
      await deps.confirm(body);
      message.ack();
    } catch (error) {
      retry(message, deps, body, error);
    }
  }
}

async function handleOne({ message, body }: Parsed, deps: ConsumerDeps): Promise<void> {
  try {
    if (body.kind === 'index') await deps.index(body);
    if (body.kind === 'compare') await deps.compare(body);
    if (body.kind === 'train-intents') await deps.trainIntents(body);
    if (body.kind === 'sync-source') await deps.syncSource(body);
    message.ack();
  } catch (error) {
    retry(message, deps, body, error);
  }
}

function retry(message: Message<unknown>, deps: ConsumerDeps, body: QueueMessage, error: unknown): void {
  const { kind, requestId } = body;
  deps.log('queue_retry', { kind, requestId, attempts: message.attempts, error: text(error) });
  message.retry({ delaySeconds: retryDelaySeconds(message.attempts) });
}

async function reject(message: Message<unknown>, deps: ConsumerDeps, why: string): Promise<void> {
  try {
    await deps.deadLetter(message.body, why);
    message.ack();
  } catch {
    message.retry({ delaySeconds: retryDelaySeconds(message.attempts) });
  }
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
