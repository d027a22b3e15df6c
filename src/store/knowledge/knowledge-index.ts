import { type Audience, audienceBits } from '../../domain/audience.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { aroundChunks, type ChunkSurroundings } from './around-chunks.ts';
import { type ChunkScope, chunksById, type FoundChunk, findChunks } from './find-chunks.ts';
import { KnowledgeCache } from './knowledge-cache.ts';
import { MinedSynonymCache, type MinedSynonyms, readMinedSynonyms } from './mined-synonyms.ts';
import { readLexicon } from './read-lexicon.ts';
import { removeStatements, replaceStatements, type StoredArticle } from './write-article.ts';

/** What the knowledge base knows of the words of a question. */
export interface LexiconView {
  version: number;
  chunks: number;
  /** Mean number of terms of a chunk's body. */
  averageTerms: number;
  /** Chunks that hold a term; a term that is absent is in none. */
  frequency: ReadonlyMap<string, number>;
  /** For terms that no chunk holds: terms of the knowledge base that are spelled similarly, or begin with it. */
  similar: ReadonlyMap<string, readonly { term: string; chunks: number }[]>;
}

/**
 * The knowledge of all organizations in one D1 database. Implements the ports of `src/retrieve`: every statement is scoped
 * by organization. One trip a search when the words of the question are cached, else two; one batch a write.
 */
export class KnowledgeIndex {
  private readonly db: D1Database;
  private readonly cache: KnowledgeCache;
  private readonly mined = new MinedSynonymCache();

  constructor(db: D1Database, cache: KnowledgeCache = new KnowledgeCache()) {
    this.db = db;
    this.cache = cache;
  }

  /** Replaces an article's chunks in one transaction. */
  async replace(article: StoredArticle): Promise<Result<void, { reason: 'stale' }>> {
    const code = await this.ensureCode(article.organizationId);
    try {
      await this.db.batch(replaceStatements(this.db, code, article));
    } catch (cause) {
      if (cause instanceof Error && cause.message.includes('stale article version'))
        return err({ reason: 'stale' });
      throw cause;
    }
    this.cache.forget(article.organizationId);
    return ok(undefined);
  }

  async remove(organizationId: string, articleId: string): Promise<void> {
    await this.db.batch(removeStatements(this.db, organizationId, articleId));
    this.cache.forget(organizationId);
  }

  /**
   * Frequencies of `terms`, and of those `repaired` what is spelled like them where no chunk holds them. What was asked before in the
   * same version comes from memory.
   */
  async lexicon(
    organizationId: string,
    terms: readonly string[],
    repaired: readonly string[] = [],
  ): Promise<LexiconView | null> {
    const missing = this.cache.missing(organizationId, terms, repaired);
    const known = isNothing(missing) ? this.cache.view(organizationId) : null;
    if (known) return known;
    const read = await this.loadLexicon(organizationId, missing);
    // Where the knowledge changed, or the memory was full, the rest was forgotten meanwhile.
    if (read === null || isNothing(this.cache.missing(organizationId, terms, repaired))) return read;
    return this.loadLexicon(organizationId, { terms, repaired });
  }

  /** Chunks that hold any of `terms`, best first; null when the knowledge base changed since `version`. */
  async find(
    request: ChunkScope & {
      organizationId: string;
      version: number;
      terms: readonly string[];
      limit: number;
    },
  ): Promise<FoundChunk[] | null> {
    const code = this.cache.code(request.organizationId);
    if (code === null) return null;
    const found = await findChunks(this.db, code, request);
    if (found === null) this.cache.forget(request.organizationId);
    return found;
  }

  /** Rises with every change of an organization's knowledge; null: it has none. One row by its key. */
  async version(organizationId: string): Promise<number | null> {
    const row = await this.db
      .prepare('SELECT version FROM knowledge_base WHERE organization_id = ?')
      .bind(organizationId)
      .first<{ version: number }>();
    return row?.version ?? null;
  }

  /** Those of the named chunks that are served; what an index of vectors still holds and this one does not is not among them. */
  chunks(
    organizationId: string,
    wanted: readonly { articleId: string; chunkId: string }[],
    scope: ChunkScope,
  ): Promise<FoundChunk[]> {
    return chunksById(this.db, organizationId, wanted, scope);
  }

