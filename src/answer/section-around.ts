import { splitBlocks } from '../domain/blocks.ts';
import type { Span } from '../domain/sentences.ts';

export const SECTION = {
  /** UTF-16 units shown before and after a quote, each: about what a reader takes in to judge whether it was torn from its context. */
  aroundChars: 1_500,
} as const;

/**
 * The section around a quote: from the heading above it, or the text's beginning, to the next heading, whole blocks only, and
 * no more of it than can be read. Offsets are UTF-16 units into `text`. Pure.
 */
export function sectionAround(text: string, quote: Span): Span {
  let { start, end } = quote;
  const blocks = splitBlocks(text);
  for (const block of blocks.toReversed()) {
    if (block.start >= quote.start) continue;
    if (block.end <= quote.start && quote.start - block.start > SECTION.aroundChars) break;
    start = Math.min(start, Math.max(block.start, lineStart(text, quote.start - SECTION.aroundChars)));
    if (block.kind === 'heading') break;
  }
  for (const block of blocks) {
    if (block.end <= quote.end) continue;
    if (block.kind === 'heading' && block.start >= quote.end) break;
    if (block.start >= quote.end && block.end - quote.end > SECTION.aroundChars) break;
    end = Math.max(end, Math.min(block.end, lineEnd(text, quote.end + SECTION.aroundChars)));
  }
  return { start, end };
}

/** A block longer than what is shown is cut between lines, or where there are none, between characters. */
function lineStart(text: string, from: number): number {
  if (from <= 0) return 0;
  const line = text.indexOf('\n', from);
  const at = line >= 0 && line - from < SECTION.aroundChars / 2 ? line + 1 : from;
  return isLow(text.charCodeAt(at)) ? at + 1 : at;
}

function lineEnd(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const line = text.lastIndexOf('\n', to);
  const at = to - line < SECTION.aroundChars / 2 ? line : to;
  return isLow(text.charCodeAt(at)) ? at - 1 : at;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
