import type { Audience } from '../domain/audience.ts';
import type { MinedSynonym } from '../domain/mined-synonyms.ts';

export const ARTICLE_FORMATS = ['markdown', 'html', 'text'] as const;
export type ArticleFormat = (typeof ARTICLE_FORMATS)[number];

/** One version of an article as its owner sent it. */
export interface ArticleVersion {
  organizationId: string;
  articleId: string;
  version: number;
  externalId: string;
  title: string;
  body: string;
  format: ArticleFormat;
  url: string | null;
  tags: string[];
  /** BCP 47, or null where it is not known. */
  locale: string | null;
  /** Whom it is for; absent: everybody. */
  audience?: readonly Audience[];
  /** What it is about; absent or none: all products. */
  products?: readonly string[];
  /** ISO 8601: when it was last changed. */
  updatedAt?: string;
  /** Days, `YYYY-MM-DD`: when it was last found right, and the last one on which it is told; null or absent: nobody said, always. */
  reviewedOn?: string | null;
  validUntil?: string | null;
}

/** What is stored of an article for search. Chunks are spans of `text`. */
export interface IndexedArticle {
  organizationId: string;
  articleId: string;
  version: number;
  title: string;
  url: string | null;
  tags: string[];
  locale: string | null;
  audience: readonly Audience[];
  products: readonly string[];
  /** Days, `YYYY-MM-DD`: when it was last changed or found right; the last one on which it is told. */
  freshOn: string | null;
  validUntil: string | null;
  /** The cleaned body: every quote is a span of it. */
  text: string;
  /** The terms that the text begins with. */
  lead: string[];
  /** What it says to mean the same. */
  synonyms: readonly MinedSynonym[];
  chunks: IndexedChunk[];
}

export interface IndexedChunk {
  chunkId: string;
  ordinal: number;
  heading: string;
  /** UTF-16 offsets into the article's `text`; `text` is exactly that span. */
  start: number;
  end: number;
  text: string;
  terms: ChunkTerms;
}

/** Analysed terms by where they stand. */
export interface ChunkTerms {
  title: string[];
  heading: string[];
  /** How the article begins; empty for its first chunk. */
  context: string[];
  body: string[];
}

/** What counts as an article's title: its tags name its subject too. */
export function titleAndTags(title: string, tags: readonly string[]): string {
  return [title, ...tags].join(' \n ');
}
