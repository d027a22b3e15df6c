import * as z from 'zod';
import { err, ok, type Result } from '../../src/domain/result.ts';
import { decodeCursor, encodeCursor, type InvalidCursor } from '../../src/store/cursor.ts';

/** Characters of a cursor that holds an address or a path: 2,048 of them in base64 are 2,800, with as much again for escapes of other scripts. */
const CURSOR_CHARS = 8_192;

/** The query's `cursor` of a list whose keys are addresses or paths: longer than those of other lists. */
export const longCursorSchema = z.string().min(1).max(CURSOR_CHARS).optional();

interface KeyedPage<Row> {
  /** Names the list, and with it its cursors. */
  list: string;
  /** Whose rows these are: a cursor of another one's is refused. */
  owner: string;
  cursor: string | undefined;
  limit: number;
  /** Rows in the order of their keys, after one. */
  read(request: { after: string | undefined; limit: number }): Promise<Row[]>;
  keyOf(row: Row): string;
}

/** A page of a list that is sorted by one key. */
export async function keyedPage<Row>({
  list,
  owner,
  cursor,
  limit,
  read,
  keyOf,
}: KeyedPage<Row>): Promise<Result<{ data: Row[]; nextCursor: string | null }, InvalidCursor>> {
  const from = cursor === undefined ? null : decodeCursor(list, cursor, CURSOR_CHARS);
  if (from && !from.ok) return from;
  if (from && from.value.id !== owner) return err({ reason: 'invalid_cursor' });
  const found = await read({ after: from?.value.key, limit: limit + 1 });
  const data = found.slice(0, limit);
  const last = data.at(-1);
  const isMore = found.length > limit && last !== undefined;
  return ok({ data, nextCursor: isMore ? encodeCursor(list, { key: keyOf(last), id: owner }) : null });
}
