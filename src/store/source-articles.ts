import { and, asc, eq, sql } from 'drizzle-orm';
import type { StoreDeps } from './deps.ts';
import { sourceArticles } from './schema/sources.ts';
import { commitStep, countChanges, held, type SyncClaim } from './sync-claim.ts';

/** An article of a source: what is wanted of it, and what is served. */
export type SourceArticle = typeof sourceArticles.$inferSelect;

/** Articles of sources: what the collected documents want, against what is served. A sync ends when the two are the same. */
export class SourceArticleRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock'>) {
    this.#deps = deps;
  }

  /** Documents that articles are served from, and those of them that a plan made now would take out. */
  async toVanish(claim: SyncClaim): Promise<{ served: number; vanishing: number }> {
    const { organizationId, sourceId } = claim;
    const found = await this.#deps.db.get<{ served: number; vanishing: number }>(sql`
      SELECT count(*) AS served, coalesce(sum(d.state = 'vanished' OR (d.seen < ${claim.number} AND s.complete = 1)), 0) AS vanishing
      FROM source_documents AS d
      JOIN source_syncs AS s ON s.organization_id = d.organization_id AND s.source_id = d.source_id AND s.number = ${claim.number}
      WHERE d.organization_id = ${organizationId} AND d.source_id = ${sourceId}
        AND EXISTS (SELECT 1 FROM source_articles AS a WHERE a.organization_id = d.organization_id
          AND a.source_id = d.source_id AND a.document = d."key" AND a.applied IS NOT NULL)`);
    return { served: Number(found.served), vanishing: Number(found.vanishing) };
  }

  /**
   * Decides what is applied: what vanished goes, and where the source's labels have changed, all articles are written again.
   * `everything` is for a source that is deleted.
   */
  async plan(claim: SyncClaim, labels: string, everything: boolean): Promise<boolean> {
    const { organizationId, sourceId, number } = claim;
    const mine = sql`organization_id = ${organizationId} AND source_id = ${sourceId} AND ${held(claim)}`;
    const missed = everything
      ? sql`1`
      : sql`seen < ${number} AND EXISTS (SELECT 1 FROM source_syncs AS s WHERE s.organization_id = ${organizationId}
          AND s.source_id = ${sourceId} AND s.number = ${number} AND s.complete = 1)`;
    const relabel = sql`EXISTS (SELECT 1 FROM sources WHERE organization_id = ${organizationId} AND id = ${sourceId}
      AND labels <> ${labels})`;
    return commitStep(
      this.#deps,
      claim,
      [
        sql`UPDATE source_documents SET state = 'vanished', reason = 'not_listed',
            detail = 'It is no longer among the documents of its source.'
          WHERE ${mine} AND state <> 'vanished' AND ${missed}`,
        sql`UPDATE source_articles SET wanted = NULL, failed_in = 0 WHERE ${mine} AND document IN (SELECT "key"
          FROM source_documents WHERE organization_id = ${organizationId} AND source_id = ${sourceId} AND state = 'vanished')`,
        sql`UPDATE source_documents SET raw_hash = NULL, etag = NULL, last_modified = NULL, content = NULL
          WHERE ${mine} AND state = 'vanished'`,
        sql`UPDATE source_articles SET applied = '' WHERE ${mine} AND applied IS NOT NULL AND ${relabel}`,
        sql`UPDATE sources SET labels = ${labels} WHERE organization_id = ${organizationId} AND id = ${sourceId}
          AND ${held(claim)}`,
      ],
      { phase: 'apply' },
    );
  }

  /** Articles for which there is something to do, of documents in order, without those that this sync could not apply. */
  async pending({ organizationId, sourceId, number }: SyncClaim, limit: number): Promise<SourceArticle[]> {
    const { document, part } = sourceArticles;
    return this.#deps.db
      .select()
      .from(sourceArticles)
      .where(
        and(
          eq(sourceArticles.organizationId, organizationId),
          eq(sourceArticles.sourceId, sourceId),
          sql`wanted IS NOT applied AND failed_in < ${number}`,
        ),
      )
      .orderBy(asc(document), asc(part))
      .limit(limit);
  }

  /** Notes that an article is served as wanted, in so many chunks, of which so many have a vector. */
  async applied(
    claim: SyncClaim,
    article: SourceArticle,
    outcome: { articleId: string; chunks: number; embedded: number },
  ): Promise<boolean> {
    const { articleId, chunks, embedded } = outcome;
    return commitStep(this.#deps, claim, [
      sql`UPDATE source_articles SET applied = wanted, article_id = ${articleId}
          WHERE ${this.#row(claim, article)} AND wanted = ${article.wanted} AND wanted IS NOT applied`,
      sql`UPDATE source_syncs SET chunked = chunked + changes() * ${chunks}, embedded = embedded + changes() * ${embedded}
          WHERE organization_id = ${claim.organizationId} AND source_id = ${claim.sourceId} AND number = ${claim.number}
            AND ${held(claim)}`,
    ]);
  }

  /** Notes that an article that had to go is gone. */
  async removed(claim: SyncClaim, article: SourceArticle, wasServed: boolean): Promise<boolean> {
    return commitStep(this.#deps, claim, [
      sql`DELETE FROM source_articles WHERE ${this.#row(claim, article)} AND wanted IS NULL`,
      ...(wasServed ? [countChanges(claim, 'removed')] : []),
    ]);
  }

  /** Notes that an article cannot be served as wanted. What was served before still is, and the next sync tries again. */
  async refused(claim: SyncClaim, article: SourceArticle, reason: string, detail: string): Promise<boolean> {
    const { organizationId, sourceId, number } = claim;
    return commitStep(this.#deps, claim, [
      sql`UPDATE source_articles SET failed_in = ${number} WHERE ${this.#row(claim, article)}`,
      sql`UPDATE source_documents SET state = 'failed', reason = ${reason}, detail = ${detail}, raw_hash = NULL, etag = NULL,
          last_modified = NULL
        WHERE organization_id = ${organizationId} AND source_id = ${sourceId} AND "key" = ${article.document}
          AND state <> 'failed' AND ${held(claim)}`,
      countChanges(claim, 'failed'),
    ]);
  }

  /** Ends the bookkeeping of a sync: what was read is served now, and what vanished is forgotten. */
  async close(claim: SyncClaim): Promise<boolean> {
    const mine = sql`organization_id = ${claim.organizationId} AND source_id = ${claim.sourceId} AND ${held(claim)}`;
    return commitStep(this.#deps, claim, [
      sql`UPDATE source_documents SET state = 'indexed' WHERE ${mine} AND state = 'read'`,
      sql`DELETE FROM source_documents WHERE ${mine} AND state = 'vanished'`,
    ]);
  }

  /** What the source holds: the hash of what was read of each document, in the order of their keys. */
  async contents(
    organizationId: string,
    sourceId: string,
  ): Promise<[key: string, url: string | null, content: string][]> {
    const rows = await this.#deps.db.all<{ key: string; url: string | null; content: string }>(sql`
      SELECT "key", url, content FROM source_documents
      WHERE organization_id = ${organizationId} AND source_id = ${sourceId} AND content IS NOT NULL ORDER BY "key"`);
    return rows.map(({ key, url, content }) => [key, url, content]);
  }

  /** Hashes of stored documents that articles of the source are made from, or wait to be. */
  async needed(organizationId: string, sourceId: string): Promise<string[]> {
    const rows = await this.#deps.db.all<{ content: string }>(sql`
      SELECT DISTINCT content FROM source_articles
      WHERE organization_id = ${organizationId} AND source_id = ${sourceId} AND content IS NOT NULL`);
    return rows.map(({ content }) => content);
  }

  #row(claim: SyncClaim, { document, part }: SourceArticle) {
    return sql`organization_id = ${claim.organizationId} AND source_id = ${claim.sourceId}
      AND document = ${document} AND part = ${part} AND ${held(claim)}`;
  }
}
