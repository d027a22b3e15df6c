import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/**
 * A `D1Database` over node:sqlite, so that tests and benches run the real SQL in plain Node. Enforced as D1 does: 100 bound
 * parameters a statement, 100 KB of SQL text, 2 MB a bound value, a batch is one transaction, `undefined` is refused.
 * Not enforced: time limits, the 10 GB database, and the functions that D1's authorizer refuses.
 */
export function nodeD1(path = ':memory:'): NodeDatabase {
  return new NodeDatabase(path);
}

export class NodeDatabase implements D1Database {
  readonly sqlite: DatabaseSync;

  constructor(path: string) {
    this.sqlite = new DatabaseSync(path);
    this.sqlite.exec('PRAGMA foreign_keys = ON');
  }

  prepare(query: string): D1PreparedStatement {
    return new NodeStatement(this.sqlite, query, []);
  }

  async batch<T = unknown>(statements: D1PreparedStatement[]): Promise<D1Result<T>[]> {
    this.sqlite.exec('BEGIN IMMEDIATE');
    try {
      const results = statements.map((one) => {
        if (!(one instanceof NodeStatement)) throw new Error('a statement of another database');
        return one.runNow<T>();
      });
      this.sqlite.exec('COMMIT');
      return results;
    } catch (cause) {
      this.sqlite.exec('ROLLBACK');
      throw cause;
    }
  }

  async exec(query: string): Promise<D1ExecResult> {
    const began = performance.now();
    this.sqlite.exec(query);
    return { count: query.split('\n').length, duration: performance.now() - began };
  }

  withSession(): D1DatabaseSession {
    return {
      prepare: (query) => this.prepare(query),
      batch: (statements) => this.batch(statements),
      getBookmark: () => null,
    };
  }

  dump(): Promise<ArrayBuffer> {
    return Promise.reject(new Error('dump is not part of the adapter'));
  }

  close(): void {
    this.sqlite.close();
  }
}

/** Applies the numbered migrations of a folder, as `wrangler d1 migrations apply` would. */
export function applyMigrations(sqlite: DatabaseSync, folder: string): void {
  for (const name of readdirSync(folder)
    .filter((one) => one.endsWith('.sql'))
    .sort()) {
    sqlite.exec(readFileSync(`${folder}/${name}`, 'utf8'));
  }
}

const MAX_PARAMETERS = 100;
const MAX_SQL_BYTES = 100_000;
const MAX_VALUE_BYTES = 2_000_000;

class NodeStatement implements D1PreparedStatement {
  private readonly sqlite: DatabaseSync;
  private readonly query: string;
  private readonly values: SQLInputValue[];

  constructor(sqlite: DatabaseSync, query: string, values: SQLInputValue[]) {
    if (Buffer.byteLength(query) > MAX_SQL_BYTES)
      throw new Error('D1_ERROR: statement too long: SQLITE_TOOBIG');
    this.sqlite = sqlite;
    this.query = query;
    this.values = values;
  }

  bind(...bound: unknown[]): D1PreparedStatement {
    if (bound.length > MAX_PARAMETERS) throw new Error('D1_ERROR: too many SQL variables: SQLITE_ERROR');
    return new NodeStatement(this.sqlite, this.query, bound.map(checked));
  }

  async first<T = unknown>(column?: string): Promise<T | null> {
    const row = this.runNow<Record<string, unknown>>().results[0];
    if (row === undefined) return null;
    return (column === undefined ? row : (row[column] ?? null)) as T | null;
  }

  async all<T = Record<string, unknown>>(): Promise<D1Result<T>> {
    return this.runNow<T>();
  }

  async run<T = Record<string, unknown>>(): Promise<D1Result<T>> {
    return this.runNow<T>();
  }

  raw<T = unknown[]>(options: { columnNames: true }): Promise<[string[], ...T[]]>;
  raw<T = unknown[]>(options?: { columnNames?: false }): Promise<T[]>;
  async raw(options?: { columnNames?: boolean }): Promise<unknown[]> {
    const names = this.prepared()
      .columns()
      .map((one) => one.name);
    const rows = this.runNow<Record<string, unknown>>().results.map((row) => names.map((name) => row[name]));
    return options?.columnNames === true ? [names, ...rows] : rows;
  }

  /** What `batch` calls between BEGIN and COMMIT. Errors carry D1's prefix. */
  runNow<T>(): D1Result<T> {
    const began = performance.now();
    try {
      const ready = this.prepared();
      const reads = ready.columns().length > 0;
      const results = reads ? ready.all(...this.values).map(plain) : [];
      const done = reads ? { changes: 0, lastInsertRowid: 0 } : ready.run(...this.values);
      const duration = performance.now() - began;
      return {
        success: true,
        results: results as T[],
        meta: meta(duration, Number(done.changes), Number(done.lastInsertRowid)),
      };
    } catch (cause) {
      throw new Error(`D1_ERROR: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  }

  private prepared() {
    return this.sqlite.prepare(this.query);
  }
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
