import type { SearchHit } from '../data/wire.ts';
import type { Citation } from './preview.ts';

/** A passage that somebody wants to see where it stands. */
export interface Opened {
  articleId: string;
  title: string;
  quote: string;
  /** The stored version that it was taken from; null: the current one. */
  version: number | null;
  /** Where the quote stands in that version's text, in UTF-16 units. */
  start: number | null;
}

/** Pure. */
export function openedHit({ articleId, title, text }: SearchHit): Opened {
  return { articleId, title, quote: text, version: null, start: null };
}

/** Pure. */
export function openedCitation({ articleId, title, quote, articleVersion, start }: Citation): Opened {
  return { articleId, title, quote, version: articleVersion ?? null, start: start ?? null };
}
