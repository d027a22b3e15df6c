import { type MinedSynonym, SYNONYM_KINDS } from '../../domain/mined-synonyms.ts';

/** A pair with how many of the organization's articles say it. */
export interface CountedSynonym extends MinedSynonym {
  articles: number;
  /** One of those articles. */
  articleId: string;
}

/** What an organization's articles say to mean the same, in one version of its knowledge. */
export interface MinedSynonyms {
  version: number;
  pairs: CountedSynonym[];
}

/** Pairs that a search knows, those that most articles say first: at some 100 bytes each, 100 KB an organization in an isolate. */
const PAIRS_MAX = 1_000;
/** Organizations whose pairs an isolate remembers. */
const KEPT = 100;

/** Reads what an organization's articles say to mean the same; null: it has no knowledge. One trip. */
export async function readMinedSynonyms(
  db: D1Database,
  organizationId: string,
): Promise<MinedSynonyms | null> {
  const [base, rows] = await db.batch<Record<string, unknown>>([
    db.prepare('SELECT version FROM knowledge_base WHERE organization_id = ?').bind(organizationId),
    db
      .prepare(
        `SELECT kind, short, long, count(*) AS articles, min(article_id) AS article_id FROM mined_synonym
         WHERE organization_id = ? GROUP BY short, long ORDER BY articles DESC, short, long LIMIT ?`,
      )
      .bind(organizationId, PAIRS_MAX),
  ]);
  const version = base?.results[0]?.version;
  return version === undefined
    ? null
    : { version: Number(version), pairs: (rows?.results ?? []).map(toPair) };
}

function toPair(row: Record<string, unknown>): CountedSynonym {
  return {
    kind: SYNONYM_KINDS.find((kind) => kind === row.kind) ?? 'alias',
    short: String(row.short),
    long: String(row.long),
    articles: Number(row.articles),
    articleId: String(row.article_id),
  };
}

/** The statement that stores an article's pairs, to be run in the batch that replaces the article, whose removal takes them along. */
export function synonymStatements(
  db: D1Database,
  organizationId: string,
  articleId: string,
  pairs: readonly MinedSynonym[],
): D1PreparedStatement[] {
  const clear = db
    .prepare('DELETE FROM mined_synonym WHERE organization_id = ? AND article_id = ?')
    .bind(organizationId, articleId);
  if (pairs.length === 0) return [clear];
  const rows = JSON.stringify(pairs.map(({ kind, short, long }) => [kind, short, long]));
  const insert = db
    .prepare(
      `INSERT OR IGNORE INTO mined_synonym (organization_id, article_id, kind, short, long)
       SELECT ?1, ?2, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?3)`,
    )
    .bind(organizationId, articleId, rows);
  return [clear, insert];
}

/** The pairs of organizations that were asked lately, each valid for one version. Only speed depends on it. */
export class MinedSynonymCache {
  private readonly kept = new Map<string, MinedSynonyms>();

  get(organizationId: string): MinedSynonyms | undefined {
    return this.kept.get(organizationId);
  }

  set(organizationId: string, mined: MinedSynonyms): void {
    this.kept.delete(organizationId);
    this.kept.set(organizationId, mined);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT) return;
      this.kept.delete(oldest);
    }
  }
}
