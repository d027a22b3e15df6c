/** A chunk's place in its article, and the chunks beside it, as UTF-16 spans of the article's text. */
export interface ChunkSurroundings {
  articleId: string;
  articleVersion: number;
  ordinal: number;
  text: string;
  before: ChunkPlace | null;
  after: ChunkPlace | null;
}

interface ChunkPlace {
  heading: string;
  start: number;
  end: number;
}

/** Characters of an article that are read for its neighbours: some 100 pages; of longer ones a passage stays as it is. */
const TEXT_CHARS = 300_000;

/** The chunks beside the named ones, with the texts of their articles, of those that are served in that version. One trip. */
export async function aroundChunks(
  db: D1Database,
  organizationId: string,
  wanted: readonly { articleId: string; articleVersion: number; ordinal: number }[],
): Promise<ChunkSurroundings[]> {
  const list = JSON.stringify(wanted.map((one) => [one.articleId, one.articleVersion, one.ordinal]));
  const served = `FROM json_each(?2) AS w
     CROSS JOIN source AS s ON s.organization_id = ?1 AND s.article_id = w.value ->> 0 AND s.version = w.value ->> 1`;
  const [places, texts] = await db.batch<Record<string, unknown>>([
    db
      .prepare(
        `SELECT w.key AS at, c.ordinal - (w.value ->> 2) AS side, c.heading, c.start_at, c.end_at ${served}
         CROSS JOIN chunk AS c ON c.organization_id = ?1 AND c.article_id = s.article_id
           AND c.ordinal IN ((w.value ->> 2) - 1, (w.value ->> 2) + 1)`,
      )
      .bind(organizationId, list),
    db
      .prepare(`SELECT DISTINCT s.article_id, s.text ${served} WHERE length(s.text) <= ?3`)
      .bind(organizationId, list, TEXT_CHARS),
  ]);
  const textOf = new Map((texts?.results ?? []).map((row) => [String(row.article_id), String(row.text)]));
  return wanted.flatMap((one, at) => {
    const text = textOf.get(one.articleId);
    if (text === undefined) return [];
    const beside = (side: number) =>
      (places?.results ?? [])
        .filter((row) => Number(row.at) === at && Number(row.side) === side)
        .map(toPlace)[0];
    const { articleId, articleVersion, ordinal } = one;
    return [
      { articleId, articleVersion, ordinal, text, before: beside(-1) ?? null, after: beside(1) ?? null },
    ];
  });
}

function toPlace(row: Record<string, unknown>): ChunkPlace {
  return { heading: String(row.heading), start: Number(row.start_at), end: Number(row.end_at) };
}
