import { and, desc, eq, getTableColumns, isNull, ne, or, sql } from 'drizzle-orm';
import type { Audience } from '../domain/audience.ts';
import { ok, type Result } from '../domain/result.ts';
import { textHash } from './content-hash.ts';
import { type InvalidCursor, type Page, toPage } from './cursor.ts';
import { runBatch } from './database.ts';
import { nowText, type StoreDeps } from './deps.ts';
import { keyset, type PageRequest } from './list-query.ts';
import { articleVersions } from './schema/article-versions.ts';
import { articles } from './schema/articles.ts';

/** A version as it is about to be served. */
export interface ServedVersion {
  organizationId: string;
  articleId: string;
  externalId: string;
  version: number;
  title: string;
  url: string | null;
  locale: string | null;
  /** The cleaned text: every quote is a span of exactly this. */
  text: string;
}

export type StoredVersion = typeof articleVersions.$inferSelect;
/** A version without its text, as lists show it. */
export type VersionHead = Omit<StoredVersion, 'text'>;

export const VERSIONS = {
  /** Versions of an article that stay although no message cites them: enough to see what changed lately. */
  kept: 5,
  /** Days for which a version stays after it was last served: a message that cites it may not be in the archive yet. */
  graceDays: 30,
  /** Rows removed per run: each may hold a megabyte. */
  purged: 200,
} as const;

const { text: _text, ...HEAD } = getTableColumns(articleVersions);

