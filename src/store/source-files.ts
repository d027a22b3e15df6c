import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { runSqlBatch } from './database.ts';
import { nowText, type StoreDeps } from './deps.ts';
import { sourceFiles } from './schema/sources.ts';

/** A file that was uploaded; its bytes are in R2 under `object`. */
export type SourceFile = typeof sourceFiles.$inferSelect;

/** What `put` needs to know of bytes that are stored already. */
export type FileInput = Pick<SourceFile, 'path' | 'bytes' | 'mediaType' | 'hash' | 'object'>;

/** Files of sources, as they were uploaded. */
export class SourceFileRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock'>) {
    this.#deps = deps;
  }

  async get(organizationId: string, sourceId: string, path: string): Promise<SourceFile | null> {
    const found = await this.#deps.db
      .select()
      .from(sourceFiles)
      .where(own(organizationId, sourceId, path))
      .get();
    return found ?? null;
  }

  /** In the order of their paths, after `after`. */
  async list(
    organizationId: string,
    sourceId: string,
    request: { after?: string | undefined; limit: number },
  ): Promise<SourceFile[]> {
    return this.#deps.db
      .select()
      .from(sourceFiles)
      .where(
        and(
          eq(sourceFiles.organizationId, organizationId),
          eq(sourceFiles.sourceId, sourceId),
          request.after === undefined ? undefined : gt(sourceFiles.path, request.after),
        ),
      )
      .orderBy(asc(sourceFiles.path))
      .limit(request.limit);
  }

  /**
   * Names stored bytes as a file's content. Null: the source is not one of files, is going, or is full, and the bytes belong to
   * nobody; else the object that they replace, if any.
   */
  async put(
    organizationId: string,
    sourceId: string,
    file: FileInput,
    filesMax: number,
  ): Promise<{ replaced: string | null; created: boolean } | null> {
    const { path, bytes, mediaType, hash, object } = file;
    const before = await this.get(organizationId, sourceId, path);
    const rows = await runSqlBatch(this.#deps.db, [
      sql`INSERT INTO source_files (organization_id, source_id, path, bytes, media_type, hash, object, updated_at)
        SELECT organization_id, id, ${path}, ${bytes}, ${mediaType}, ${hash}, ${object}, ${nowText(this.#deps)} FROM sources
        WHERE organization_id = ${organizationId} AND id = ${sourceId} AND kind = 'files' AND deleting = 0
          AND (${before ? 1 : 0} OR (SELECT count(*) FROM source_files WHERE organization_id = ${organizationId}
            AND source_id = ${sourceId}) < ${filesMax})
        ON CONFLICT (organization_id, source_id, path) DO UPDATE SET bytes = excluded.bytes, media_type = excluded.media_type,
          hash = excluded.hash, object = excluded.object, updated_at = excluded.updated_at
        RETURNING path`,
    ]);
    return rows.length === 0 ? null : { replaced: before?.object ?? null, created: before === null };
  }

  /** Forgets a file, and tells where its bytes are. */
  async remove(organizationId: string, sourceId: string, path: string): Promise<SourceFile | null> {
    const gone = await this.#deps.db
      .delete(sourceFiles)
      .where(own(organizationId, sourceId, path))
      .returning()
      .get();
    return gone ?? null;
  }

  /** Forgets all files but these, and tells where their bytes are. */
  async keepOnly(organizationId: string, sourceId: string, paths: readonly string[]): Promise<string[]> {
    const gone = await this.#deps.db
      .delete(sourceFiles)
      .where(
        and(
          eq(sourceFiles.organizationId, organizationId),
          eq(sourceFiles.sourceId, sourceId),
          sql`path NOT IN (SELECT value FROM json_each(${JSON.stringify(paths)}))`,
        ),
      )
      .returning({ object: sourceFiles.object });
    return gone.map(({ object }) => object);
  }

  /** Those of these objects that no file of the source names. */
  async unnamed(organizationId: string, sourceId: string, objects: readonly string[]): Promise<string[]> {
    const rows = await this.#deps.db.all<{ value: string }>(sql`
      SELECT value FROM json_each(${JSON.stringify(objects)}) WHERE value NOT IN (SELECT object FROM source_files
        WHERE organization_id = ${organizationId} AND source_id = ${sourceId})`);
    return rows.map(({ value }) => value);
  }
}

function own(organizationId: string, sourceId: string, path: string) {
  return and(
    eq(sourceFiles.organizationId, organizationId),
    eq(sourceFiles.sourceId, sourceId),
    eq(sourceFiles.path, path),
  );
}
