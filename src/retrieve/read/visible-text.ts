import { cleanText } from '../clean-text.ts';

/**
 * Characters that no reader sees and a model does: tag characters (they can spell whole sentences), direction overrides,
 * invisible operators, fillers, annotation marks, variation selectors beyond those of emoji and CJK.
 */
const UNSEEN =
  /[\u{e0000}-\u{e007f}]|[\u{e0100}-\u{e01ef}]|[\u200e\u200f\u202a-\u202e\u2061-\u2069\u180e\u115f\u1160\u3164\uffa0\ufff9-\ufffb]/gu;
/** Joiners shape letters of some scripts and emoji, one at a time; rows of them hide bits. */
const JOINER_RUNS = /[\u200c\u200d]{2,}/g;

/** Text as a person would see it: cleaned as `cleanText` does, and without characters that show nothing. Pure. */
export function visibleText(text: string): string {
  return cleanText(text).replace(UNSEEN, '').replace(JOINER_RUNS, '');
}
