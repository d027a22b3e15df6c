/** The reader is "at the end" within this many pixels of it. */
export const END_SLACK_PX = 32;
/** Space kept above the question when the answer below it has grown past the view. */
const HEAD_ROOM_PX = 12;

/** What a scroller tells of itself, in pixels. */
export interface Measures {
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
}

/** Distance between the reader's place and the end. */
export function belowView({ scrollTop, scrollHeight, clientHeight }: Measures): number {
  return scrollHeight - clientHeight - scrollTop;
}

/**
 * Where to scroll when new content comes and the reader was at the end: to the end, but never so far that the head of what
 * is being read (`anchorTop`, or null) leaves the view, and never backwards.
 */
export function scrollTarget(measures: Measures, anchorTop: number | null): number {
  const { scrollTop } = measures;
  const end = scrollTop + belowView(measures);
  return Math.max(scrollTop, anchorTop === null ? end : Math.min(end, anchorTop - HEAD_ROOM_PX));
}
