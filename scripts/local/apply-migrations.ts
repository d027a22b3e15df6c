import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The part of D1 that migrating needs. */
export interface MigratableDatabase {
  prepare(sql: string): {
    bind(...values: unknown[]): MigratableStatement;
    all<T>(): Promise<{ results: T[] }>;
  } & MigratableStatement;
  batch(statements: MigratableStatement[]): Promise<unknown>;
}
interface MigratableStatement {
  run(): Promise<unknown>;
}

/**
 * Applies the numbered `.sql` files of `folder` that a database has not had yet, each in one transaction, and records
 * them in the table that `wrangler d1 migrations` uses, so that both can be used on one database. Returns their names.
 */
export async function applyMigrations(database: MigratableDatabase, folder: string): Promise<string[]> {
  await database
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations (
         id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,
         applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
    )
    .run();
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all<{ name: string }>();
  const done = new Set(results.map((row) => row.name));
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const applied: string[] = [];
  for (const name of files) {
    if (done.has(name)) continue;
    const statements = splitStatements(await readFile(join(folder, name), 'utf8'));
    await database.batch([
      ...statements.map((sql) => database.prepare(sql)),
      database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
    ]);
    applied.push(name);
  }
  return applied;
}

/** Cuts a file at the semicolons that end a line outside a trigger body. Migrations keep to that form. */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let current = '';
  for (const line of sql.split('\n')) {
    if (line.trim().startsWith('--')) continue;
    current += `${line}\n`;
    const inTrigger = /\bCREATE\s+TRIGGER\b/i.test(current) && !/\bEND\s*;\s*$/i.test(current);
    if (/;\s*$/.test(line) && !inTrigger) {
      statements.push(current.trim());
      current = '';
    }
  }
  if (current.trim() !== '') statements.push(current.trim());
  return statements;
}
