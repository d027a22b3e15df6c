import type { Span } from '../../domain/understanding.ts';

/** Digits that belong together: groups of digits with separators between them. Offsets of the folded text. */
export interface DigitRun extends Span {
  groups: DigitGroup[];
}

export interface DigitGroup extends Span {
  digits: string;
}

/** A letter, a comma and words end a run; up to three other characters do not. `:` and `%` end it: times and shares. */
const SEPARATED = /\d{1,64}(?:[ \t\n\r.,/_*|~()+-]{1,3}\d{1,64})*/g;

/** All runs of digits, in order. Linear: every character is read once. Pure. */
export function digitRuns(text: string): DigitRun[] {
  const runs: DigitRun[] = [];
  for (const match of text.matchAll(SEPARATED)) {
    const groups: DigitGroup[] = [];
    for (const group of match[0].matchAll(/\d+/g)) {
      const start = match.index + group.index;
      groups.push({ start, end: start + group[0].length, digits: group[0] });
    }
    runs.push({ start: match.index, end: match.index + match[0].length, groups });
  }
  return runs;
}
