import { asc, desc, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { LIMITS } from '../domain/limits.ts';
import { ok, type Result } from '../domain/result.ts';
import { decodeCursor, type InvalidCursor, type Position } from './cursor.ts';

/** What every list takes. `limit` outside 1..100 is brought back into it. */
export interface PageRequest {
  limit?: number | undefined;
  cursor?: string | undefined;
}

export type Direction = 'asc' | 'desc';

/** The parts of a keyset-paginated query over (sort key, id). `fetch` is one more row than the page shows. */
export interface Keyset {
  name: string;
  limit: number;
  fetch: number;
  after: SQL | undefined;
  order: SQL[];
}

/** Prepares a page of the list `name` sorted by `key` and then by `id`. Rows equal in both do not exist. */
export function keyset(
  name: string,
  key: SQLiteColumn,
  id: SQLiteColumn,
  direction: Direction,
  request: PageRequest,
): Result<Keyset, InvalidCursor> {
  const list = `${name}:${direction}`;
  const limit = Math.min(Math.max(Math.trunc(request.limit ?? LIMITS.listDefault) || 1, 1), LIMITS.listMax);
  const order = direction === 'asc' ? [asc(key), asc(id)] : [desc(key), desc(id)];
  if (request.cursor === undefined)
    return ok({ name: list, limit, fetch: limit + 1, after: undefined, order });
  const position = decodeCursor(list, request.cursor);
  if (!position.ok) return position;
  return ok({
    name: list,
    limit,
    fetch: limit + 1,
    after: beyond(key, id, direction, position.value),
    order,
  });
}

/** A row value, not an OR of two comparisons: only so does SQLite seek to the place in the index instead of scanning to it. */
function beyond(key: SQLiteColumn, id: SQLiteColumn, direction: Direction, from: Position): SQL {
  return direction === 'asc'
    ? sql`(${key}, ${id}) > (${from.key}, ${from.id})`
    : sql`(${key}, ${id}) < (${from.key}, ${from.id})`;
}
