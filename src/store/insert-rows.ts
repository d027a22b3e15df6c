import { fillPlaceholders, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { IndexColumn, SQLiteTable, SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core';
import type { BoundStatement, DrizzleStatement, RecordsDatabase } from './database.ts';

/** What becomes of a row whose key is there already: what `set` says, where `setWhere` allows. `null`: it is left alone. */
type Conflict<T extends SQLiteTable> = {
  target: IndexColumn[];
  set: SQLiteUpdateSetSource<T>;
  setWhere?: SQL;
} | null;

/** Makes the statements over these rows, to be run in their order; none for no rows. */
type OverRows<Row> = (db: RecordsDatabase, rows: readonly Row[]) => BoundStatement[];

/** UTF-16 units of rows in one parameter: three bytes each at worst, far below the 2,000,000 that D1 binds. A larger row goes alone. */
const PARAMETER_CHARS = 400_000;

/**
 * What puts rows into a table, one after the other, so that of two with the same key the later one meets the earlier one. Values
 * arrive as Drizzle would bind them.
 */
export function insertRows<T extends SQLiteTable>(
  table: T,
  conflict: Conflict<T>,
): OverRows<T['$inferSelect']> {
  const statements = overRows((db) => {
    const columns = Object.keys(getTableColumns(table)).map(rowField);
    const insert = db
      .insert(table)
      .select(sql`${ROWS} SELECT ${sql.join(columns, sql`, `)} FROM one WHERE TRUE`);
    return conflict ? insert.onConflictDoUpdate(conflict) : insert.onConflictDoNothing();
  });
  return (db, rows) => {
    const columns = Object.entries(getTableColumns(table));
    const bound = rows.map((row) =>
      Object.fromEntries(
        columns.map(([name, column]) => {
          const value = row[name];
          return [name, value === null ? null : column.mapToDriverValue(value)];
        }),
      ),
    );
    return statements(db, bound);
  };
}

/**
 * A statement that reads its rows from `ROWS`, which is one parameter however many there are. Its text is made when it is first
 * needed, and once.
 */
export function overRows<Row extends object>(
  build: (db: RecordsDatabase) => DrizzleStatement,
): OverRows<Row> {
  let built: BoundStatement | undefined;
  return (db, rows) => {
    if (rows.length === 0) return [];
    built ??= build(db).toSQL();
    const { sql: text, params } = built;
    return jsonParts(rows).map((part) => ({ sql: text, params: fillPlaceholders(params, { rows: part }) }));
  };
}

/**
 * What a `SELECT` over the rows begins with: they are then a table named `one`, whose values `rowField` has. Materialized, since
 * `json_each` would write a row's text anew for each of its values: twice the time for messages.
 */
export const ROWS = sql`WITH one AS MATERIALIZED (SELECT value FROM json_each(${sql.placeholder('rows')}))`;

/** A row's value, named in the code and never by data. */
export function rowField(name: string): SQL {
  return sql`(one.value ->> ${sql.raw(`'${name}'`)})`;
}

/** True for a row whose id its organization does not have in `table` yet. */
export function isFresh(table: SQLiteTable): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM ${table} AS known
    WHERE known.organization_id = ${rowField('organizationId')} AND known.id = ${rowField('id')})`;
}

/** The first row of each id of each organization: what counts when the same comes twice. */
export function firstOfEach<Row extends { organizationId: string; id: string }>(rows: readonly Row[]): Row[] {
  const first = new Map<string, Row>();
  for (const row of rows) {
    const key = JSON.stringify([row.organizationId, row.id]);
    if (!first.has(key)) first.set(key, row);
  }
  return [...first.values()];
}

function jsonParts(rows: readonly object[]): string[] {
  const parts: string[][] = [];
  let size = PARAMETER_CHARS;
  for (const row of rows) {
    const text = JSON.stringify(row);
    if (size + text.length > PARAMETER_CHARS) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(text);
    size += text.length + 1;
  }
  return parts.map((part) => `[${part.join(',')}]`);
}
