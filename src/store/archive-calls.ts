import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { isoTime } from '../domain/clock.ts';
import type { LlmCall } from '../domain/llm.ts';
import type { WireLlmCall } from '../protocol/llm-call.ts';
import type { RecordsMessage } from '../protocol/queue.ts';
import { utcTime } from './conversation-row.ts';
import type { Statement } from './database.ts';
import type { StoreDeps } from './deps.ts';
import { firstOfEach, isFresh, overRows, ROWS, rowField } from './insert-rows.ts';
import { bucketOf } from './latency-buckets.ts';
import { llmCalls, llmConversations, llmLatencies, llmUsage } from './schema/llm-calls.ts';

/**
 * Days that single calls are kept: far beyond the 14 for which a queue may deliver a record again, and long enough to look
 * into a bill of the last quarter. The sums stay.
 */
export const CALL_DAYS = 90;
const DAY_MS = 86_400_000;

/** The time before which calls are forgotten, and no longer taken in: whether they were counted could not be told. */
export function oldestCallKept(now: number): string {
  return isoTime(now - CALL_DAYS * DAY_MS);
}

type Db = StoreDeps['db'];

/**
 * What adds calls of records, within their transaction and after their conversations' heads. A call is known by its id within
 * the organization: the sums grow by those that are not stored yet, then these are stored.
 */
export function addCalls(
  { db, clock }: Pick<StoreDeps, 'db' | 'clock'>,
  records: readonly RecordsMessage[],
): Statement[] {
  const oldest = oldestCallKept(clock());
  const rows = firstOfEach(records.flatMap((record) => rowsOf(record, oldest)));
  return [
    ...addFreshToDays(db, rows),
    ...addFreshLatencies(db, rows),
    ...addToConversations(db, rows),
    ...insertCalls(db, rows),
  ];
}

/**
 * What adds calls that belong to no conversation to an organization's sums. They are not kept one by one, so whoever calls this sees
 * to it that each is added once.
 */
export function addLooseCalls(db: Db, organizationId: string, calls: readonly LlmCall[]): Statement[] {
  const rows = calls.map((call) => rowOf(organizationId, call));
  return [...addAllToDays(db, rows), ...addAllLatencies(db, rows)];
}

/** What takes a call that was added before its end out of the sums again, as it was added; what then counts nothing goes. */
export function takeLooseCall(db: Db, organizationId: string, call: LlmCall): Statement[] {
  const { day, model, task, outcome } = llmUsage;
  const { usage } = call;
  const row = and(
    eq(llmUsage.organizationId, organizationId),
    eq(day, utcTime(call.startedAt).slice(0, 10)),
    eq(model, call.model),
    eq(task, call.task),
    eq(outcome, call.outcome),
  );
  return [
    db
      .update(llmUsage)
      .set({
        calls: sql`calls - 1`,
        inputTokens: sql`input_tokens - ${usage.inputTokens}`,
        cachedInputTokens: sql`cached_input_tokens - ${usage.cachedInputTokens}`,
        cacheWriteTokens: sql`cache_write_tokens - ${usage.cacheWriteTokens}`,
        outputTokens: sql`output_tokens - ${usage.outputTokens}`,
        costMicros: sql`cost_micros - ${call.costMicros}`,
        unpricedCalls: sql`unpriced_calls - ${Number(!call.priced)}`,
        estimatedCalls: sql`estimated_calls - ${Number(call.estimated)}`,
      })
      .where(row),
    db.delete(llmUsage).where(and(row, eq(llmUsage.calls, 0))),
  ];
}

const FRESH = isFresh(llmCalls);
const ALL = sql`TRUE`;
const addFreshToDays = addToDays(FRESH);
const addAllToDays = addToDays(ALL);
const addFreshLatencies = addLatencies(FRESH);
const addAllLatencies = addLatencies(ALL);

