import { termPrefix } from './term-prefix.ts';

export interface StoredChunk {
  articleId: string;
  articleVersion: number;
  title: string;
  heading: string;
  locale: string | null;
  start: number;
  text: string;
}

const CHUNK = `c.article_id, c.heading, c.start_at, c.text, s.version, s.title, s.locale`;
const SOURCE = 'JOIN source AS s ON s.organization_id = c.organization_id AND s.article_id = c.article_id';
/** Searches of one batch: each takes milliseconds, and D1 runs one batch at a time. */
const BATCH = 25;

/** What comparing articles reads of the knowledge database; every statement is scoped by organization. */
export class ComparisonReaderD1 {
  private readonly db: D1Database;

  constructor(db: D1Database) {
    this.db = db;
  }

  async chunksOf(
    organizationId: string,
    articleId: string,
    from: number,
    limit: number,
  ): Promise<StoredChunk[]> {
    const { results } = await this.db
      .prepare(
        `SELECT ${CHUNK} FROM chunk AS c ${SOURCE}
         WHERE c.organization_id = ? AND c.article_id = ? AND c.ordinal >= ? ORDER BY c.ordinal LIMIT ?`,
      )
      .bind(organizationId, articleId, from, limit)
      .all<Record<string, unknown>>();
    return results.map(toChunk);
  }

  async frequencies(organizationId: string, terms: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const prefix = await this.prefix(organizationId);
    if (prefix === null || terms.length === 0) return new Map();
    const { results } = await this.db
      .prepare(
        `SELECT w.value AS term, v.doc AS chunks FROM json_each(?1) AS w
         JOIN chunk_vocabulary AS v ON v.term = ?2 || w.value`,
      )
      .bind(JSON.stringify(terms), prefix)
      .all<{ term: string; chunks: number }>();
    return new Map(results.map(({ term, chunks }) => [term, chunks]));
  }

  async neighbours(
    request: { organizationId: string; articleId: string; limit: number },
    terms: readonly (readonly string[])[],
  ): Promise<StoredChunk[][]> {
    const found: StoredChunk[][] = terms.map(() => []);
    const prefix = await this.prefix(request.organizationId);
    if (prefix === null) return found;
    const asked = terms.flatMap((list, at) => (list.length > 0 ? [{ list, at }] : []));
    for (let from = 0; from < asked.length; from += BATCH) {
      const part = asked.slice(from, from + BATCH);
      const results = await this.db.batch<Record<string, unknown>>(
        part.map(({ list }) => this.search(prefix, request, list)),
      );
      part.forEach(({ at }, index) => {
        found[at] = (results[index]?.results ?? []).map(toChunk);
      });
    }
    return found;
  }

  private search(
    prefix: string,
    { organizationId, articleId, limit }: { organizationId: string; articleId: string; limit: number },
    terms: readonly string[],
  ): D1PreparedStatement {
    const match = terms.map((term) => `"${prefix}${term.replaceAll('"', '')}"`).join(' OR ');
    return this.db
      .prepare(
        `SELECT ${CHUNK} FROM chunk_index AS i CROSS JOIN chunk AS c ON c.id = i.rowid ${SOURCE}
         WHERE i.chunk_index MATCH ?1 AND c.organization_id = ?2 AND c.article_id <> ?3
         ORDER BY i.rank LIMIT ?4`,
      )
      .bind(match, organizationId, articleId, limit);
  }

  private async prefix(organizationId: string): Promise<string | null> {
    const row = await this.db
      .prepare('SELECT code FROM knowledge_base WHERE organization_id = ?')
      .bind(organizationId)
      .first<{ code: number }>();
    return row ? termPrefix(row.code) : null;
  }
}

function toChunk(row: Record<string, unknown>): StoredChunk {
  return {
    articleId: String(row.article_id),
    articleVersion: Number(row.version),
    title: String(row.title),
    heading: String(row.heading),
    locale: typeof row.locale === 'string' ? row.locale : null,
    start: Number(row.start_at),
    text: String(row.text),
  };
}
