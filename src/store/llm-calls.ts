import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { LlmCall } from '../domain/llm.ts';
import { ok, type Result } from '../domain/result.ts';
import type { LlmDimension } from '../protocol/http/usage.ts';
import { addLooseCalls, oldestCallKept, takeLooseCall } from './archive-calls.ts';
import { type InvalidCursor, type Page, toPage } from './cursor.ts';
import { runBatch } from './database.ts';
import type { StoreDeps } from './deps.ts';
import { percentile } from './latency-buckets.ts';
import { keyset, type PageRequest } from './list-query.ts';
import { llmCalls, llmConversations } from './schema/llm-calls.ts';

/** Sums of calls. Money in millionths of a US dollar; `unpricedCalls` are in it as 0. */
export interface LlmSums {
  calls: number;
  inputTokens: number;
  cachedInputTokens: number;
  cacheWriteTokens: number;
  outputTokens: number;
  costMicros: number;
  unpricedCalls: number;
  estimatedCalls: number;
  failedCalls: number;
}

/** Milliseconds to the first token of calls that gave one. */
export interface FirstTokenMs {
  p50: number;
  p95: number;
}

export interface LlmUsageRow extends LlmSums, Partial<Record<LlmDimension, string>> {
  /** Null where no call gave a token, where outcomes are told apart (times are not kept by outcome), and in a table of two. */
  firstMs: FirstTokenMs | null;
}

/** What a conversation's calls sum up to. `tokens`: of all kinds. */
export interface ConversationCost {
  calls: number;
  tokens: number;
  costMicros: number;
  unpricedCalls: number;
}

export type LlmCallRecord = typeof llmCalls.$inferSelect;

/** Days as `YYYY-MM-DD` in UTC, both included. */
export interface DaySpan {
  from: string;
  to: string;
}

/** Rows of one answer: a year of two dozen models. */
const ROWS = 10_000;
/** Rows deleted by one run of the purge, every five minutes: more than is added meanwhile, and a second at most. */
const PURGED_AT_ONCE = 5_000;

/** Outcomes that are no fault of a provider: it answered, or we ended the call ourselves. */
const FINE = sql.raw("('complete', 'length', 'tools', 'refused', 'aborted', 'interrupted')");
const COLUMNS: Record<LlmDimension, SQL> = {
  day: sql.raw('day'),
  model: sql.raw('model'),
  task: sql.raw('task'),
  outcome: sql.raw('outcome'),
};

