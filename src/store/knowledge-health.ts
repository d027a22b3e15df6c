import { type SQL, sql } from 'drizzle-orm';
import type { StoreDeps } from './deps.ts';
import type { GapSpan } from './knowledge-gaps.ts';

/** How an article did in a period. */
export interface ArticleUse {
  articleId: string;
  externalId: string;
  title: string;
  url: string | null;
  updatedAt: string;
  cited: number;
  citedBefore: number;
  lastCitedAt: string | null;
  failed: number;
}

export interface UseList {
  total: number;
  data: ArticleUse[];
}

/** Articles of a list: nobody works off more at a time. */
const LISTED = 50;

/** Failed articles that are looked at, most failures first: the likeliest of them are all among these. */
const FAILED_AT_MOST = 500;

/** Citations before, from which a loss means something, and the share that must be left. */
const CITED_BEFORE = 8;
const LEFT_OF_BEFORE = 0.5;

/** What answers say about the articles that they cite. Reads all citations of two periods: not for every page view. */
export class HealthRepository {
  readonly #deps: Pick<StoreDeps, 'db'>;

  constructor(deps: Pick<StoreDeps, 'db'>) {
    this.#deps = deps;
  }

  async articles(organizationId: string): Promise<number> {
    const row = await this.#deps.db.get<{ n: number }>(
      sql`SELECT COUNT(*) AS n FROM articles WHERE organization_id = ${organizationId}`,
    );
    return row?.n ?? 0;
  }

  /** The ids that their owner chose, by ours. */
  async externalIds(organizationId: string, articleIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.#deps.db.all<{ id: string; externalId: string }>(sql`
      SELECT id, external_id AS externalId FROM articles WHERE organization_id = ${organizationId}
        AND id IN (SELECT value FROM json_each(${JSON.stringify(articleIds)}))`);
    return new Map(rows.map(({ id, externalId }) => [id, externalId]));
  }

  /** Not changed since `changedBefore`, and still cited: most cited first. */
  stale(organizationId: string, span: GapSpan, changedBefore: string): Promise<UseList> {
    return this.#list(
      organizationId,
      span,
      sql`articles.updated_at < ${changedBefore} AND cited > 0`,
      sql`cited DESC`,
    );
  }

  /** Cited at most half as often as in the period before: greatest loss first. */
  declining(organizationId: string, span: GapSpan): Promise<UseList> {
    return this.#list(
      organizationId,
      span,
      sql`citedBefore >= ${CITED_BEFORE} AND cited <= citedBefore * ${LEFT_OF_BEFORE}`,
      sql`citedBefore - cited DESC`,
    );
  }

  /** There since before the period, and cited in nothing that is kept: oldest first. */
  unused(organizationId: string, span: GapSpan): Promise<UseList> {
    return this.#list(
      organizationId,
      span,
      sql`articles.created_at < ${span.from} AND used.article_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM question_citations ever
        WHERE ever.organization_id = ${organizationId} AND ever.article_id = articles.id)`,
      sql`articles.created_at`,
    );
  }

  /** Cited in answers that failed: most failures first; who compares shares, sorts again. */
  failing(organizationId: string, span: GapSpan): Promise<UseList> {
    return this.#list(organizationId, span, sql`failed > 0`, sql`failed DESC, cited`, FAILED_AT_MOST);
  }

  async #list(
    organizationId: string,
    span: GapSpan,
    which: SQL,
    order: SQL,
    limit = LISTED,
  ): Promise<UseList> {
    const rows = await this.#deps.db.all<ArticleUse & { total: number }>(sql`
      SELECT articles.id AS articleId, articles.external_id AS externalId, articles.title, articles.url,
        articles.updated_at AS updatedAt, COALESCE(used.cited, 0) AS cited, COALESCE(used.before, 0) AS citedBefore,
        used.last AS lastCitedAt, COALESCE(used.failed, 0) AS failed, COUNT(*) OVER () AS total
      FROM articles LEFT JOIN (
        SELECT article_id, SUM(asked_at >= ${span.from}) AS cited, SUM(asked_at < ${span.from}) AS before,
          MAX(asked_at) AS last, SUM(failed AND asked_at >= ${span.from}) AS failed
        FROM question_citations
        WHERE organization_id = ${organizationId} AND asked_at >= ${span.before} GROUP BY article_id
      ) used ON used.article_id = articles.id
      WHERE articles.organization_id = ${organizationId} AND ${which}
      ORDER BY ${order}, articles.id LIMIT ${limit}`);
    return { total: rows[0]?.total ?? 0, data: rows.map(({ total: _total, ...row }) => row) };
  }
}
