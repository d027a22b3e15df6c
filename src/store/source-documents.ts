import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm';
import { nowText, type StoreDeps } from './deps.ts';
import { sourceDocuments } from './schema/sources.ts';
import { commitStep, countChanges, held, type SyncChange, type SyncClaim } from './sync-claim.ts';

export type SourceDocument = typeof sourceDocuments.$inferSelect;
export type DocumentState = SourceDocument['state'];

/** A document as a list shows it, with the articles that are served from it. */
export interface DocumentView
  extends Pick<SourceDocument, 'key' | 'url' | 'state' | 'reason' | 'detail' | 'updatedAt'> {
  articles: number;
  articleId: string | null;
  externalId: string | null;
}

/** A document as a listing names it. */
export interface Listed {
  key: string;
  url: string | null;
  depth: number;
  hash: string | null;
  content: string | null;
}

/** How a piece of a listing is taken. */
export interface ListOptions {
  /** Documents wait even where they are known not to have changed. */
  fresh: boolean;
  documentsMax: number;
  /** Known documents are left alone. */
  newOnly?: boolean;
}

/** What came of a document; `links` are documents that it named. */
export type Outcome =
  | { kind: 'unchanged' }
  | {
      kind: 'read';
      /** What tells whether it has changed by the next time. */
      rawHash: string | null;
      etag: string | null;
      lastModified: string | null;
      /** What it says, and the articles to be made of that. */
      content: string;
      parts: readonly { key: string; hash: string; externalId: string }[];
      /** False where nothing was fetched for it. */
      fetched: boolean;
    }
  | { kind: 'failed' | 'skipped' | 'vanished'; reason: string; detail: string }
  /** It is tried again, after the others. */
  | { kind: 'again'; reason: string; detail: string };

/** Parts of a document in a statement: what is written of them fits one value of D1, which ends at 2 MB. */
const PARTS_AT_ONCE = 4_000;
/** Detail for a reader in the console. */
const DETAIL_CHARS = 500;

