import { inArray, lt } from 'drizzle-orm';
import { isoTime } from '../domain/clock.ts';
import { chunkRows } from './database.ts';
import { nowText, type StoreDeps } from './deps.ts';
import { processedEvents } from './schema/operations.ts';

/** A queue keeps a message for at most 14 days; twice that outlives every redelivery. */
const KEEP_MS = 28 * 86_400_000;

/** Which queue events are done, for effects that are not idempotent by themselves. Event ids are unguessable and global. */
export class ProcessedEventRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock'>) {
    this.#deps = deps;
  }

  /** Claims an event: true for the first caller only. */
  async claim(eventId: string, kind: string): Promise<boolean> {
    const made = await this.#deps.db
      .insert(processedEvents)
      .values({ eventId, kind, processedAt: nowText(this.#deps) })
      .onConflictDoNothing()
      .returning({ eventId: processedEvents.eventId })
      .get();
    return made !== undefined;
  }

  /** Gives a claim back after its effect failed, so that the redelivery may try again. */
  async release(eventId: string): Promise<void> {
    await this.#deps.db.delete(processedEvents).where(inArray(processedEvents.eventId, [eventId]));
  }

  /** Those of the given events that are done. */
  async done(eventIds: readonly string[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (const part of chunkRows(eventIds, 1)) {
      const rows = await this.#deps.db
        .select({ eventId: processedEvents.eventId })
        .from(processedEvents)
        .where(inArray(processedEvents.eventId, part));
      for (const row of rows) found.add(row.eventId);
    }
    return found;
  }

  /** Forgets events that no queue can redeliver any more. For the nightly job. */
  async purge(): Promise<void> {
    await this.#deps.db
      .delete(processedEvents)
      .where(lt(processedEvents.processedAt, isoTime(this.#deps.clock() - KEEP_MS)));
  }
}
