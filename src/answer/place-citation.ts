import type { PlacedCitation } from '../domain/message.ts';
import type { Passage } from '../domain/passage.ts';
import type { Span } from '../domain/sentences.ts';

/** Citation `n` of a passage: the exact span of it, in UTF-16 units of its text. Pure. */
export function placeCitation(passage: Passage, n: number, { start, end }: Span): PlacedCitation {
  return {
    n,
    articleId: passage.articleId,
    title: passage.title,
    url: passage.url,
    quote: passage.text.slice(start, end),
    articleVersion: passage.articleVersion,
    chunkId: passage.chunkId,
    start: passage.start + start,
    end: passage.start + end,
    heading: passage.heading,
  };
}
