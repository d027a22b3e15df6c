import { languageOf } from '../../domain/vectors.ts';
import type { ArticleVectors } from './group-by-article.ts';

/** What was sent to an index that cannot list what it holds: chunk ids by article and version. Throws what D1 throws. */
export class VectorLedger {
  private readonly db: D1Database;

  constructor(db: D1Database) {
    this.db = db;
  }

  /** Notes articles before they are sent, and returns those that are not older than what was noted. */
  async add(organizationId: string, articles: readonly ArticleVectors[]): Promise<ArticleVectors[]> {
    if (articles.length === 0) return [];
    const insert = this.db.prepare(
      `INSERT INTO vector_ledger (organization_id, article_id, version, language, tags, chunk_ids)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6
       WHERE NOT EXISTS (SELECT 1 FROM vector_ledger WHERE organization_id = ?1 AND article_id = ?2 AND version > ?3)
       ON CONFLICT (organization_id, article_id, version) DO UPDATE SET
         language = excluded.language, tags = excluded.tags, chunk_ids = excluded.chunk_ids
       RETURNING article_id`,
    );
    const noted = await this.db.batch(
      articles.map(({ articleId, version, locale, tags, chunks }) =>
        insert.bind(
          organizationId,
          articleId,
          version,
          languageOf(locale),
          JSON.stringify(tags),
          chunks.map(({ chunkId }) => chunkId).join('\n'),
        ),
      ),
    );
    return articles.filter((_, at) => (noted[at]?.results.length ?? 0) > 0);
  }

  /**
   * Removes an article's versions below `below`: first through `send`, then from the ledger, so that what is interrupted in
   * between is only done twice. Chunks that a kept version names too are not sent.
   */
  async remove(
    organizationId: string,
    articleId: string,
    below: number,
    send: (chunkIds: string[]) => Promise<void>,
  ): Promise<void> {
    const { results } = await this.db
      .prepare('SELECT version, chunk_ids FROM vector_ledger WHERE organization_id = ? AND article_id = ?')
      .bind(organizationId, articleId)
      .all<{ version: number; chunk_ids: string }>();
    const idsOf = (rows: typeof results) => rows.flatMap((row) => row.chunk_ids.split('\n'));
    const kept = new Set(idsOf(results.filter(({ version }) => version >= below)));
    const gone = idsOf(results.filter(({ version }) => version < below)).filter((id) => !kept.has(id));
    await send([...new Set(gone)]);
    await this.db
      .prepare('DELETE FROM vector_ledger WHERE organization_id = ? AND article_id = ? AND version < ?')
      .bind(organizationId, articleId, below)
      .run();
  }

  /** Articles that have one of the tags in their newest version, at most `limit`. */
  async tagged(organizationId: string, tags: readonly string[], limit: number): Promise<string[]> {
    const { results } = await this.db
      .prepare(
        `SELECT article_id FROM vector_ledger AS l WHERE organization_id = ?1
           AND EXISTS (SELECT 1 FROM json_each(l.tags) AS t WHERE t.value IN (SELECT value FROM json_each(?2)))
           AND ${NEWEST} LIMIT ?3`,
      )
      .bind(organizationId, JSON.stringify(tags), limit)
      .all<{ article_id: string }>();
    return results.map((row) => row.article_id);
  }

  /** Of the hits' chunks, those of the newest version of their article, with one of the tags if any is asked for. */
  async current(
    organizationId: string,
    hits: readonly { articleId: string }[],
    tags: readonly string[],
  ): Promise<Set<string>> {
    const articles = [...new Set(hits.map(({ articleId }) => articleId))];
    if (articles.length === 0) return new Set();
    const { results } = await this.db
      .prepare(
        `SELECT l.tags, l.chunk_ids FROM json_each(?2) AS a
         CROSS JOIN vector_ledger AS l ON l.organization_id = ?1 AND l.article_id = a.value WHERE ${NEWEST}`,
      )
      .bind(organizationId, JSON.stringify(articles))
      .all<{ tags: string; chunk_ids: string }>();
    const allowed = (own: string) =>
      tags.length === 0 || (JSON.parse(own) as string[]).some((tag) => tags.includes(tag));
    return new Set(results.filter((row) => allowed(row.tags)).flatMap((row) => row.chunk_ids.split('\n')));
  }
}

const NEWEST = `NOT EXISTS (SELECT 1 FROM vector_ledger AS n
  WHERE n.organization_id = l.organization_id AND n.article_id = l.article_id AND n.version > l.version)`;