/** What models were called for and cost. Written only by `archiveRecords`; some seconds behind the conversations. */
export class LlmCallRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock'>) {
    this.#deps = deps;
  }

  /** Sums of a span, told apart by `by` and in its order; without any, one row. Reads a row a day, model, task and outcome. */
  async usage(organizationId: string, span: DaySpan, by: readonly LlmDimension[]): Promise<LlmUsageRow[]> {
    const [sums, latencies] = await Promise.all([
      this.#sums(organizationId, span, by),
      // A histogram for each cell of a table would be tens of thousands of rows, and nobody reads them.
      by.includes('outcome') || by.length > 1 ? [] : this.#latencies(organizationId, span, by),
    ]);
    const counts = Map.groupBy(latencies, (row) => nameOf(row, by));
    return sums.map((row) => ({ ...row, firstMs: firstMsOf(counts.get(nameOf(row, by)) ?? []) }));
  }

  /** Null where no model was called. */
  async conversation(organizationId: string, conversationId: string): Promise<ConversationCost | null> {
    const { calls, tokens, costMicros, unpricedCalls } = llmConversations;
    const row = await this.#deps.db
      .select({ calls, tokens, costMicros, unpricedCalls })
      .from(llmConversations)
      .where(
        and(
          eq(llmConversations.organizationId, organizationId),
          eq(llmConversations.conversationId, conversationId),
        ),
      )
      .get();
    return row ?? null;
  }

  /** The same of several conversations, by their ids; those without calls are left out. */
  async conversations(
    organizationId: string,
    conversationIds: readonly string[],
  ): Promise<Map<string, ConversationCost>> {
    const rows = await this.#deps.db.all<ConversationCost & { id: string }>(sql`
      SELECT conversation_id AS id, calls, tokens, cost_micros AS costMicros, unpriced_calls AS unpricedCalls
      FROM llm_conversations WHERE organization_id = ${organizationId}
        AND conversation_id IN (SELECT value FROM json_each(${JSON.stringify(conversationIds)}))`);
    return new Map(rows.map(({ id, ...cost }) => [id, cost]));
  }

  /** Calls of a conversation, oldest first, as far as they are kept (90 days). */
  async list(
    organizationId: string,
    conversationId: string,
    request: PageRequest,
  ): Promise<Result<Page<LlmCallRecord>, InvalidCursor>> {
    const page = keyset('llm-calls', llmCalls.startedAt, llmCalls.id, 'asc', request);
    if (!page.ok) return page;
    const { name, limit, fetch, after, order } = page.value;
    const { organizationId: organization, conversationId: conversation } = llmCalls;
    const rows = await this.#deps.db
      .select()
      .from(llmCalls)
      .where(and(eq(organization, organizationId), eq(conversation, conversationId), after))
      .orderBy(...order)
      .limit(fetch);
    const position = (row: LlmCallRecord) => ({ key: row.startedAt, id: row.id });
    return ok(toPage(rows, limit, name, position));
  }

  /** Adds calls that were made outside of conversations to the sums. Not idempotent: to be called once for each. */
  async addLoose(organizationId: string, calls: readonly LlmCall[]): Promise<void> {
    const statements = addLooseCalls(this.#deps.db, organizationId, calls);
    if (statements.length > 0) await runBatch(this.#deps.db, statements);
  }

  /**
   * Puts a call's end in the place of what was added before its request left (`worst`, with the same id). One transaction; to be called
   * once for each.
   */
  async settleLoose(organizationId: string, worst: LlmCall, call: LlmCall): Promise<void> {
    const { db } = this.#deps;
    await runBatch(db, [
      ...takeLooseCall(db, organizationId, worst),
      ...addLooseCalls(db, organizationId, [call]),
    ]);
  }

  /** Forgets single calls of all organizations that are too old. The sums stay. */
  async purge(): Promise<void> {
    const before = oldestCallKept(this.#deps.clock());
    await this.#deps.db.run(sql`
      DELETE FROM llm_calls WHERE rowid IN
        (SELECT rowid FROM llm_calls WHERE started_at < ${before} ORDER BY started_at LIMIT ${PURGED_AT_ONCE})`);
  }

  #sums(organizationId: string, { from, to }: DaySpan, by: readonly LlmDimension[]) {
    return this.#deps.db.all<LlmSums & Partial<Record<LlmDimension, string>>>(sql`
      SELECT ${list(by)} SUM(calls) AS calls, SUM(input_tokens) AS inputTokens,
        SUM(cached_input_tokens) AS cachedInputTokens, SUM(cache_write_tokens) AS cacheWriteTokens,
        SUM(output_tokens) AS outputTokens, SUM(cost_micros) AS costMicros, SUM(unpriced_calls) AS unpricedCalls,
        SUM(estimated_calls) AS estimatedCalls, SUM(calls * (outcome NOT IN ${FINE})) AS failedCalls
      FROM llm_usage WHERE organization_id = ${organizationId} AND day >= ${from} AND day <= ${to}
      ${grouped(by)} HAVING SUM(calls) > 0 LIMIT ${ROWS}`);
  }

  #latencies(organizationId: string, { from, to }: DaySpan, by: readonly LlmDimension[]) {
    return this.#deps.db.all<LatencyRow>(sql`
      SELECT ${list(by)} bucket, SUM(calls) AS calls
      FROM llm_latencies WHERE organization_id = ${organizationId} AND day >= ${from} AND day <= ${to}
      GROUP BY ${list(by)} bucket`);
  }
}

type LatencyRow = { bucket: number; calls: number } & Partial<Record<LlmDimension, string>>;

function list(by: readonly LlmDimension[]): SQL {
  return sql.join(by.map((one) => sql`${COLUMNS[one]}, `));
}

function grouped(by: readonly LlmDimension[]): SQL {
  if (by.length === 0) return sql``;
  const columns = sql.join(
    by.map((one) => COLUMNS[one]),
    sql`, `,
  );
  return sql`GROUP BY ${columns}`;
}

function nameOf(row: Partial<Record<LlmDimension, string>>, by: readonly LlmDimension[]): string {
  return by.map((one) => row[one]).join(' ');
}

function firstMsOf(rows: readonly LatencyRow[]): FirstTokenMs | null {
  const counts = new Map(rows.map(({ bucket, calls }) => [bucket, calls]));
  const [p50, p95] = [percentile(counts, 0.5), percentile(counts, 0.95)];
  return p50 === null || p95 === null ? null : { p50, p95 };
}
