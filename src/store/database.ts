import type { D1Database } from '@cloudflare/workers-types';
import type { SQL } from 'drizzle-orm';
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1';
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core';
import { LIMITS } from '../domain/limits.ts';

/** The records database as repositories use it. */
export type RecordsDatabase = DrizzleD1Database<Record<string, never>> & { $client: D1Database };

/** Opens the records database over its D1 binding. Cheap: no query is made. */
export function openRecords(d1: D1Database): RecordsDatabase {
  return drizzle(d1);
}

/** A statement's text, and what is bound to it as D1 takes it. */
export interface BoundStatement {
  sql: string;
  params: unknown[];
}

/** An insert, update or delete of Drizzle's, which has yet to be put into words. */
export interface DrizzleStatement {
  toSQL(): BoundStatement;
}

export type Statement = DrizzleStatement | BoundStatement;

/** Runs statements as one transaction (`D1Database.batch`), in their order; an empty list does nothing. */
export async function runBatch(db: RecordsDatabase, statements: readonly Statement[]): Promise<void> {
  if (statements.length === 0) return;
  const d1 = db.$client;
  await d1.batch(
    statements.map((statement) => {
      const { sql, params } = 'toSQL' in statement ? statement.toSQL() : statement;
      return d1.prepare(sql).bind(...params);
    }),
  );
}

const dialect = new SQLiteAsyncDialect();

/** The same for statements written in SQL, which `batch` of Drizzle does not take. The rows of the last one, if it answers any. */
export async function runSqlBatch(
  db: RecordsDatabase,
  statements: readonly SQL[],
): Promise<Record<string, unknown>[]> {
  const d1 = db.$client;
  const prepared = statements.map((statement) => {
    const { sql, params } = dialect.sqlToQuery(statement);
    return d1.prepare(sql).bind(...params);
  });
  const results = await d1.batch<Record<string, unknown>>(prepared);
  return results.at(-1)?.results ?? [];
}

/**
 * Splits rows so that a statement with `parametersPerRow` bound values a row, and `fixed` others, stays within what D1
 * accepts. Throws when a single row cannot fit: that is a mistake in the schema, not in the data.
 */
export function chunkRows<T>(rows: readonly T[], parametersPerRow: number, fixed = 0): T[][] {
  const size = Math.floor((LIMITS.boundParameters - fixed) / parametersPerRow);
  if (size < 1) throw new RangeError(`${parametersPerRow} parameters a row do not fit one statement`);
  const chunks: T[][] = [];
  for (let start = 0; start < rows.length; start += size) chunks.push(rows.slice(start, start + size));
  return chunks;
}
