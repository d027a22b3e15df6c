import type { VectorFilters, VectorHit } from '../../domain/vectors.ts';
import type { Quantized } from './quantize.ts';
import { SLAB, type Slab, scan, signBytes, writeSigns } from './scan.ts';

/** A row of the index as it is kept in memory. */
export interface MemoryBlock {
  articleId: string;
  revision: number;
  language: string | null;
  tags: readonly string[];
  chunkIds: readonly string[];
  vectors: readonly Quantized[];
}

interface Article {
  articleId: string;
  revision: number;
  language: string | null;
  tags: readonly string[];
  slots: number[];
}

/**
 * One organization's vectors. Slots of removed vectors are used again, so memory is bounded by the largest
 * number of vectors there ever was.
 */
export class VectorMemory {
  private readonly dimensions: number;
  private readonly slabs: Slab[] = [];
  private readonly articles = new Map<string, Article>();
  /** By slot: its article and chunk; null where free. */
  private readonly owners: (Article | null)[] = [];
  private readonly chunkIds: string[] = [];
  private readonly free: number[] = [];

  constructor(dimensions: number) {
    this.dimensions = dimensions;
  }

  /** Bytes of the vectors and, roughly, of what names them. */
  get bytes(): number {
    return (
      this.slabs.length * SLAB * (this.dimensions + signBytes(this.dimensions) + 4) +
      this.owners.length * BYTES_A_NAME
    );
  }

  get size(): number {
    return this.owners.length - this.free.length;
  }

  /** Adds a row. A newer one of its article replaces all older rows of it; one without vectors removes them. */
  add(block: MemoryBlock): void {
    let article = this.articles.get(block.articleId);
    if (article && article.revision > block.revision) return;
    if (article && article.revision < block.revision) {
      this.release(article);
      article = undefined;
    }
    if (block.chunkIds.length === 0) return;
    const { articleId, revision, language, tags } = block;
    article ??= { articleId, revision, language, tags, slots: [] };
    this.articles.set(articleId, article);
    for (const [at, vector] of block.vectors.entries()) {
      const chunkId = block.chunkIds[at];
      if (chunkId !== undefined && vector.values.length === this.dimensions)
        this.place(article, chunkId, vector);
    }
  }

  /** The nearest vectors, best first; equal ones by chunk id. */
  search(query: Quantized, limit: number, filters: VectorFilters): VectorHit[] {
    const wanted = this.wanted(filters);
    const allowed = wanted === null ? null : (slot: number) => wanted(this.owners[slot] ?? null);
    const name = (slot: number) => this.chunkIds[slot] ?? '';
    return scan(this.slabs, this.owners.length, query, { limit, allowed, name }).map(({ slot, score }) => ({
      chunkId: name(slot),
      articleId: this.owners[slot]?.articleId ?? '',
      score,
    }));
  }

  private wanted({ locale, tags }: VectorFilters): ((article: Article | null) => boolean) | null {
    const any = new Set(tags ?? []);
    if (locale === undefined && any.size === 0) return null;
    return (article) =>
      article !== null &&
      (locale === undefined || article.language === locale) &&
      (any.size === 0 || article.tags.some((tag) => any.has(tag)));
  }

  private place(article: Article, chunkId: string, { scale, values }: Quantized): void {
    const slot = this.free.pop() ?? this.owners.length;
    const slab = Math.floor(slot / SLAB);
    const at = slot % SLAB;
    const bytes = signBytes(this.dimensions);
    this.slabs[slab] ??= {
      values: new Int8Array(SLAB * this.dimensions),
      scales: new Float32Array(SLAB),
      signs: new Uint8Array(SLAB * bytes),
    };
    this.slabs[slab].values.set(values, at * this.dimensions);
    this.slabs[slab].scales[at] = scale;
    writeSigns(values, this.slabs[slab].signs, at * bytes);
    this.owners[slot] = article;
    this.chunkIds[slot] = chunkId;
    article.slots.push(slot);
  }

  private release(article: Article): void {
    for (const slot of article.slots) {
      const slab = this.slabs[Math.floor(slot / SLAB)];
      if (slab) slab.scales[slot % SLAB] = 0;
      this.owners[slot] = null;
      this.chunkIds[slot] = '';
      this.free.push(slot);
    }
    this.articles.delete(article.articleId);
  }
}

/** A chunk id of about 40 characters and its places in two lists. */
const BYTES_A_NAME = 72;
