import { type Clock, isoTime } from '../domain/clock.ts';
import type { IdPrefix } from '../domain/ids.ts';
import type { RecordsDatabase } from './database.ts';
import type { FieldSealer } from './field-sealer.ts';

/** What repositories are made from. Time and ids are given, so that tests choose them. */
export interface StoreDeps {
  db: RecordsDatabase;
  sealer: FieldSealer;
  clock: Clock;
  newId: (prefix: IdPrefix) => string;
}

/** The present as records hold it. */
export function nowText(deps: Pick<StoreDeps, 'clock'>): string {
  return isoTime(deps.clock());
}

export type NotFound = { reason: 'not_found' };
export type LimitReached = { reason: 'limit_reached'; limit: number };
