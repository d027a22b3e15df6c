import { termPrefix } from './term-prefix.ts';

export interface LexiconRead {
  version: number;
  chunks: number;
  averageTerms: number;
  frequency: Map<string, number>;
  similar: Map<string, { term: string; chunks: number }[]>;
}

/** Letters before which a word is too short to be repaired: three letters are one edit from half the vocabulary. */
const SHORTEST_REPAIR = 4;
/**
 * Chunks above which a neighbour must share two letters at the start, not one: the vocabulary counts every posting that it comes
 * by, and a twentieth of them is too many.
 */
const LARGE = 20_000;
/** A neighbour differs by at most two in length, or is longer and begins with the word. */
const NEIGHBOURS = `WITH unknown AS MATERIALIZED (
     SELECT w.value AS word, ?3 || substr(w.value, 1, b.shared) AS low, ?3 || substr(w.value, 1, b.shared) || char(1114111) AS high
     FROM json_each(?1) AS w, (
       SELECT CASE WHEN chunks > ${LARGE} THEN 2 ELSE 1 END AS shared FROM knowledge_base WHERE organization_id = ?4
     ) AS b
     WHERE length(w.value) >= ${SHORTEST_REPAIR} AND w.value NOT GLOB '*[^a-z]*'
       AND NOT EXISTS (SELECT 1 FROM chunk_vocabulary AS k WHERE k.term = ?3 || w.value)
   )
   SELECT u.word, group_concat(substr(v.term, ?2) || ' ' || v.doc, char(10)) AS near
   FROM unknown AS u CROSS JOIN chunk_vocabulary AS v ON v.term >= u.low AND v.term < u.high
   WHERE length(v.term) BETWEEN length(u.word) - 2 + ?2 - 1 AND length(u.word) + 2 + ?2 - 1
     OR substr(v.term, ?2, length(u.word)) = u.word
   GROUP BY u.word`;

/**
 * Reads, in one trip, the state of an organization's knowledge base, what it knows of `terms`, and of those `repaired` that it does not
 * know what is spelled like them; null: it has none.
 */
export async function readLexicon(
  db: D1Database,
  organizationId: string,
  code: number,
  terms: readonly string[],
  repaired: readonly string[],
): Promise<LexiconRead | null> {
  const prefix = termPrefix(code);
  const [base, known, near] = await db.batch<Record<string, unknown>>([
    db
      .prepare('SELECT version, chunks, terms FROM knowledge_base WHERE organization_id = ?')
      .bind(organizationId),
    db
      .prepare(
        `SELECT w.value AS term, v.doc AS chunks FROM json_each(?1) AS w
         JOIN chunk_vocabulary AS v ON v.term = ?2 || w.value`,
      )
      .bind(JSON.stringify(terms), prefix),
    db.prepare(NEIGHBOURS).bind(JSON.stringify(repaired), prefix.length + 1, prefix, organizationId),
  ]);
  const row = base?.results[0];
  if (!row) return null;
  const chunks = Number(row.chunks);
  return {
    version: Number(row.version),
    chunks,
    averageTerms: chunks > 0 ? Number(row.terms) / chunks : 0,
    frequency: new Map((known?.results ?? []).map((one) => [String(one.term), Number(one.chunks)])),
    similar: new Map((near?.results ?? []).map((one) => [String(one.word), neighbours(String(one.near))])),
  };
}

function neighbours(list: string): { term: string; chunks: number }[] {
  return list.split('\n').map((line) => {
    const space = line.lastIndexOf(' ');
    return { term: line.slice(0, space), chunks: Number(line.slice(space + 1)) };
  });
}
