import type { EntityContext } from './find-entities.ts';
import { foldText, widenText } from './fold-text.ts';
import { type LocalClock, localClock } from './local-clock.ts';

/** One message as all finders see it: three forms of the same length, so that an offset in one is an offset in all. */
export interface Scan {
  /** As written. */
  text: string;
  /** Full-width letters and the digits of other scripts as ASCII; case kept. */
  wide: string;
  /** `wide` in lower case without Latin accents: for words. */
  folded: string;
  hasDigit: boolean;
  context: EntityContext;
  /** The clock on the wall in the conversation's zone, read when first asked for. */
  clock(): LocalClock;
}

/** Prepares a text for the finders. Pure. */
export function scanText(text: string, context: EntityContext): Scan {
  const wide = widenText(text);
  let clock: LocalClock | null = null;
  return {
    text,
    wide,
    folded: foldText(wide),
    hasDigit: /\d/.test(wide),
    context,
    clock() {
      clock ??= localClock(context.now, context.timeZone);
      return clock;
    },
  };
}
