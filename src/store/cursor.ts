import { err, ok, type Result } from '../domain/result.ts';

/** A page of a list, newest or oldest first as asked. `nextCursor` null: there is no more. */
export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

export type InvalidCursor = { reason: 'invalid_cursor' };

/** Where the next page begins: after the row with this sort key and, among equal keys, this id. */
export interface Position {
  key: string;
  id: string;
}

/** Characters of a cursor; ours have about 120, so anything longer is not ours. */
const CURSOR_CHARS = 512;

/** An opaque cursor for `list`, a name that includes the order: a cursor of another list or order is refused. */
export function encodeCursor(list: string, position: Position): string {
  const text = JSON.stringify([list, position.key, position.id]);
  return toBase64Url(new TextEncoder().encode(text));
}

/**
 * The position in a cursor that this list made, or `invalid_cursor`. It is not secret and not trusted: only values to compare with.
 * `chars`: how long one may be.
 */
export function decodeCursor(
  list: string,
  cursor: string,
  chars: number = CURSOR_CHARS,
): Result<Position, InvalidCursor> {
  if (cursor.length > chars || !/^[A-Za-z0-9_-]+$/.test(cursor)) return err({ reason: 'invalid_cursor' });
  try {
    const parsed: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(fromBase64Url(cursor)),
    );
    if (!Array.isArray(parsed) || parsed.length !== 3) return err({ reason: 'invalid_cursor' });
    const [name, key, id] = parsed as unknown[];
    if (name !== list || typeof key !== 'string' || typeof id !== 'string')
      return err({ reason: 'invalid_cursor' });
    return ok({ key, id });
  } catch {
    return err({ reason: 'invalid_cursor' });
  }
}

/** Cuts rows that were read with one more than `limit`, and names the next page by the last row kept. */
export function toPage<Row>(
  rows: Row[],
  limit: number,
  list: string,
  position: (row: Row) => Position,
): Page<Row> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? encodeCursor(list, position(last)) : null;
  return { data, nextCursor };
}

/** The same page with each row as it is shown. */
export function viewPage<Row, T>({ data, nextCursor }: Page<Row>, view: (row: Row) => T): Page<T> {
  return { data: data.map(view), nextCursor };
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}
