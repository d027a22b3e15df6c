import { type SQL, sql } from 'drizzle-orm';
import { runSqlBatch } from './database.ts';
import { nowText, type StoreDeps } from './deps.ts';

/** A step of a sync that this runner alone may write, as long as nobody has begun it again. */
export interface SyncClaim {
  organizationId: string;
  sourceId: string;
  /** The sync's number. */
  number: number;
  attempt: number;
}

export const SYNC_COUNTS = [
  'found',
  'fetched',
  'unchanged',
  'read',
  'failed',
  'chunked',
  'embedded',
  'removed',
] as const;
export type SyncCount = (typeof SYNC_COUNTS)[number];

/** What else changes in a sync's row with a step. */
export interface SyncChange {
  phase?: 'collect' | 'plan' | 'apply' | 'finish';
  position?: string | null;
  /** Documents may exist that the listing did not name. */
  complete?: false;
  rechecked?: true;
  /** Failures in a row: none, or one more. */
  streak?: 'none' | 'longer';
}

/** Of a row of `source_syncs`: it is the claim's, and the claim holds. */
export function heldRow({ organizationId, sourceId, number, attempt }: SyncClaim): SQL {
  return sql`organization_id = ${organizationId} AND source_id = ${sourceId} AND number = ${number}
    AND state = 'running' AND attempts = ${attempt}`;
}

/** For the condition of any statement: the claim holds. */
export function held(claim: SyncClaim): SQL {
  const { organizationId, sourceId, number, attempt } = claim;
  return sql`EXISTS (SELECT 1 FROM source_syncs AS held WHERE held.organization_id = ${organizationId}
    AND held.source_id = ${sourceId} AND held.number = ${number} AND held.state = 'running' AND held.attempts = ${attempt})`;
}

/** Adds what the statement before it changed to counts of the sync. */
export function countChanges(claim: SyncClaim, ...counts: SyncCount[]): SQL {
  const sums = counts.map((count) => sql`${sql.identifier(count)} = ${sql.identifier(count)} + changes()`);
  return sql`UPDATE source_syncs SET ${sql.join(sums, sql`, `)} WHERE ${heldRow(claim)}`;
}

/**
 * Runs statements as one transaction and says that the runner is alive and gets on. Each must be bound to `held` by whoever
 * writes it. False: the claim is lost, nothing was changed, and the runner stops.
 */
export async function commitStep(
  deps: Pick<StoreDeps, 'db' | 'clock'>,
  claim: SyncClaim,
  statements: readonly SQL[],
  change: SyncChange = {},
): Promise<boolean> {
  const alive = [sql`updated_at = ${nowText(deps)}`, sql`stalls = 0`, ...assignments(change)];
  const rows = await runSqlBatch(deps.db, [
    ...statements,
    sql`UPDATE source_syncs SET ${sql.join(alive, sql`, `)} WHERE ${heldRow(claim)} RETURNING number`,
  ]);
  return rows.length === 1;
}

function assignments({ phase, position, complete, rechecked, streak }: SyncChange): SQL[] {
  return [
    ...(phase === undefined ? [] : [sql`phase = ${phase}`]),
    ...(position === undefined ? [] : [sql`position = ${position}`]),
    ...(complete === undefined ? [] : [sql`complete = 0`]),
    ...(rechecked === undefined ? [] : [sql`rechecked = 1`]),
    ...(streak === undefined ? [] : [streak === 'none' ? sql`streak = 0` : sql`streak = streak + 1`]),
  ];
}
