import type { ModelName } from '../../src/domain/llm.ts';
import type { Amount, BookContent, Learned, Lease, LeaseJournal } from '../../src/llm/budget/lease-book.ts';
import type { ObjectMigration } from '../conversation/migrations.ts';

/** Append-only, as `OBJECT_MIGRATIONS`. Money in millionths of a US dollar, times in milliseconds since the epoch. */
export const BUDGET_MIGRATIONS: readonly ObjectMigration[] = [
  {
    name: '0001-budget',
    sql: `
      CREATE TABLE leases (
        id TEXT PRIMARY KEY,
        day TEXT NOT NULL,
        model TEXT NOT NULL,
        micros INTEGER NOT NULL,
        tokens INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'expired')),
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE TABLE spent (
        day TEXT PRIMARY KEY,
        micros INTEGER NOT NULL,
        tokens INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE TABLE learned (
        model TEXT PRIMARY KEY,
        shares TEXT NOT NULL
      ) WITHOUT ROWID;`,
  },
];

type LeaseRow = Omit<Lease, 'bound' | 'expiresAt'> & { micros: number; tokens: number; expires_at: number };

/** The book of leases in the object's SQLite. Writes made without an await between them are committed together. */
export class BudgetJournal implements LeaseJournal {
  private readonly sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.sql = sql;
  }

  read(): BookContent {
    const leases = this.sql
      .exec<LeaseRow>('SELECT id, day, model, micros, tokens, state, expires_at FROM leases')
      .toArray()
      .map(({ micros, tokens, expires_at: expiresAt, ...row }) => ({
        ...row,
        bound: { micros, tokens },
        expiresAt,
      }));
    const spent = this.sql
      .exec<{ day: string; micros: number; tokens: number }>('SELECT day, micros, tokens FROM spent')
      .toArray()
      .map(({ day, ...amount }): [string, Amount] => [day, amount]);
    const learned = this.sql
      .exec<{ model: ModelName; shares: string }>('SELECT model, shares FROM learned')
      .toArray()
      .map(({ model, shares }): [ModelName, Learned] => [model, JSON.parse(shares)]);
    return { leases, spent: new Map(spent), learned: new Map(learned) };
  }

  put({ id, day, model, bound, state, expiresAt }: Lease): void {
    const { micros, tokens } = bound;
    this.sql.exec(
      'INSERT OR REPLACE INTO leases VALUES (?, ?, ?, ?, ?, ?, ?)',
      ...[id, day, model, micros, tokens, state, expiresAt],
    );
  }

  remove(id: string): void {
    this.sql.exec('DELETE FROM leases WHERE id = ?', id);
  }

  spent(day: string, { micros, tokens }: Amount): void {
    this.sql.exec('INSERT OR REPLACE INTO spent VALUES (?, ?, ?)', day, micros, tokens);
  }

  learned(model: ModelName, learned: Learned): void {
    this.sql.exec('INSERT OR REPLACE INTO learned VALUES (?, ?)', model, JSON.stringify(learned));
  }

  forgetBefore(day: string): void {
    this.sql.exec('DELETE FROM leases WHERE day < ?', day);
    this.sql.exec('DELETE FROM spent WHERE day < ?', day);
  }
}
