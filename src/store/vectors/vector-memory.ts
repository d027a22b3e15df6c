import type { VectorFilters, VectorHit } from '../../domain/vectors.ts';
import type { Quantized } from './quantize.ts';
import { TopHits } from './top-hits.ts';

/** Vectors a slab: at 256 dimensions one megabyte, so memory grows in small steps and never has to be copied. */
const SLAB = 4096;

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
 * One organization's vectors, scanned exactly. Slots of removed vectors are used again, so memory is bounded by the largest
 * number of vectors there ever was.
 */
export class VectorMemory {
  private readonly dimensions: number;
  private readonly slabs: { values: Int8Array; scales: Float32Array }[] = [];
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
    return this.slabs.length * SLAB * (this.dimensions + 4) + this.owners.length * BYTES_A_NAME;
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
    const hits = new TopHits(limit);
    const wanted = this.wanted(filters);
    for (let slab = 0; slab < this.slabs.length; slab += 1) {
      const { values, scales } = this.slabs[slab] ?? EMPTY;
      const first = slab * SLAB;
      const count = Math.min(SLAB, this.owners.length - first);
      for (let at = 0; at < count; at += 1) {
        const scale = (scales[at] ?? 0) * query.scale;
        if (scale === 0) continue;
        const score = dot(query.values, values, at * this.dimensions, this.dimensions) * scale;
        if (score > hits.floor && (wanted === null || wanted(this.owners[first + at] ?? null)))
          hits.offer(first + at, score);
      }
    }
    return hits
      .sorted((slot) => this.chunkIds[slot] ?? '')
      .map(({ slot, score }) => ({
        chunkId: this.chunkIds[slot] ?? '',
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
    this.slabs[slab] ??= { values: new Int8Array(SLAB * this.dimensions), scales: new Float32Array(SLAB) };
    this.slabs[slab].values.set(values, at * this.dimensions);
    this.slabs[slab].scales[at] = scale;
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
const EMPTY = { values: new Int8Array(0), scales: new Float32Array(0) };

/** Four sums side by side: the additions do not wait for each other. At 1,536 dimensions the sum stays below 2^25. */
function dot(query: Int8Array, values: Int8Array, start: number, dimensions: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let at = 0;
  for (; at + 3 < dimensions; at += 4) {
    const there = start + at;
    a += (query[at] as number) * (values[there] as number);
    b += (query[at + 1] as number) * (values[there + 1] as number);
    c += (query[at + 2] as number) * (values[there + 2] as number);
    d += (query[at + 3] as number) * (values[there + 3] as number);
  }
  for (; at < dimensions; at += 1) a += (query[at] as number) * (values[start + at] as number);
  return a + b + c + d;
}
