import { openDatabases } from '../local/databases.ts';

/** Calls of models as the sums in D1 have them. `interrupted`: the product was killed in their middle. */
export interface CountedCalls {
  calls: number;
  interrupted: number;
  /** The same counted over the single calls: must be as many. */
  single: number;
}

/** Read with the product stopped. */
export async function countedCalls(stateDir: string): Promise<CountedCalls> {
  const mf = await openDatabases(stateDir);
  try {
    const db = await mf.getD1Database('RECORDS');
    const row = await db
      .prepare(
        `SELECT COALESCE(SUM(calls), 0) AS calls,
           COALESCE(SUM(CASE outcome WHEN 'interrupted' THEN calls END), 0) AS interrupted,
           (SELECT COUNT(*) FROM llm_calls) AS single FROM llm_usage`,
      )
      .first<CountedCalls>();
    return row ?? { calls: 0, interrupted: 0, single: 0 };
  } finally {
    await mf.dispose();
  }
}

/** Calls that a vendor has seen and no sum has, and those that are counted twice. Pure. */
export function compareCalls(seen: number, counted: CountedCalls): { missing: number; doubled: number } {
  return { missing: Math.max(0, seen - counted.calls), doubled: Math.abs(counted.calls - counted.single) };
}
