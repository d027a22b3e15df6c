import type { Passage } from '../domain/passage.ts';
import { goesOn, mayContinue, type PlacedText } from './continued-steps.ts';

export const NEIGHBOURS = {
  /** Passages, from the best, that are completed: what answers are made from. */
  passages: 3,
  /** UTF-16 units that one neighbour may add: a part of a list that was cut has 1,800. */
  addedChars: 2_000,
} as const;

/** A chunk's place, and the chunks before and after it, as spans of the article's text. */
export interface Surroundings {
  articleId: string;
  articleVersion: number;
  ordinal: number;
  /** The article's text, at least to the end of `after`. */
  text: string;
  before: NeighbourSpan | null;
  after: NeighbourSpan | null;
}

/** UTF-16 offsets into the article's text. */
export interface NeighbourSpan {
  heading: string;
  start: number;
  end: number;
}

export interface NeighbourReader {
  /** What surrounds the named chunks, of those that are served in this version. One trip. */
  around(
    organizationId: string,
    wanted: readonly { articleId: string; articleVersion: number; ordinal: number }[],
  ): Promise<Surroundings[]>;
}

/**
 * The best passages made whole: one that begins or ends within a list or a procedure is joined with the chunk before or after it, at
 * most one on each side, so that nobody is given half of the steps. Every text stays the exact span of its article. A passage that
 * stands within a joined one of a better rank takes no second place.
 */
export async function withNeighbours(
  passages: readonly Passage[],
  organizationId: string,
  reader: Partial<NeighbourReader>,
): Promise<Passage[]> {
  const open = passages.slice(0, NEIGHBOURS.passages).filter(mayContinue);
  if (open.length === 0 || !reader.around) return [...passages];
  const around = await reader.around(organizationId, open);
  if (around.length === 0) return [...passages];
  const whole = passages.map((one) => {
    const found = open.includes(one) ? around.find((other) => isPlaceOf(other, one)) : undefined;
    return found ? joined(one, found) : one;
  });
  return whole.filter((one, at) => !whole.slice(0, at).some((better) => holds(better, one)));
}

function isPlaceOf(place: Surroundings, passage: Passage): boolean {
  return (
    place.articleId === passage.articleId &&
    place.articleVersion === passage.articleVersion &&
    place.ordinal === passage.ordinal &&
    place.text.startsWith(passage.text, passage.start)
  );
}

function joined(passage: Passage, { text, before, after }: Surroundings): Passage {
  const piece = (span: NeighbourSpan): PlacedText => ({ ...span, text: text.slice(span.start, span.end) });
  const end = passage.start + passage.text.length;
  const isBefore = before !== null && follows(text, piece(before), passage);
  const isAfter = after !== null && follows(text, passage, piece(after));
  const from =
    isBefore && passage.start - before.start <= NEIGHBOURS.addedChars ? before.start : passage.start;
  const through = isAfter && after.end - end <= NEIGHBOURS.addedChars ? after.end : end;
  // The heading above the first line; those of what follows stand in the text.
  const heading = from < passage.start && before !== null ? before.heading : passage.heading;
  return { ...passage, heading, start: from, text: text.slice(from, through) };
}

function follows(text: string, piece: PlacedText, next: PlacedText): boolean {
  return goesOn(piece, next, text.slice(piece.start + piece.text.length, next.start));
}

function holds(better: Passage, one: Passage): boolean {
  return (
    better.articleId === one.articleId &&
    better.articleVersion === one.articleVersion &&
    better.start <= one.start &&
    better.start + better.text.length >= one.start + one.text.length
  );
}
