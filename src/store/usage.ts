import { and, asc, eq, gte, lte, sql } from 'drizzle-orm';
import type { StoreDeps } from './deps.ts';
import { usage } from './schema/operations.ts';

export interface UsageRow {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  metric: string;
  value: number;
}

/** Rows of one answer: a year of a dozen metrics. */
const USAGE_ROWS = 5_000;

/** Counters per organization, day and metric. What comes through the queue is counted by `archiveRecords`. */
export class UsageRepository {
  readonly #deps: Pick<StoreDeps, 'db'>;

  constructor(deps: Pick<StoreDeps, 'db'>) {
    this.#deps = deps;
  }

  /** Adds to a counter. Not idempotent: for things counted where they happen, never for what may be redelivered. */
  async add(organizationId: string, day: string, metric: string, amount: number): Promise<void> {
    await this.#deps.db
      .insert(usage)
      .values({ organizationId, day, metric, value: amount })
      .onConflictDoUpdate({
        target: [usage.organizationId, usage.day, usage.metric],
        set: { value: sql`usage.value + excluded.value` },
      });
  }

  /** Counters from one day to another, both included, by day and metric. */
  async between(organizationId: string, fromDay: string, toDay: string): Promise<UsageRow[]> {
    return this.#deps.db
      .select({ day: usage.day, metric: usage.metric, value: usage.value })
      .from(usage)
      .where(and(eq(usage.organizationId, organizationId), gte(usage.day, fromDay), lte(usage.day, toDay)))
      .orderBy(asc(usage.day), asc(usage.metric))
      .limit(USAGE_ROWS);
  }
}
