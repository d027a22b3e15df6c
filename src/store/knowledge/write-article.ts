import { type Audience, audienceBits } from '../../domain/audience.ts';
import type { MinedSynonym } from '../../domain/mined-synonyms.ts';
import { productKey } from './find-chunks.ts';
import { synonymStatements } from './mined-synonyms.ts';
import { termPrefix } from './term-prefix.ts';

/** An article ready to be stored; `src/retrieve` makes it. */
export interface StoredArticle {
  organizationId: string;
  articleId: string;
  version: number;
  title: string;
  url: string | null;
  tags: string[];
  locale: string | null;
  audience: readonly Audience[];
  products: readonly string[];
  freshOn: string | null;
  validUntil: string | null;
  text: string;
  lead: string[];
  synonyms: readonly MinedSynonym[];
  chunks: {
    chunkId: string;
    ordinal: number;
    heading: string;
    start: number;
    end: number;
    text: string;
    terms: { title: string[]; heading: string[]; context: string[]; body: string[] };
  }[];
}

/** UTF-16 units of one JSON parameter: four bytes each at worst stays below D1's 2 MB a value. */
const JSON_CHARS = 400_000;

/** The statements that replace an article; run them as one batch. None has more than thirteen parameters. */
export function replaceStatements(
  db: D1Database,
  code: number,
  article: StoredArticle,
): D1PreparedStatement[] {
  const { organizationId, articleId } = article;
  const prefix = termPrefix(code);
  const parts = split(article.chunks.map((chunk) => row(prefix, chunk)));
  return [
    ...clearStatements(db, organizationId, articleId),
    db
      .prepare(
        `INSERT INTO source (organization_id, article_id, version, title, url, tags, locale, text, lead, products, audience,
           fresh_on, valid_until)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (organization_id, article_id) DO UPDATE SET version = excluded.version, title = excluded.title,
           url = excluded.url, tags = excluded.tags, locale = excluded.locale, text = excluded.text,
           lead = excluded.lead, products = excluded.products, audience = excluded.audience,
           fresh_on = excluded.fresh_on, valid_until = excluded.valid_until`,
      )
      .bind(
        organizationId,
        articleId,
        article.version,
        article.title,
        article.url,
        JSON.stringify(article.tags),
        article.locale,
        article.text,
        article.lead.join(' '),
        JSON.stringify(article.products.map(productKey)),
        audienceBits(article.audience),
        article.freshOn,
        article.validUntil,
      ),
    ...synonymStatements(db, organizationId, articleId, article.synonyms),
    ...parts.flatMap((json) => insertStatements(db, organizationId, articleId, json)),
    db
      .prepare(
        `UPDATE knowledge_base SET version = version + 1, chunks = chunks + ?2, terms = terms + ?3
         WHERE organization_id = ?1`,
      )
      .bind(
        organizationId,
        article.chunks.length,
        article.chunks.reduce((sum, chunk) => sum + chunk.terms.body.length, 0),
      ),
  ];
}

/** The statements that take an article out; run them as one batch. */
export function removeStatements(
  db: D1Database,
  organizationId: string,
  articleId: string,
): D1PreparedStatement[] {
  return [
    ...clearStatements(db, organizationId, articleId),
    db
      .prepare('DELETE FROM source WHERE organization_id = ? AND article_id = ?')
      .bind(organizationId, articleId),
    db
      .prepare('UPDATE knowledge_base SET version = version + 1 WHERE organization_id = ?')
      .bind(organizationId),
  ];
}

function clearStatements(db: D1Database, organizationId: string, articleId: string): D1PreparedStatement[] {
  const own = 'SELECT id FROM chunk WHERE organization_id = ?1 AND article_id = ?2';
  return [
    `UPDATE knowledge_base SET
       chunks = chunks - (SELECT count(*) FROM chunk WHERE organization_id = ?1 AND article_id = ?2),
       terms = terms - (SELECT coalesce(sum(terms), 0) FROM chunk WHERE organization_id = ?1 AND article_id = ?2)
     WHERE organization_id = ?1`,
    `DELETE FROM chunk_index WHERE rowid IN (${own})`,
    'DELETE FROM chunk WHERE organization_id = ?1 AND article_id = ?2',
  ].map((sql) => db.prepare(sql).bind(organizationId, articleId));
}

function insertStatements(
  db: D1Database,
  organizationId: string,
  articleId: string,
  json: string,
): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `INSERT INTO chunk (chunk_id, organization_id, article_id, ordinal, heading, start_at, end_at, text, terms)
         SELECT value ->> 0, ?1, ?2, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
         FROM json_each(?3)`,
      )
      .bind(organizationId, articleId, json),
    db
      .prepare(
        `INSERT INTO chunk_index (rowid, title, heading, context, body)
         SELECT c.id, j.value ->> 7, j.value ->> 8, j.value ->> 9, j.value ->> 10
         FROM json_each(?3) AS j
         CROSS JOIN chunk AS c ON c.organization_id = ?1 AND c.article_id = ?2 AND c.ordinal = j.value ->> 1`,
      )
      .bind(organizationId, articleId, json),
  ];
}

function row(prefix: string, chunk: StoredArticle['chunks'][number]): string {
  const terms = (list: string[]) => list.map((term) => prefix + term).join(' ');
  return JSON.stringify([
    chunk.chunkId,
    chunk.ordinal,
    chunk.heading,
    chunk.start,
    chunk.end,
    chunk.text,
    chunk.terms.body.length,
    terms(chunk.terms.title),
    terms(chunk.terms.heading),
    terms(chunk.terms.context),
    terms(chunk.terms.body),
  ]);
}

function split(rows: string[]): string[] {
  const parts: string[] = [];
  let open: string[] = [];
  let size = 0;
  for (const one of rows) {
    if (open.length > 0 && size + one.length > JSON_CHARS) {
      parts.push(`[${open.join(',')}]`);
      open = [];
      size = 0;
    }
    open.push(one);
    size += one.length + 1;
  }
  if (open.length > 0) parts.push(`[${open.join(',')}]`);
  return parts;
}
