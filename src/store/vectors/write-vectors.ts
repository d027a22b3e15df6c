import { languageOf } from '../../domain/vectors.ts';
import type { ArticleVectors } from './group-by-article.ts';
import { packVectors, quantize } from './quantize.ts';

/** Chunks a row: at 1,536 dimensions 530 KB of text, a quarter of what D1 takes. */
const CHUNKS_A_ROW = 256;

/** The statements that store articles' vectors; run them as one batch, whose first result has the new revision. */
export function replaceStatements(
  db: D1Database,
  organizationId: string,
  space: { name: string; dimensions: number },
  articles: readonly ArticleVectors[],
): D1PreparedStatement[] {
  const insert = db.prepare(
    `INSERT INTO vector_block
       (organization_id, article_id, part, version, revision, space, language, tags, chunk_ids, vectors)
     SELECT ?1, ?2, ?3, ?4, (SELECT revision FROM vector_base WHERE organization_id = ?1), ?5, ?6, ?7, ?8, ?9
     WHERE NOT EXISTS (SELECT 1 FROM vector_block WHERE organization_id = ?1 AND article_id = ?2 AND version > ?4)`,
  );
  const clear = db.prepare(
    'DELETE FROM vector_block WHERE organization_id = ?1 AND article_id = ?2 AND version <= ?3',
  );
  const rows = articles.flatMap((article) => {
    const { articleId, version, locale, tags, chunks } = article;
    const parts = Array.from({ length: Math.ceil(chunks.length / CHUNKS_A_ROW) }, (_, part) => {
      const own = chunks.slice(part * CHUNKS_A_ROW, (part + 1) * CHUNKS_A_ROW);
      return insert.bind(
        organizationId,
        articleId,
        part,
        version,
        space.name,
        languageOf(locale),
        JSON.stringify(tags),
        own.map(({ chunkId }) => chunkId).join('\n'),
        packVectors(
          own.map(({ vector }) => quantize(vector)),
          space.dimensions,
        ),
      );
    });
    return [clear.bind(organizationId, articleId, version), ...parts];
  });
  return [nextRevision(db, organizationId), ...rows];
}

/** The statements that leave of an article's versions below `below` only that they were removed. */
export function removeStatements(
  db: D1Database,
  organizationId: string,
  articleId: string,
  below: number,
): D1PreparedStatement[] {
  return [
    nextRevision(db, organizationId),
    db
      .prepare(
        `UPDATE vector_block SET chunk_ids = '', vectors = '',
           revision = (SELECT revision FROM vector_base WHERE organization_id = ?1)
         WHERE organization_id = ?1 AND article_id = ?2 AND version < ?3 AND part = 0 AND chunk_ids <> ''`,
      )
      .bind(organizationId, articleId, below),
    db
      .prepare(
        'DELETE FROM vector_block WHERE organization_id = ?1 AND article_id = ?2 AND version < ?3 AND part > 0',
      )
      .bind(organizationId, articleId, below),
  ];
}

/** Forgets what was removed; copies that did not hear of it are older than `floor` then, and are read anew. */
export function compactStatements(db: D1Database, organizationId: string): D1PreparedStatement[] {
  return [
    `UPDATE vector_base SET floor = revision WHERE organization_id = ?1
       AND EXISTS (SELECT 1 FROM vector_block WHERE organization_id = ?1 AND chunk_ids = '')`,
    "DELETE FROM vector_block WHERE organization_id = ?1 AND chunk_ids = ''",
  ].map((sql) => db.prepare(sql).bind(organizationId));
}

function nextRevision(db: D1Database, organizationId: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO vector_base (organization_id, revision) VALUES (?1, 1)
       ON CONFLICT (organization_id) DO UPDATE SET revision = revision + 1 RETURNING revision`,
    )
    .bind(organizationId);
}
