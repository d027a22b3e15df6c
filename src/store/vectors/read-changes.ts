import { unpackVectors } from './quantize.ts';
import type { MemoryBlock } from './vector-memory.ts';

/** Where a copy stands: all rows up to this revision and, within it, this row are in it. */
export interface Cursor {
  revision: number;
  id: number;
}

export interface Changes {
  blocks: MemoryBlock[];
  cursor: Cursor;
  /** The copy missed removals that are no longer recorded: it must start from nothing. */
  expired: boolean;
  /** Nothing is left to read. */
  complete: boolean;
  /** How many rows to ask for next, by how large these were. */
  nextRows: number;
}

/** UTF-16 units of vectors a page aims at: a few milliseconds to decode, and 4 MB in memory beside the copy. */
const PAGE_CHARS = 2_000_000;
const MOST_ROWS = 2_000;

/** One trip: the state of an organization's vectors, and a page of what changed after the cursor. Throws what D1 throws. */
export async function readChanges(
  db: D1Database,
  organizationId: string,
  space: { name: string; dimensions: number },
  { revision, id, rows }: Cursor & { rows: number },
): Promise<Changes> {
  const [base, page] = await db.batch<Record<string, unknown>>([
    db.prepare('SELECT revision, floor FROM vector_base WHERE organization_id = ?').bind(organizationId),
    db
      .prepare(
        `SELECT id, revision, article_id, space, language, tags, chunk_ids, vectors FROM vector_block
         WHERE organization_id = ?1 AND (revision, id) > (?2, ?3) ORDER BY revision, id LIMIT ?4`,
      )
      .bind(organizationId, revision, id, rows),
  ]);
  const state = base?.results[0];
  const found = page?.results ?? [];
  const now = Number(state?.revision ?? 0);
  const expired = revision > 0 && (revision < Number(state?.floor ?? 0) || now < revision);
  const complete = found.length < rows && !expired;
  const last = found.at(-1);
  const chars = found.reduce((sum, row) => sum + String(row.vectors).length, 0);
  return {
    blocks: expired ? [] : found.map((row) => toBlock(row, space)),
    cursor: complete
      ? { revision: now, id: Number.MAX_SAFE_INTEGER }
      : { revision: Number(last?.revision ?? 0), id: Number(last?.id ?? 0) },
    expired,
    complete,
    nextRows: found.length === 0 ? rows : rowsOf(PAGE_CHARS / Math.max(1, chars / found.length)),
  };
}

function rowsOf(wanted: number): number {
  return Math.min(MOST_ROWS, Math.max(1, Math.floor(wanted)));
}

/** A row of another embedder takes its article out of the copy, like a removal. */
function toBlock(row: Record<string, unknown>, space: { name: string; dimensions: number }): MemoryBlock {
  const usable = row.space === space.name && row.chunk_ids !== '';
  return {
    articleId: String(row.article_id),
    revision: Number(row.revision),
    language: typeof row.language === 'string' ? row.language : null,
    tags: JSON.parse(String(row.tags)) as string[],
    chunkIds: usable ? String(row.chunk_ids).split('\n') : [],
    vectors: usable ? unpackVectors(String(row.vectors), space.dimensions) : [],
  };
}
