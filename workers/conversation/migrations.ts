import { AppError } from '../../src/domain/errors.ts';

/** One step of the object's schema. `sql` may hold several statements. */
export interface ObjectMigration {
  name: string;
  sql: string;
}

/**
 * The object's schema, step by step. This is an append-only list: objects that were opened years ago replay what they
 * miss. Never edit or remove a step; `migrate` refuses a history that differs.
 */
export const OBJECT_MIGRATIONS: readonly ObjectMigration[] = [
  {
    name: '0001-conversation',
    sql: `
      CREATE TABLE conversation (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        head TEXT NOT NULL,
        organization TEXT NOT NULL
      );
      CREATE TABLE messages (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        client_id TEXT UNIQUE,
        role TEXT NOT NULL,
        text TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        extra TEXT
      );
      CREATE TABLE turns (
        id TEXT PRIMARY KEY,
        message_seq INTEGER NOT NULL UNIQUE,
        epoch INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'stopped', 'superseded')),
        attempts INTEGER NOT NULL,
        retry_at INTEGER NOT NULL,
        reply_seq INTEGER,
        request_id TEXT NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX turns_pending ON turns (message_seq) WHERE state = 'pending';
      CREATE TABLE timers (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        due_at INTEGER NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0
      ) WITHOUT ROWID;
      CREATE TABLE outbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL CHECK (kind IN ('head', 'message', 'feedback')),
        ref TEXT NOT NULL,
        request_id TEXT NOT NULL
      );
      CREATE TABLE notes (
        id TEXT PRIMARY KEY,
        author_id TEXT NOT NULL,
        author_name TEXT NOT NULL,
        text TEXT NOT NULL,
        created_at INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE TABLE feedback (
        id TEXT PRIMARY KEY,
        message_id TEXT,
        rating INTEGER NOT NULL,
        comment TEXT,
        by TEXT NOT NULL,
        created_at INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE TABLE reads (
        role TEXT PRIMARY KEY,
        seq INTEGER NOT NULL
      ) WITHOUT ROWID;`,
  },
  {
    // One table for what turns keep, since every further one costs each object memory.
    name: '0002-ledger',
    sql: `
      CREATE TABLE ledger (
        kind TEXT NOT NULL CHECK (kind IN ('memory', 'call', 'run', 'progress')),
        id TEXT NOT NULL,
        message_seq INTEGER NOT NULL,
        at INTEGER NOT NULL,
        data TEXT NOT NULL,
        PRIMARY KEY (kind, id)
      ) WITHOUT ROWID;`,
  },
];

const HISTORY = `CREATE TABLE IF NOT EXISTS migrations (
  position INTEGER PRIMARY KEY, name TEXT NOT NULL, sql TEXT NOT NULL, applied_at INTEGER NOT NULL)`;

/** True when this object holds a conversation. Reads only, so that a probe for a stranger's id stores nothing. */
export function hasSchema(sql: SqlStorage): boolean {
  return (
    sql.exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'").toArray().length > 0
  );
}

/**
 * Brings the schema to the end of `steps`, in one transaction. `PRAGMA user_version` is refused in Durable Objects, so the
 * history is a table. Throws `invariant` when an applied step was edited, renamed or removed.
 */
export function migrate(storage: DurableObjectStorage, now: number, steps = OBJECT_MIGRATIONS): void {
  const { sql } = storage;
  storage.transactionSync(() => {
    sql.exec(HISTORY);
    const applied = sql
      .exec<{ name: string; sql: string }>('SELECT name, sql FROM migrations ORDER BY position')
      .toArray();
    applied.forEach((row, index) => {
      const step = steps[index];
      if (step?.name !== row.name || step.sql !== row.sql) {
        throw new AppError(
          'invariant',
          `object migration ${index} was edited: applied ${row.name}, found ${step?.name}`,
        );
      }
    });
    for (const [index, step] of steps.entries()) {
      if (index < applied.length) continue;
      sql.exec(step.sql);
      sql.exec('INSERT INTO migrations VALUES (?, ?, ?, ?)', index, step.name, step.sql, now);
    }
  });
}
