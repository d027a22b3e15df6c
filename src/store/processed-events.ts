import { inArray, lt } from 'drizzle-orm';
import { isoTime } from '../domain/clock.ts';
import { chunkRows } from './database.ts';
import { nowText, type StoreDeps } from './deps.ts';
import { processedEvents } from './schema/operations.ts';

export type ProcessedEventRepository = ReturnType<typeof createProcessedEventRepository>;

/** A queue keeps a message for at most 14 days; twice that outlives every redelivery. */
const KEEP_MS = 28 * 86_400_000;

/** Which queue events are done, for effects that are not idempotent by themselves. Event ids are unguessable and global. */
export function createProcessedEventRepository(deps: Pick<StoreDeps, 'db' | 'clock'>) {
  const { db } = deps;
  return {
    /** Claims an event: true for the first caller only. */
    async claim(eventId: string, kind: string): Promise<boolean> {
      const made = await db
        .insert(processedEvents)
        .values({ eventId, kind, processedAt: nowText(deps) })
        .onConflictDoNothing()
        .returning({ eventId: processedEvents.eventId })
        .get();
      return made !== undefined;
    },

    /** Gives a claim back after its effect failed, so that the redelivery may try again. */
    async release(eventId: string): Promise<void> {
      await db.delete(processedEvents).where(inArray(processedEvents.eventId, [eventId]));
    },

    /** Those of the given events that are done. */
    async done(eventIds: readonly string[]): Promise<Set<string>> {
      const found = new Set<string>();
      for (const part of chunkRows(eventIds, 1)) {
        const rows = await db
          .select({ eventId: processedEvents.eventId })
          .from(processedEvents)
          .where(inArray(processedEvents.eventId, part));
        for (const row of rows) found.add(row.eventId);
      }
      return found;
    },

    /** Forgets events that no queue can redeliver any more. For the nightly job. */
    async purge(): Promise<void> {
      await db
        .delete(processedEvents)
        .where(lt(processedEvents.processedAt, isoTime(deps.clock() - KEEP_MS)));
    },
  };
}
