import { type Audience, audienceBits } from '../../domain/audience.ts';
import { termPrefix } from './term-prefix.ts';

/** A chunk that may answer. */
export interface FoundChunk {
  chunkId: string;
  articleId: string;
  articleVersion: number;
  ordinal: number;
  title: string;
  heading: string;
  url: string | null;
  locale: string | null;
  /** UTF-16 offset of `text` in the article's text. */
  start: number;
  text: string;
  tags: string[];
  /** The terms that its article begins with. */
  lead: string[];
  /** `YYYY-MM-DD`, when its article was last changed or found right; null: not known. */
  freshOn: string | null;
}

/** Which articles a search is for. */
export interface ChunkScope {
  /** An article must be for one of them. */
  audience: readonly Audience[];
  /** An article must have one of them; none: any. */
  tags: readonly string[];
  /** An article must be about one of them, or about no product in particular; none: any. */
  products: readonly string[];
  /** `YYYY-MM-DD`: what is told until a day before is left out; null: nothing is. */
  today: string | null;
}

/** A product's name as it is compared. */
export function productKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

/** Weights of the columns title, heading, context, body in the index's own first ranking. */
const FIRST_RANK = 'bm25(4.0, 2.0, 0.6, 1.0)';

const COLUMNS =
  'c.chunk_id, c.article_id, c.ordinal, c.heading, c.start_at, c.text, s.version, s.title, s.url, s.locale, s.tags, s.lead, s.fresh_on';

/**
 * One trip: the version of the knowledge base and the chunks that hold any of the terms. Null when it is not `version`.
 * Terms hold only letters, digits and `_.+#`, so quoting them is safe by construction; the quotes make it certain.
 */
export async function findChunks(
  db: D1Database,
  code: number,
  request: ChunkScope & {
    organizationId: string;
    version: number;
    terms: readonly string[];
    limit: number;
  },
): Promise<FoundChunk[] | null> {
  const prefix = termPrefix(code);
  const match = request.terms.map((term) => wanted(prefix, term)).join(' OR ');
  const chunks = db.prepare(
    `SELECT ${COLUMNS}
     FROM chunk_index AS i
     CROSS JOIN chunk AS c ON c.id = i.rowid
     JOIN source AS s ON s.organization_id = c.organization_id AND s.article_id = c.article_id
     WHERE i.chunk_index MATCH ?1 AND i.rank MATCH '${FIRST_RANK}' AND c.organization_id = ?2 ${inScope(4)}
     ORDER BY i.rank LIMIT ?3`,
  );
  const values = [match, request.organizationId, request.limit, ...scopeValues(request)];
  const [base, rows] = await db.batch<Record<string, unknown>>([
    db.prepare('SELECT version FROM knowledge_base WHERE organization_id = ?').bind(request.organizationId),
    chunks.bind(...values),
  ]);
  if (Number(base?.results[0]?.version) !== request.version) return null;
  return (rows?.results ?? []).map(toChunk);
}

/** The condition of a scope; its values are the parameters from `first` on. */
function inScope(first: number): string {
  const [audience, tags, products, today] = [first, first + 1, first + 2, first + 3].map((at) => `?${at}`);
  return `AND s.audience & ${audience} <> 0 AND (${today} IS NULL OR s.valid_until IS NULL OR s.valid_until >= ${today})
     AND (${tags} = '[]' OR EXISTS (
       SELECT 1 FROM json_each(s.tags) AS t WHERE t.value IN (SELECT value FROM json_each(${tags}))))
     AND (${products} = '[]' OR s.products = '[]' OR EXISTS (
       SELECT 1 FROM json_each(s.products) AS p WHERE p.value IN (SELECT value FROM json_each(${products}))))`;
}

function scopeValues({ audience, tags, products, today }: ChunkScope): (string | number | null)[] {
  return [audienceBits(audience), JSON.stringify(tags), JSON.stringify(products.map(productKey)), today];
}

/** Those of the named chunks that are served and in scope. One statement; chunks are reached through their articles' index. */
export async function chunksById(
  db: D1Database,
  organizationId: string,
  wanted: readonly { articleId: string; chunkId: string }[],
  scope: ChunkScope,
): Promise<FoundChunk[]> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS} FROM chunk AS c
       JOIN source AS s ON s.organization_id = c.organization_id AND s.article_id = c.article_id
       WHERE c.organization_id = ?1 AND c.article_id IN (SELECT value FROM json_each(?2))
         AND c.chunk_id IN (SELECT value FROM json_each(?3)) ${inScope(4)}`,
    )
    .bind(
      organizationId,
      JSON.stringify([...new Set(wanted.map((one) => one.articleId))]),
      JSON.stringify(wanted.map((one) => one.chunkId)),
      ...scopeValues(scope),
    )
    .all<Record<string, unknown>>();
  return results.map(toChunk);
}

/** Terms joined by `&` must stand in one chunk; of each, several separated by spaces must stand side by side. */
function wanted(prefix: string, term: string): string {
  const all = term.split('&').map((one) => phrase(prefix, one));
  return all.length === 1 ? (all[0] ?? '') : `(${all.join(' AND ')})`;
}

function phrase(prefix: string, terms: string): string {
  const tokens = terms.replaceAll('"', '').split(' ');
  return `"${tokens.map((term) => prefix + term).join(' ')}"`;
}

function toChunk(row: Record<string, unknown>): FoundChunk {
  return {
    chunkId: String(row.chunk_id),
    articleId: String(row.article_id),
    articleVersion: Number(row.version),
    ordinal: Number(row.ordinal),
    title: String(row.title),
    heading: String(row.heading),
    url: textOrNull(row.url),
    locale: textOrNull(row.locale),
    start: Number(row.start_at),
    text: String(row.text),
    tags: JSON.parse(String(row.tags)) as string[],
    lead: String(row.lead).split(' '),
    freshOn: textOrNull(row.fresh_on),
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
