import type { PlacedCitation } from '../../domain/message.ts';
import type { Passage } from '../../domain/passage.ts';
import type { Span } from '../../domain/sentences.ts';
import { placeCitation } from '../place-citation.ts';
import { GENERATE } from './generate-limits.ts';

/**
 * The citation of a passage: the exact span of all that it is cited for (`spans`, in UTF-16 units of the passage's text), or where
 * that is too much of it, of what fits best. Pure.
 */
export function quotedIn(
  passage: Passage,
  n: number,
  spans: readonly (Span & { support: number })[],
): PlacedCitation {
  const [best] = spans.toSorted((a, b) => b.support - a.support);
  let start = Math.min(...spans.map((one) => one.start));
  let end = Math.max(...spans.map((one) => one.end));
  if (!best) [start, end] = [0, Math.min(passage.text.length, GENERATE.quoteChars)];
  else if (end - start > GENERATE.quoteChars) ({ start, end } = best);
  return placeCitation(passage, n, { start, end });
}
