import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';

/**
 * A `D1Database` over node:sqlite, so that tests and benches run the real SQL in plain Node. Enforced as D1 does: 100 bound
 * parameters a statement, 100 KB of SQL text, 2 MB a bound value, a batch is one transaction, `undefined` is refused.
 * Not enforced: time limits, the 10 GB database, and the functions that D1's authorizer refuses.
 */
export function nodeD1(path = ':memory:'): D1Database & { close(): void; sqlite: DatabaseSync } {
  const sqlite = new DatabaseSync(path);
  sqlite.exec('PRAGMA foreign_keys = ON');
  const database = {
    sqlite,
    prepare: (query: string) => statement(sqlite, query, []),
    async batch(statements: NodeStatement[]) {
      sqlite.exec('BEGIN IMMEDIATE');
      try {
        const results = statements.map((one) => one.runNow());
        sqlite.exec('COMMIT');
        return results;
      } catch (cause) {
        sqlite.exec('ROLLBACK');
        throw cause;
      }
    },
    async exec(query: string) {
      const began = performance.now();
      sqlite.exec(query);
      return { count: query.split('\n').length, duration: performance.now() - began };
    },
    withSession() {
      return Object.assign(database, { getBookmark: () => null });
    },
    dump: () => Promise.reject(new Error('dump is not part of the adapter')),
    close: () => sqlite.close(),
  };
  return database as unknown as D1Database & { close(): void; sqlite: DatabaseSync };
}

/** Applies the numbered migrations of a folder, as `wrangler d1 migrations apply` would. */
export function applyMigrations(sqlite: DatabaseSync, folder: string): void {
  for (const name of readdirSync(folder)
    .filter((one) => one.endsWith('.sql'))
    .sort()) {
    sqlite.exec(readFileSync(`${folder}/${name}`, 'utf8'));
  }
}

interface NodeStatement {
  runNow(): D1Result<Record<string, unknown>>;
}

const MAX_PARAMETERS = 100;
const MAX_SQL_BYTES = 100_000;
const MAX_VALUE_BYTES = 2_000_000;

function statement(sqlite: DatabaseSync, query: string, values: SQLInputValue[]) {
  if (Buffer.byteLength(query) > MAX_SQL_BYTES)
    throw new Error('D1_ERROR: statement too long: SQLITE_TOOBIG');
  const prepared = () => {
    try {
      return sqlite.prepare(query);
    } catch (cause) {
      throw new Error(`D1_ERROR: ${message(cause)}`, { cause });
    }
  };
  const rows = () => prepared().all(...values) as Record<string, SQLOutputValue>[];
  const runNow = (): D1Result<Record<string, unknown>> => {
    const began = performance.now();
    try {
      const ready = prepared();
      const columns = ready.columns();
      const results = columns.length > 0 ? (ready.all(...values) as Record<string, unknown>[]) : [];
      const done = columns.length > 0 ? { changes: 0, lastInsertRowid: 0 } : ready.run(...values);
      return {
        success: true,
        results: results.map(plain),
        meta: meta(performance.now() - began, Number(done.changes), Number(done.lastInsertRowid)),
      };
    } catch (cause) {
      const text = message(cause);
      throw text.startsWith('D1_ERROR') ? cause : new Error(`D1_ERROR: ${text}`, { cause });
    }
  };
  return {
    runNow,
    bind: (...bound: unknown[]) => statement(sqlite, query, bound.map(checked).slice(0, tooMany(bound))),
    async first(column?: string) {
      const row = rows()[0];
      if (row === undefined) return null;
      return column === undefined ? plain(row) : (plain(row)[column] ?? null);
    },
    all: async () => runNow(),
    run: async () => runNow(),
    async raw(options?: { columnNames?: boolean }) {
      const found = rows();
      const names = prepared()
        .columns()
        .map((one) => one.name);
      const values = found.map((row) => names.map((name) => plain(row)[name]));
      return options?.columnNames === true ? [names, ...values] : values;
    },
  };
}

function tooMany(bound: unknown[]): number {
  if (bound.length > MAX_PARAMETERS) throw new Error('D1_ERROR: too many SQL variables: SQLITE_ERROR');
  return bound.length;
}

function checked(value: unknown): SQLInputValue {
  if (value === undefined) throw new Error("D1_TYPE_ERROR: Type 'undefined' not supported");
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' && Buffer.byteLength(value) > MAX_VALUE_BYTES) {
    throw new Error('D1_ERROR: string or blob too big: SQLITE_TOOBIG');
  }
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (value instanceof Uint8Array) return value;
  throw new Error(`D1_TYPE_ERROR: Type '${typeof value}' not supported`);
}

/** D1 hands out plain objects with blobs as arrays of numbers. */
function plain(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Uint8Array ? [...value] : value]),
  );
}

function message(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function meta(duration: number, changes: number, lastRowId: number) {
  return {
    duration,
    changes,
    last_row_id: lastRowId,
    changed_db: changes > 0,
    size_after: 0,
    rows_read: 0,
    rows_written: changes,
  };
}