  /**
   * What the organization's articles say to mean the same; null: it has no knowledge. From memory while no newer version of its
   * knowledge was met.
   */
  async minedSynonyms(organizationId: string): Promise<MinedSynonyms | null> {
    const known = this.mined.get(organizationId);
    if (known && known.version === this.cache.view(organizationId)?.version) return known;
    const read = await readMinedSynonyms(this.db, organizationId);
    if (read) this.mined.set(organizationId, read);
    return read;
  }

  /** The chunks beside the named ones, with the texts of their articles, of those that are served in that version. */
  around(
    organizationId: string,
    wanted: readonly { articleId: string; articleVersion: number; ordinal: number }[],
  ): Promise<ChunkSurroundings[]> {
    return aroundChunks(this.db, organizationId, wanted);
  }

  /** Changes at once whom articles are served to; what is not served is not made. One batch. */
  async setAudience(
    organizationId: string,
    articleIds: readonly string[],
    audience: readonly Audience[],
  ): Promise<void> {
    if (articleIds.length === 0) return;
    await this.db.batch([
      this.db
        .prepare(
          `UPDATE source SET audience = ?2
           WHERE organization_id = ?1 AND article_id IN (SELECT value FROM json_each(?3))`,
        )
        .bind(organizationId, audienceBits(audience), JSON.stringify(articleIds)),
      this.db
        .prepare('UPDATE knowledge_base SET version = version + 1 WHERE organization_id = ?')
        .bind(organizationId),
    ]);
    this.cache.forget(organizationId);
  }

  /**
   * Takes away at once whom an article is not for any more, and gives it to nobody else: what is served of it is still the version
   * before. Where nobody is left whom both are for, it is for the organization's own people, who may see all. One batch, that changes
   * nothing where there is nothing to take away.
   */
  async restrictAudience(
    organizationId: string,
    articleId: string,
    audience: readonly Audience[],
  ): Promise<void> {
    const bits = audienceBits(audience);
    const tooWide = 'organization_id = ?1 AND article_id = ?2 AND audience & ~?3 <> 0';
    await this.db.batch([
      this.db
        .prepare(
          `UPDATE knowledge_base SET version = version + 1
           WHERE organization_id = ?1 AND EXISTS (SELECT 1 FROM source WHERE ${tooWide})`,
        )
        .bind(organizationId, articleId, bits),
      this.db
        .prepare(`UPDATE source SET audience = coalesce(nullif(audience & ?3, 0), ?4) WHERE ${tooWide}`)
        .bind(organizationId, articleId, bits, audienceBits(['internal'])),
    ]);
    this.cache.forget(organizationId);
  }

  private async loadLexicon(
    organizationId: string,
    { terms, repaired }: LexiconWords,
  ): Promise<LexiconView | null> {
    const code = await this.code(organizationId);
    if (code === null) return null;
    const read = await readLexicon(this.db, organizationId, code, terms, repaired);
    if (read === null) return null;
    this.cache.remember(organizationId, code, read, terms, repaired);
    return this.cache.view(organizationId);
  }

  private async code(organizationId: string): Promise<number | null> {
    const known = this.cache.code(organizationId);
    if (known !== null) return known;
    const row = await this.db
      .prepare('SELECT code FROM knowledge_base WHERE organization_id = ?')
      .bind(organizationId)
      .first<{ code: number }>();
    if (row) this.cache.setCode(organizationId, row.code);
    return row?.code ?? null;
  }

  private async ensureCode(organizationId: string): Promise<number> {
    const known = await this.code(organizationId);
    if (known !== null) return known;
    const row = await this.db
      .prepare(
        `INSERT INTO knowledge_base (organization_id) VALUES (?)
         ON CONFLICT (organization_id) DO UPDATE SET version = version RETURNING code`,
      )
      .bind(organizationId)
      .first<{ code: number }>();
    if (!row) throw new Error('the knowledge base row was not made');
    this.cache.setCode(organizationId, row.code);
    return row.code;
  }
}

interface LexiconWords {
  terms: readonly string[];
  repaired: readonly string[];
}

function isNothing({ terms, repaired }: LexiconWords): boolean {
  return terms.length === 0 && repaired.length === 0;
}
