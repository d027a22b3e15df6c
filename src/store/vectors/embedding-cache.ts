import type { Clock } from '../../domain/clock.ts';
import { dequantize, packVectors, quantize, unpackVectors } from './quantize.ts';

const DAY_MS = 86_400_000;

export const EMBEDDING_CACHE = {
  /** Days after which what nobody used is dropped: longer than any article usually rests between two changes of a busy one. */
  keepDays: 90,
  /** Rows dropped at once: each is an index entry more, and the sweep comes again. */
  purgeRows: 1_000,
  /** UTF-16 units of vectors in one statement: below D1's 2 MB a value. */
  statementChars: 400_000,
} as const;

/** Vectors in the knowledge database, by organization, embedder and hash of the text. Throws what D1 throws. */
export class StoredEmbeddings {
  private readonly db: D1Database;
  private readonly clock: Clock;

  constructor(db: D1Database, clock: Clock) {
    this.db = db;
    this.clock = clock;
  }

  async get(
    organizationId: string,
    space: string,
    hashes: readonly string[],
  ): Promise<Map<string, Float32Array>> {
    if (hashes.length === 0) return new Map();
    const today = this.today();
    const list = JSON.stringify(hashes);
    const [found] = await this.db.batch<{ hash: string; vector: string; dimensions: number }>([
      this.db
        .prepare(
          `SELECT e.hash, e.vector FROM json_each(?3) AS h
           CROSS JOIN embedding AS e ON e.organization_id = ?1 AND e.space = ?2 AND e.hash = h.value`,
        )
        .bind(organizationId, space, list),
      this.db
        .prepare(
          `UPDATE embedding SET used_on = ?4 WHERE organization_id = ?1 AND space = ?2
             AND hash IN (SELECT value FROM json_each(?3)) AND used_on < ?4`,
        )
        .bind(organizationId, space, list, today),
    ]);
    return new Map(
      (found?.results ?? []).flatMap(({ hash, vector }) => {
        const [one] = unpackVectors(vector, dimensionsOf(vector));
        return one ? [[hash, dequantize(one)] as const] : [];
      }),
    );
  }

  async put(
    organizationId: string,
    space: string,
    vectors: readonly { hash: string; vector: Float32Array }[],
  ): Promise<void> {
    const rows = vectors.map(
      ({ hash, vector }) => [hash, packVectors([quantize(vector)], vector.length)] as const,
    );
    const insert = this.db.prepare(
      `INSERT INTO embedding (organization_id, space, hash, vector, used_on)
       SELECT ?1, ?2, value ->> 0, value ->> 1, ?4 FROM json_each(?3) WHERE true
       ON CONFLICT (organization_id, space, hash) DO UPDATE SET used_on = excluded.used_on`,
    );
    const perStatement = Math.max(
      1,
      Math.floor(EMBEDDING_CACHE.statementChars / ((rows[0]?.[1].length ?? 0) + HASH_CHARS)),
    );
    for (let at = 0; at < rows.length; at += perStatement) {
      const part = JSON.stringify(rows.slice(at, at + perStatement));
      await insert.bind(organizationId, space, part, this.today()).run();
    }
  }

  /** Drops some of what was not used for long; returns how many rows. */
  async purge(): Promise<number> {
    const { results } = await this.db
      .prepare(
        `DELETE FROM embedding WHERE (organization_id, space, hash) IN
           (SELECT organization_id, space, hash FROM embedding WHERE used_on < ?1 ORDER BY used_on LIMIT ?2)
         RETURNING hash`,
      )
      .bind(this.today() - EMBEDDING_CACHE.keepDays, EMBEDDING_CACHE.purgeRows)
      .all();
    return results.length;
  }

  private today(): number {
    return Math.floor(this.clock() / DAY_MS);
  }
}

/** A hash with what JSON puts around it. */
const HASH_CHARS = 80;

/** How many values a packed vector has: its base64 without padding and the four bytes of its scale. */
function dimensionsOf(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return Math.max(0, (base64.length / 4) * 3 - padding - 4);
}