function addToDays(which: SQL) {
  return overRows<Row>((db) =>
    db
      .insert(llmUsage)
      .select(
        sql`${ROWS} SELECT ${field('organizationId')}, ${DAY}, ${field('model')}, ${field('task')}, ${field('outcome')}, COUNT(*),
          ${total('inputTokens')}, ${total('cachedInputTokens')}, ${total('cacheWriteTokens')}, ${total('outputTokens')},
          ${total('costMicros')}, SUM(NOT ${field('priced')}), ${total('estimated')}
          FROM one WHERE ${which} GROUP BY 1, 2, 3, 4, 5`,
      )
      .onConflictDoUpdate({
        target: [llmUsage.organizationId, llmUsage.day, llmUsage.model, llmUsage.task, llmUsage.outcome],
        set: {
          calls: sql`llm_usage.calls + excluded.calls`,
          inputTokens: sql`llm_usage.input_tokens + excluded.input_tokens`,
          cachedInputTokens: sql`llm_usage.cached_input_tokens + excluded.cached_input_tokens`,
          cacheWriteTokens: sql`llm_usage.cache_write_tokens + excluded.cache_write_tokens`,
          outputTokens: sql`llm_usage.output_tokens + excluded.output_tokens`,
          costMicros: sql`llm_usage.cost_micros + excluded.cost_micros`,
          unpricedCalls: sql`llm_usage.unpriced_calls + excluded.unpriced_calls`,
          estimatedCalls: sql`llm_usage.estimated_calls + excluded.estimated_calls`,
        },
      }),
  );
}

function addLatencies(which: SQL) {
  const { organizationId, day, model, task, bucket } = llmLatencies;
  return overRows<Row>((db) =>
    db
      .insert(llmLatencies)
      .select(
        sql`${ROWS} SELECT ${field('organizationId')}, ${DAY}, ${field('model')}, ${field('task')}, ${field('bucket')}, COUNT(*)
          FROM one WHERE ${which} AND ${field('bucket')} IS NOT NULL GROUP BY 1, 2, 3, 4, 5`,
      )
      .onConflictDoUpdate({
        target: [organizationId, day, model, task, bucket],
        set: { calls: sql`llm_latencies.calls + excluded.calls` },
      }),
  );
}

const addToConversations = overRows<ArchivedRow>((db) =>
  db
    .insert(llmConversations)
    .select(
      sql`${ROWS} SELECT ${field('organizationId')}, ${field('conversationId')}, COUNT(*), ${total('tokens')},
        ${total('costMicros')}, SUM(NOT ${field('priced')}) FROM one WHERE ${FRESH} GROUP BY 1, 2`,
    )
    .onConflictDoUpdate({
      target: [llmConversations.organizationId, llmConversations.conversationId],
      set: {
        calls: sql`llm_conversations.calls + excluded.calls`,
        tokens: sql`llm_conversations.tokens + excluded.tokens`,
        costMicros: sql`llm_conversations.cost_micros + excluded.cost_micros`,
        unpricedCalls: sql`llm_conversations.unpriced_calls + excluded.unpriced_calls`,
      },
    }),
);

const insertCalls = overRows<typeof llmCalls.$inferSelect>((db) => {
  const columns = Object.keys(getTableColumns(llmCalls)).map((name) => rowField(name));
  return db
    .insert(llmCalls)
    .select(sql`${ROWS} SELECT ${sql.join(columns, sql`, `)} FROM one WHERE ${FRESH}`);
});

const DAY = sql`substr(${field('startedAt')}, 1, 10)`;

type Row = ReturnType<typeof rowOf>;
type ArchivedRow = ReturnType<typeof rowsOf>[number];

/** A record's calls, each once, and none that would be forgotten at once. */
function rowsOf({ organizationId, conversationId, calls = [] }: RecordsMessage, oldest: string) {
  const byId = new Map(
    calls.map(({ messageSeq, call }) => [
      call.id,
      { ...rowOf(organizationId, call), conversationId, messageSeq },
    ]),
  );
  return [...byId.values()].filter(({ startedAt }) => startedAt >= oldest);
}

function rowOf(organizationId: string, call: WireLlmCall) {
  const { usage, startedAt, firstMs, totalMs, prompt = null, ...rest } = call;
  return {
    ...rest,
    ...usage,
    organizationId,
    prompt,
    tokens: usage.inputTokens + usage.cachedInputTokens + usage.cacheWriteTokens + usage.outputTokens,
    startedAt: utcTime(startedAt),
    firstMs: firstMs === null ? null : Math.round(firstMs),
    totalMs: Math.round(totalMs),
    bucket: firstMs === null ? null : bucketOf(firstMs),
  };
}

function field(name: keyof ArchivedRow): SQL {
  return rowField(name);
}

function total(name: keyof Row): SQL {
  return sql`SUM(${field(name)})`;
}
