import { and, asc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { type Audience, EVERYBODY } from '../domain/audience.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { contentHash } from './content-hash.ts';
import { type InvalidCursor, type Page, toPage } from './cursor.ts';
import { type LimitReached, type NotFound, nowText, type StoreDeps } from './deps.ts';
import { keyset, type PageRequest } from './list-query.ts';
import { type ARTICLE_FORMATS, articles, type INDEX_STATES } from './schema/articles.ts';
import { held, type SyncClaim } from './sync-claim.ts';

export type ArticleFormat = (typeof ARTICLE_FORMATS)[number];
export type IndexState = (typeof INDEX_STATES)[number];

export interface ArticleInput {
  externalId: string;
  title: string;
  body: string;
  format: ArticleFormat;
  url: string | null;
  tags: string[];
  locale: string | null;
  /** Whom it is for, and which products it is about; absent: as it was, and of a new one everybody and all. */
  audience?: Audience[];
  products?: string[];
  /** Days, `YYYY-MM-DD`: when it was last found right, and the last one on which it is told; absent: as it was. */
  reviewedOn?: string | null;
  validUntil?: string | null;
  /** The source that it is made from; absent or null: it is uploaded by itself. */
  sourceId?: string | null;
}

/** The article is another's to write: of a source, or uploaded by itself. */
export type OtherOwner = { reason: 'belongs_to_source' };

/** An article without its body, as lists show it. */
export interface ArticleHead extends Omit<ArticleInput, 'body'> {
  sourceId: string | null;
  audience: Audience[];
  products: string[];
  reviewedOn: string | null;
  validUntil: string | null;
  id: string;
  organizationId: string;
  version: number;
  contentHash: string;
  indexState: IndexState;
  indexError: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface Article extends ArticleHead {
  body: string;
}

export interface ArticleListRequest extends PageRequest {
  indexState?: IndexState | undefined;
  locale?: string | undefined;
}

const { body: _body, ...HEAD } = getTableColumns(articles);

/** Articles as they were given to us; the search index is built from them elsewhere. */
export class ArticleRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock' | 'newId'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock' | 'newId'>) {
    this.#deps = deps;
  }

  async get(organizationId: string, externalId: string): Promise<Article | null> {
    return (
      (await this.#deps.db
        .select()
        .from(articles)
        .where(this.#byExternalId(organizationId, externalId))
        .get()) ?? null
    );
  }

  /** By our own id: for the indexer. */
  async getById(organizationId: string, articleId: string): Promise<Article | null> {
    return (
      (await this.#deps.db.select().from(articles).where(this.#byId(organizationId, articleId)).get()) ?? null
    );
  }

  /** Last changed first. */
  async list(
    organizationId: string,
    request: ArticleListRequest,
  ): Promise<Result<Page<ArticleHead>, InvalidCursor>> {
    const page = keyset('articles', articles.updatedAt, articles.id, 'desc', request);
    if (!page.ok) return page;
    const { name, limit, fetch, after, order } = page.value;
    const filters: SQL[] = [eq(articles.organizationId, organizationId)];
    if (request.indexState !== undefined) filters.push(eq(articles.indexState, request.indexState));
    if (request.locale !== undefined) filters.push(eq(articles.locale, request.locale));
    const rows = await this.#deps.db
      .select(HEAD)
      .from(articles)
      .where(and(...filters, after))
      .orderBy(...order)
      .limit(fetch);
    return ok(toPage(rows, limit, name, (row) => ({ key: row.updatedAt, id: row.id })));
  }

  /**
   * Creates or replaces. The same content again changes nothing (`changed` false); other content raises the version and
   * sets the index state to `pending`. `created` tells a first upload from a replacement. Whoever made an article is the only
   * one to write it: a source its own, and uploads those of no source. A source writes while its claim holds.
   */
  async put(
    organizationId: string,
    input: ArticleInput,
    limit: number,
    claim?: SyncClaim,
  ): Promise<
    Result<{ article: ArticleHead; created: boolean; changed: boolean }, LimitReached | OtherOwner>
  > {
    const stored = await this.#deps.db
      .select(HEAD)
      .from(articles)
      .where(this.#byExternalId(organizationId, input.externalId))
      .get();
    const said = { ...input, ...labelsOf(input, stored) };
    const hash = await contentHash(said);
    if (stored && stored.sourceId !== (input.sourceId ?? null)) return err({ reason: 'belongs_to_source' });
    if (stored?.contentHash === hash) return ok({ article: stored, created: false, changed: false });
    if (stored === undefined && (await this.count(organizationId)) >= limit) {
      return err({ reason: 'limit_reached', limit });
    }
    const written = await this.#write(organizationId, said, hash, claim);
    return written ? ok({ ...written, changed: true }) : err({ reason: 'belongs_to_source' });
  }

  /**
   * Gives all articles of a source their audience at once, and tells which they are. Their hash is cleared, so that the source's
   * next sync makes each a new version.
   */
  async setAudienceOfSource(
    organizationId: string,
    sourceId: string,
    audience: Audience[],
  ): Promise<string[]> {
    const changed = await this.#deps.db
      .update(articles)
      .set({ audience, contentHash: NO_HASH })
      .where(and(eq(articles.organizationId, organizationId), eq(articles.sourceId, sourceId)))
      .returning({ id: articles.id });
    return changed.map(({ id }) => id);
  }

  /** Removes an article and tells its id, by which the index forgets it. */
  async remove(organizationId: string, externalId: string): Promise<Result<{ articleId: string }, NotFound>> {
    const gone = await this.#deps.db
      .delete(articles)
      .where(this.#byExternalId(organizationId, externalId))
      .returning({ articleId: articles.id })
      .get();
    return gone === undefined ? err({ reason: 'not_found' }) : ok(gone);
  }

  /** Notes how indexing of one version ended. A version that is no longer the present one changes nothing: false. */
  async setIndexState(
    organizationId: string,
    articleId: string,
    version: number,
    state: { indexState: 'indexed' } | { indexState: 'failed'; error: string },
  ): Promise<boolean> {
    const indexError = state.indexState === 'failed' ? state.error.slice(0, ERROR_CHARS) : null;
    const changed = await this.#deps.db
      .update(articles)
      .set({ indexState: state.indexState, indexError })
      .where(and(this.#byId(organizationId, articleId), eq(articles.version, version)))
      .returning({ id: articles.id })
      .get();
    return changed !== undefined;
  }

  /** Articles of a source that none of its documents accounts for: what a runner wrote that had lost its claim. */
  async strays(organizationId: string, sourceId: string, limit: number): Promise<ArticleHead[]> {
    return this.#deps.db
      .select(HEAD)
      .from(articles)
      .where(
        and(
          eq(articles.organizationId, organizationId),
          eq(articles.sourceId, sourceId),
          sql`external_id NOT IN (SELECT external_id FROM source_articles
            WHERE organization_id = ${organizationId} AND source_id = ${sourceId})`,
        ),
      )
      .limit(limit);
  }

  /** Articles of all organizations that wait for the index, longest waiting first: for the sweep behind the queue. */
  async pending(limit: number): Promise<{ organizationId: string; articleId: string; version: number }[]> {
    return this.#deps.db
      .select({
        organizationId: articles.organizationId,
        articleId: articles.id,
        version: articles.version,
      })
      .from(articles)
      .where(eq(articles.indexState, 'pending'))
      .orderBy(asc(articles.updatedAt))
      .limit(limit);
  }

  /** Articles of the organization. */
  async count(organizationId: string): Promise<number> {
    return this.#deps.db.$count(articles, eq(articles.organizationId, organizationId));
  }

  #byId(organizationId: string, articleId: string) {
    return and(eq(articles.organizationId, organizationId), eq(articles.id, articleId));
  }

  #byExternalId(organizationId: string, externalId: string) {
    return and(eq(articles.organizationId, organizationId), eq(articles.externalId, externalId));
  }

  async #write(organizationId: string, input: ArticleInput, hash: string, claim: SyncClaim | undefined) {
    const now = nowText(this.#deps);
    const sourceId = input.sourceId ?? null;
    const content = {
      ...input,
      sourceId,
      contentHash: hash,
      indexState: 'pending' as const,
      indexError: null,
    };
    const id = this.#deps.newId('art');
    const [article] = await this.#deps.db
      .insert(articles)
      .values({ ...content, id, organizationId, version: 1, createdAt: now, updatedAt: now })
      .onConflictDoUpdate({
        target: [articles.organizationId, articles.externalId],
        set: { ...content, version: sql`${articles.version} + 1`, updatedAt: now },
        setWhere: sql`${articles.sourceId} IS ${sourceId} AND ${claim ? held(claim) : sql`1`}`,
      })
      .returning(HEAD);
    return article && { article, created: article.id === id };
  }
}

/** What is not said stays: an upload that knows nothing of audiences must not make public what was not. */
function labelsOf(input: ArticleInput, stored: ArticleHead | undefined) {
  const { audience = stored?.audience ?? [...EVERYBODY], products = stored?.products ?? [] } = input;
  const { reviewedOn = stored?.reviewedOn ?? null, validUntil = stored?.validUntil ?? null } = input;
  return { audience, products, reviewedOn, validUntil };
}

/** An index error is for a reader in the console, not a stack trace. */
const ERROR_CHARS = 500;
/** The hash of no article. */
const NO_HASH = '0'.repeat(64);