/** Documents of sources, as their syncs find them. Collecting changes nothing that is served. */
export class SourceDocumentRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock'>) {
    this.#deps = deps;
  }

  /** In the order of their keys, after `after`. */
  async list(
    organizationId: string,
    sourceId: string,
    request: { state?: DocumentState | undefined; after?: string | undefined; limit: number },
  ): Promise<DocumentView[]> {
    const { key, url, state, reason, detail, updatedAt } = sourceDocuments;
    const served = sql`FROM source_articles AS a WHERE a.organization_id = ${organizationId} AND a.source_id = ${sourceId}
      AND a.document = ${sourceDocuments}.${sql.identifier('key')} AND a.applied IS NOT NULL`;
    return this.#deps.db
      .select({
        ...{ key, url, state, reason, detail, updatedAt },
        articles: sql<number>`(SELECT count(*) ${served})`,
        articleId: sql<string | null>`(SELECT a.article_id ${served} ORDER BY a.part LIMIT 1)`,
        externalId: sql<string | null>`(SELECT a.external_id ${served} ORDER BY a.part LIMIT 1)`,
      })
      .from(sourceDocuments)
      .where(
        and(
          eq(sourceDocuments.organizationId, organizationId),
          eq(sourceDocuments.sourceId, sourceId),
          request.state === undefined ? undefined : eq(state, request.state),
          request.after === undefined ? undefined : gt(key, request.after),
        ),
      )
      .orderBy(asc(key))
      .limit(request.limit);
  }

  /** Documents that wait to be fetched: those tried least first, then those nearest to where the listing began. */
  async waiting({ organizationId, sourceId }: SyncClaim, limit: number): Promise<SourceDocument[]> {
    const { tries, depth, key } = sourceDocuments;
    return this.#deps.db
      .select()
      .from(sourceDocuments)
      .where(
        and(
          eq(sourceDocuments.organizationId, organizationId),
          eq(sourceDocuments.sourceId, sourceId),
          sql`state = 'waiting'`,
        ),
      )
      .orderBy(asc(tries), asc(depth), asc(key))
      .limit(limit);
  }

  /** Notes, before anything is done for them, that documents are tried: so those that end their process are known. */
  async tried(claim: SyncClaim, keys: readonly string[]): Promise<boolean> {
    return commitStep(this.#deps, claim, [
      sql`UPDATE source_documents SET tries = tries + 1
        WHERE ${own(claim)} AND "key" IN (SELECT value FROM json_each(${JSON.stringify(keys)})) AND ${held(claim)}`,
    ]);
  }

  /** Begins the listing: what an earlier sync left waiting is what it was before. */
  async settle(claim: SyncClaim): Promise<boolean> {
    return commitStep(this.#deps, claim, [
      sql`DELETE FROM source_documents WHERE ${own(claim)} AND state = 'waiting' AND content IS NULL AND seen < ${claim.number}
        AND ${held(claim)}`,
      sql`UPDATE source_documents SET state = ${SERVED} WHERE ${own(claim)} AND state = 'waiting' AND seen < ${claim.number}
        AND ${held(claim)}`,
    ]);
  }

  /** Makes documents that failed wait again. Nothing else is looked at, so nothing else may be held for vanished. */
  async retryFailed(claim: SyncClaim): Promise<boolean> {
    return commitStep(
      this.#deps,
      claim,
      [
        sql`UPDATE source_documents SET state = 'waiting', seen = ${claim.number}, tries = 0
          WHERE ${own(claim)} AND state = 'failed' AND seen < ${claim.number} AND ${held(claim)}`,
        countChanges(claim, 'found'),
      ],
      { complete: false, rechecked: true, phase: 'collect' },
    );
  }

  /** Takes a piece of the listing. */
  async listed(
    claim: SyncClaim,
    documents: readonly Listed[],
    options: ListOptions,
    change: SyncChange,
  ): Promise<boolean> {
    return commitStep(this.#deps, claim, this.#list(claim, documents, options), change);
  }

  /** Makes documents wait that a listing did not name which is not complete: they are asked for themselves. */
  async recheck(claim: SyncClaim): Promise<boolean> {
    return commitStep(
      this.#deps,
      claim,
      [
        sql`UPDATE source_documents SET state = 'waiting', seen = ${claim.number}, tries = 0
          WHERE ${own(claim)} AND seen < ${claim.number} AND ${held(claim)}`,
        countChanges(claim, 'found'),
      ],
      { rechecked: true },
    );
  }

  /** Notes what came of a document that waited; the same again changes nothing. `links` are documents that it named. */
  async settled(
    claim: SyncClaim,
    key: string,
    outcome: Outcome,
    links: { documents: readonly Listed[] } & Omit<ListOptions, 'fresh'>,
    change: SyncChange,
  ): Promise<boolean> {
    const options = { ...links, fresh: false };
    return commitStep(
      this.#deps,
      claim,
      [
        ...this.#outcome(claim, key, outcome),
        ...(links.documents.length === 0 ? [] : this.#list(claim, links.documents, options)),
      ],
      change,
    );
  }

  #outcome(claim: SyncClaim, key: string, outcome: Outcome): SQL[] {
    const now = nowText(this.#deps);
    const row = sql`${own(claim)} AND "key" = ${key} AND state = 'waiting' AND ${held(claim)}`;
    if (outcome.kind === 'unchanged') {
      return [
        sql`UPDATE source_documents SET state = ${SERVED}, reason = NULL, detail = NULL WHERE ${row}`,
        countChanges(claim, 'unchanged'),
      ];
    }
    if (outcome.kind === 'read') return this.#read(claim, key, outcome, row);
    const { kind, reason } = outcome;
    const detail = outcome.detail.slice(0, DETAIL_CHARS);
    const state = kind === 'again' ? 'waiting' : kind;
    const counted = kind === 'failed' ? [countChanges(claim, 'failed')] : [];
    return [
      sql`UPDATE source_documents SET state = ${state}, reason = ${reason}, detail = ${detail}, updated_at = ${now}
        WHERE ${row}`,
      ...counted,
    ];
  }

  #read(claim: SyncClaim, key: string, read: Extract<Outcome, { kind: 'read' }>, row: SQL): SQL[] {
    const { organizationId, sourceId } = claim;
    const { rawHash, etag, lastModified, content } = read;
    const waits = sql`EXISTS (SELECT 1 FROM source_documents WHERE ${row})`;
    const upserts: SQL[] = [];
    for (let from = 0; from < read.parts.length; from += PARTS_AT_ONCE) {
      const some = read.parts.slice(from, from + PARTS_AT_ONCE);
      const parts = JSON.stringify(some.map((part) => [part.key, part.hash, part.externalId]));
      upserts.push(sql`INSERT INTO source_articles (organization_id, source_id, document, part, external_id, wanted, content)
        SELECT ${organizationId}, ${sourceId}, ${key}, value ->> 0, value ->> 2, value ->> 1, ${content}
        FROM json_each(${parts}) WHERE ${waits}
        ON CONFLICT (organization_id, source_id, document, part)
        DO UPDATE SET wanted = excluded.wanted, content = excluded.content, failed_in = 0`);
    }
    return [
      ...upserts,
      // What is not of the new content is no longer in the document.
      sql`UPDATE source_articles SET wanted = NULL, failed_in = 0 WHERE organization_id = ${organizationId}
        AND source_id = ${sourceId} AND document = ${key} AND ${waits} AND content IS NOT ${content}`,
      sql`UPDATE source_documents SET state = 'read', reason = NULL, detail = NULL, raw_hash = ${rawHash}, etag = ${etag},
        last_modified = ${lastModified}, content = ${content}, updated_at = ${nowText(this.#deps)} WHERE ${row}`,
      read.fetched ? countChanges(claim, 'fetched', 'read') : countChanges(claim, 'read'),
    ];
  }

  /**
   * New documents wait, as many as there is room for; known ones are seen, and wait unless they are known not to have changed.
   * What a sync has seen is not looked at again by it.
   */
  #list(
    claim: SyncClaim,
    documents: readonly Listed[],
    { fresh, documentsMax, newOnly = false }: ListOptions,
  ): SQL[] {
    const { organizationId, sourceId, number } = claim;
    const now = nowText(this.#deps);
    const once = new Map(documents.map((one) => [one.key, one]));
    const rows = JSON.stringify(
      [...once.values()].map(({ key, url, depth, hash, content }) => [key, url, depth, hash, content]),
    );
    const unseen = sql`d.organization_id = ${organizationId} AND d.source_id = ${sourceId} AND d."key" = l.value ->> 0
      AND d.seen < ${number} AND ${Number(!newOnly)} AND ${held(claim)}`;
    const same = sql`((l.value ->> 4) = d.content OR (l.value ->> 3) = d.raw_hash)
      AND d.state IN ('read', 'indexed', 'skipped') AND ${Number(!fresh)}`;
    const missing = sql`NOT EXISTS (SELECT 1 FROM source_documents AS known WHERE known.organization_id = ${organizationId}
      AND known.source_id = ${sourceId} AND known."key" = l.value ->> 0)`;
    return [
      sql`UPDATE source_documents AS d SET seen = ${number}, tries = 0, reason = NULL, detail = NULL, depth = l.value ->> 2
        FROM json_each(${rows}) AS l WHERE ${unseen} AND ${same}`,
      countChanges(claim, 'found', 'unchanged'),
      sql`UPDATE source_documents AS d SET seen = ${number}, tries = 0, state = 'waiting', depth = l.value ->> 2,
          url = l.value ->> 1
        FROM json_each(${rows}) AS l WHERE ${unseen}`,
      countChanges(claim, 'found'),
      sql`INSERT INTO source_documents (organization_id, source_id, "key", url, state, depth, seen, updated_at)
        SELECT ${organizationId}, ${sourceId}, l.value ->> 0, l.value ->> 1, 'waiting', l.value ->> 2, ${number}, ${now}
        FROM json_each(${rows}) AS l WHERE ${missing} AND ${held(claim)}
        LIMIT max(0, ${documentsMax} - (SELECT count(*) FROM source_documents
          WHERE organization_id = ${organizationId} AND source_id = ${sourceId}))`,
      countChanges(claim, 'found'),
      sql`UPDATE source_syncs SET complete = 0 WHERE organization_id = ${organizationId} AND source_id = ${sourceId}
        AND number = ${number} AND ${held(claim)}
        AND EXISTS (SELECT 1 FROM json_each(${rows}) AS l WHERE ${missing})`,
    ];
  }
}

/** The state of a document that waited and has not changed: it is served unless a sync is still to apply it. */
const SERVED = sql`CASE WHEN EXISTS (SELECT 1 FROM source_articles AS a
  WHERE a.organization_id = source_documents.organization_id AND a.source_id = source_documents.source_id
    AND a.document = source_documents."key" AND a.wanted IS NOT a.applied) THEN 'read' ELSE 'indexed' END`;

function own({ organizationId, sourceId }: SyncClaim): SQL {
  return sql`organization_id = ${organizationId} AND source_id = ${sourceId}`;
}
