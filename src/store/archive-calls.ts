import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { isoTime } from '../domain/clock.ts';
import type { LlmCall } from '../domain/llm.ts';
import type { RecordsMessage } from '../protocol/queue.ts';
import { utcTime } from './conversation-row.ts';
import type { StoreDeps } from './deps.ts';
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
 * What adds a record's calls, within its transaction and after its conversation's head. A call is known by its id within
 * the organization: the sums grow by those that are not stored yet, then these are stored.
 */
export function addCalls(
  { db, clock }: Pick<StoreDeps, 'db' | 'clock'>,
  record: RecordsMessage,
): BatchItem<'sqlite'>[] {
  const { organizationId, conversationId } = record;
  const rows = rowsOf(record, oldestCallKept(clock()));
  if (rows.length === 0) return [];
  const fresh = sql`FROM json_each(${JSON.stringify(rows)}) AS one WHERE NOT EXISTS (
    SELECT 1 FROM llm_calls WHERE organization_id = ${organizationId} AND id = one.value ->> 'id')`;
  return [
    addToDays(db, organizationId, fresh),
    addLatencies(db, organizationId, fresh),
    addToConversation(db, { organizationId, conversationId }, fresh),
    db.insert(llmCalls).select(
      sql`SELECT ${organizationId}, ${field('id')}, ${conversationId}, ${field('messageSeq')}, ${field('task')},
        ${field('model')}, ${field('inputTokens')}, ${field('cachedInputTokens')}, ${field('cacheWriteTokens')},
        ${field('outputTokens')}, ${field('estimated')}, ${field('costMicros')}, ${field('priced')}, ${field('outcome')},
        ${field('startedAt')}, ${field('firstMs')}, ${field('totalMs')}, ${field('prompt')} ${fresh}`,
    ),
  ];
}

/**
 * What adds calls that belong to no conversation to an organization's sums. They are not kept one by one, so whoever calls this sees
 * to it that each is added once.
 */
export function addLooseCalls(
  db: Db,
  organizationId: string,
  calls: readonly LlmCall[],
): BatchItem<'sqlite'>[] {
  const rows = calls.map((call) => rowOf({ messageSeq: 1, call }));
  if (rows.length === 0) return [];
  const all = sql`FROM json_each(${JSON.stringify(rows)}) AS one WHERE TRUE`;
  return [addToDays(db, organizationId, all), addLatencies(db, organizationId, all)];
}

/** What takes a call that was added before its end out of the sums again, as it was added; what then counts nothing goes. */
export function takeLooseCall(db: Db, organizationId: string, call: LlmCall): BatchItem<'sqlite'>[] {
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

function addToDays(db: Db, organizationId: string, fresh: SQL) {
  return db
    .insert(llmUsage)
    .select(
      sql`SELECT ${organizationId}, ${DAY}, ${field('model')}, ${field('task')}, ${field('outcome')}, COUNT(*),
        ${total('inputTokens')}, ${total('cachedInputTokens')}, ${total('cacheWriteTokens')}, ${total('outputTokens')},
        ${total('costMicros')}, SUM(NOT ${field('priced')}), ${total('estimated')}
        ${fresh} GROUP BY 2, 3, 4, 5`,
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
    });
}

function addLatencies(db: Db, organizationId: string, fresh: SQL) {
  const { day, model, task, bucket } = llmLatencies;
  return db
    .insert(llmLatencies)
    .select(
      sql`SELECT ${organizationId}, ${DAY}, ${field('model')}, ${field('task')}, ${field('bucket')}, COUNT(*)
        ${fresh} AND ${field('bucket')} IS NOT NULL GROUP BY 2, 3, 4, 5`,
    )
    .onConflictDoUpdate({
      target: [llmLatencies.organizationId, day, model, task, bucket],
      set: { calls: sql`llm_latencies.calls + excluded.calls` },
    });
}

function addToConversation(
  db: Db,
  { organizationId, conversationId }: { organizationId: string; conversationId: string },
  fresh: SQL,
) {
  return db
    .insert(llmConversations)
    .select(
      sql`SELECT ${organizationId}, ${conversationId}, COUNT(*), ${total('tokens')}, ${total('costMicros')},
        SUM(NOT ${field('priced')}) ${fresh} HAVING COUNT(*) > 0`,
    )
    .onConflictDoUpdate({
      target: [llmConversations.organizationId, llmConversations.conversationId],
      set: {
        calls: sql`llm_conversations.calls + excluded.calls`,
        tokens: sql`llm_conversations.tokens + excluded.tokens`,
        costMicros: sql`llm_conversations.cost_micros + excluded.cost_micros`,
        unpricedCalls: sql`llm_conversations.unpriced_calls + excluded.unpriced_calls`,
      },
    });
}

const DAY = sql`substr(one.value ->> 'startedAt', 1, 10)`;

type Row = ReturnType<typeof rowOf>;

/** Each call once, and none that would be forgotten at once. */
function rowsOf({ calls = [] }: RecordsMessage, oldest: string): Row[] {
  const byId = new Map(calls.map((one) => [one.call.id, rowOf(one)]));
  return [...byId.values()].filter(({ startedAt }) => startedAt >= oldest);
}

function rowOf({ messageSeq, call }: NonNullable<RecordsMessage['calls']>[number]) {
  const { usage, startedAt, firstMs, totalMs, prompt = null, ...rest } = call;
  return {
    ...rest,
    ...usage,
    messageSeq,
    prompt,
    tokens: usage.inputTokens + usage.cachedInputTokens + usage.cacheWriteTokens + usage.outputTokens,
    startedAt: utcTime(startedAt),
    firstMs: firstMs === null ? null : Math.round(firstMs),
    totalMs: Math.round(totalMs),
    bucket: firstMs === null ? null : bucketOf(firstMs),
  };
}

function field(name: keyof Row): SQL {
  return sql`(one.value ->> ${name})`;
}

function total(name: keyof Row): SQL {
  return sql`SUM(${field(name)})`;
}