/** The texts that quotes are spans of. Rows are written once and never changed; only the end of their service is noted. */
export class ArticleVersionRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock'>) {
    this.#deps = deps;
  }

  /** Before a version is served: stores it. The same text again changes nothing, other text is a further revision. */
  async keep(served: ServedVersion): Promise<void> {
    const { organizationId, articleId, version, externalId, title, url, locale, text } = served;
    await this.#deps.db.run(sql`
      INSERT INTO article_versions (organization_id, article_id, version, revision, external_id, title, url, locale,
        text, text_hash, served_from)
      SELECT ${organizationId}, ${articleId}, ${version}, coalesce(max(revision), 0) + 1, ${externalId}, ${title},
        ${url}, ${locale}, ${text}, ${await textHash(text)}, ${nowText(this.#deps)}
      FROM article_versions
      WHERE organization_id = ${organizationId} AND article_id = ${articleId} AND version = ${version}
      ON CONFLICT (organization_id, article_id, version, text_hash) DO NOTHING`);
  }

  /** After a version is served: it has no end yet, and whatever was served before it has. */
  async served({ organizationId, articleId, version, text }: ServedVersion): Promise<void> {
    const { db } = this.#deps;
    const hash = await textHash(text);
    const isThis = and(eq(articleVersions.version, version), eq(articleVersions.textHash, hash));
    const ofArticle = this.#ofArticle(organizationId, articleId);
    await runBatch(db, [
      db
        .update(articleVersions)
        .set({ servedUntil: nowText(this.#deps) })
        .where(
          and(
            ofArticle,
            isNull(articleVersions.servedUntil),
            or(ne(articleVersions.version, version), ne(articleVersions.textHash, hash)),
            sql`${articleVersions.version} <= ${version}`,
          ),
        ),
      db.update(articleVersions).set({ servedUntil: null }).where(and(ofArticle, isThis)),
    ]);
  }

  /** One version, or (without `version`) the whole article is served no more. */
  async ended(organizationId: string, articleId: string, version?: number): Promise<void> {
    await this.#deps.db
      .update(articleVersions)
      .set({ servedUntil: nowText(this.#deps) })
      .where(
        and(
          this.#ofArticle(organizationId, articleId),
          isNull(articleVersions.servedUntil),
          version === undefined ? undefined : eq(articleVersions.version, version),
        ),
      );
  }

  /** The newest revision of a version, or the one in which `quote` stands at `start`, where there is one. */
  async get(
    organizationId: string,
    articleId: string,
    version: number,
    at?: { start: number; quote: string },
  ): Promise<StoredVersion | null> {
    const rows = await this.#deps.db
      .select()
      .from(articleVersions)
      .where(and(this.#ofArticle(organizationId, articleId), eq(articleVersions.version, version)))
      .orderBy(desc(articleVersions.revision))
      .limit(REVISIONS);
    const quoted = at && rows.find(({ text }) => text.startsWith(at.quote, at.start));
    return quoted ?? rows[0] ?? null;
  }

  /**
   * The article that a name stands for: the present one of this external id, the one of this id, or the last that had this
   * external id before it was removed. Null where none ever was.
   */
  async articleIdOf(organizationId: string, name: string): Promise<string | null> {
    const { db } = this.#deps;
    const [present] = await db
      .select({ id: articles.id })
      .from(articles)
      .where(and(eq(articles.organizationId, organizationId), eq(articles.externalId, name)))
      .limit(1);
    if (present) return present.id;
    const [own] = await db
      .select({ id: articleVersions.articleId })
      .from(articleVersions)
      .where(this.#ofArticle(organizationId, name))
      .limit(1);
    if (own) return own.id;
    const [last] = await db
      .select({ id: articleVersions.articleId })
      .from(articleVersions)
      .where(and(eq(articleVersions.organizationId, organizationId), eq(articleVersions.externalId, name)))
      .orderBy(desc(articleVersions.servedFrom))
      .limit(1);
    return last?.id ?? null;
  }

  /** The version that an article has now, served already or not, and whom it is for; null where the article is gone. */
  async presentOf(
    organizationId: string,
    articleId: string,
  ): Promise<{ version: number; audience: Audience[] } | null> {
    const [present] = await this.#deps.db
      .select({ version: articles.version, audience: articles.audience })
      .from(articles)
      .where(and(eq(articles.organizationId, organizationId), eq(articles.id, articleId)))
      .limit(1);
    return present ?? null;
  }

  /** Newest first. */
  async list(
    organizationId: string,
    articleId: string,
    request: PageRequest,
  ): Promise<Result<Page<VersionHead>, InvalidCursor>> {
    const { version, revision } = articleVersions;
    const page = keyset('article-versions', version, revision, 'desc', request);
    if (!page.ok) return page;
    const { name, limit, fetch, after, order } = page.value;
    const rows = await this.#deps.db
      .select(HEAD)
      .from(articleVersions)
      .where(and(this.#ofArticle(organizationId, articleId), after))
      .orderBy(...order)
      .limit(fetch);
    const at = (row: VersionHead) => ({ key: String(row.version), id: String(row.revision) });
    return ok(toPage(rows, limit, name, at));
  }

  /** In the first minutes of an hour, removes what nobody cites: versions long out of service that are not among an article's last, or whose article is gone. */
  async purge(): Promise<void> {
    if (this.#deps.clock() % HOUR_MS >= PURGE_MS) return;
    const before = new Date(this.#deps.clock() - VERSIONS.graceDays * 86_400_000).toISOString();
    await this.#deps.db.run(sql`
      DELETE FROM article_versions WHERE rowid IN (
        SELECT v.rowid FROM article_versions AS v
        WHERE v.served_until < ${before}
          AND NOT EXISTS (SELECT 1 FROM message_citations AS c WHERE c.organization_id = v.organization_id
            AND c.article_id = v.article_id AND c.version = v.version)
          AND ((SELECT count(*) FROM article_versions AS n WHERE n.organization_id = v.organization_id
              AND n.article_id = v.article_id AND n.version > v.version) >= ${VERSIONS.kept}
            OR NOT EXISTS (SELECT 1 FROM articles AS a WHERE a.id = v.article_id
              AND a.organization_id = v.organization_id))
        LIMIT ${VERSIONS.purged})`);
  }

  #ofArticle(organizationId: string, articleId: string) {
    return and(eq(articleVersions.organizationId, organizationId), eq(articleVersions.articleId, articleId));
  }
}

const HOUR_MS = 3_600_000;
/** The schedule runs every five minutes; once an hour is enough for what waited a month. */
const PURGE_MS = 300_000;

/** Revisions of one version that are looked through; a new one comes with a new release of the cleaner. */
const REVISIONS = 4;
