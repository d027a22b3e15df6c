import type { CapitalRun } from './capital-runs.ts';
import { COMMON_WORDS } from './common-words.ts';
import { light } from './light-pattern.ts';
import { isGivenName } from './person-name.ts';
import { type Candidate, RANK } from './pii.ts';

const LIST = light(
  /(?<![\p{L}\d]|\p{Lu}\p{L}{1,24} )\p{Lu}[\p{L}'’]{1,24}, \p{Lu}[\p{L}'’]{1,24},? (?:and|&) \p{Lu}\p{L}{1,24}(?![\p{L}\d])(?! (?:\p{Lu}|Ltd|Inc|LLC|PLC|Group|Corp|Co)\b)|(?<=^|\n)\p{Ll}[\p{L}'’]{2,24}, \p{Ll}[\p{L}'’]{2,24} and \p{Ll}[\p{L}'’]{2,24}(?=\n|$)/gu,
);
/** "Hartwell & Sons": names joined by the sign that firms use. */
const JOINED = light(
  /(?<![\p{L}\d])\p{Lu}[\p{L}'’-]{1,24}(?: \p{Lu}[\p{L}'’-]{1,24})? & \p{Lu}[\p{L}'’-]{1,24}(?: (?:Partners|Group|Inc|Ltd|LLC|Co|Company|Associates))?(?![\p{L}\d])(?! \p{Lu})/gu,
);

/** Firms called after three people ("Baker, Stone and Field"), or after two with `&`. Adds them to `found` and returns where they are. Pure. */
export function namedFirms(text: string, found: Candidate[]): { start: number; end: number }[] {
  const firms: { start: number; end: number }[] = [];
  for (const pattern of [LIST, JOINED]) {
    for (const match of text.matchAll(pattern)) {
      const parts = match[0].split(/,? (?:and|&) |, /);
      if (parts.every((part) => isGivenName(part))) continue;
      const usual = parts.filter((part) =>
        part.split(' ').every((word) => COMMON_WORDS.has(word.toLowerCase())),
      );
      if (
        usual.length === parts.length ||
        (pattern === JOINED && COMMON_WORDS.has((parts[0] ?? '').toLowerCase()))
      )
        continue;
      const span = { start: match.index, end: match.index + match[0].length };
      firms.push(span);
      found.push({ type: 'ORGANIZATION', ...span, rank: RANK.guessed + 0.5 });
    }
  }
  return firms;
}

/** Where spans begin and end: neighbours are looked up, not searched. */
export interface Borders {
  starts: Set<number>;
  ends: Set<number>;
}

export function bordersOf(spans: readonly { start: number; end: number }[]): Borders {
  return { starts: new Set(spans.map((one) => one.start)), ends: new Set(spans.map((one) => one.end)) };
}

/** Whether nothing but a comma or "and" stands between a run and a span: what a list names beside a firm is one too. Pure. */
export function isListedWith(text: string, run: { start: number; end: number }, borders: Borders): boolean {
  const behind = /^(?:, (?:and )?| and )/.exec(text.slice(run.end, run.end + 6))?.[0];
  if (behind !== undefined && borders.starts.has(run.end + behind.length)) return true;
  const before = /(?:, (?:and )?| and )$/.exec(text.slice(Math.max(0, run.start - 6), run.start))?.[0];
  return before !== undefined && borders.ends.has(run.start - before.length);
}

const LINE_START = '(?<=\\n[> ?\\t]{0,6})';
const LINE_END = '(?=[ \\t]{0,3}\\n[> ?\\t]{0,6}[^\\n]{0,60}\\d)';
/** A line of one to four words with capitals above a line with a number: an address, a telephone. */
const ABOVE_NUMBER = light(
  `${LINE_START}\\p{Lu}[\\p{L}&’'-]{1,24}(?: (?:\\p{Lu}[\\p{L}&’'-]{0,24}|&)){0,3}(?: (?:Inc|Ltd|Co|Corp)\\.)?${LINE_END}`,
  'gu',
);

/**
 * Who somebody works for, in a signature: the line below their name, or below their name and profession, and above an address
 * or a telephone. `people` and `titles` are what was found before. Pure.
 */
export function signedFirms(
  text: string,
  people: readonly CapitalRun[],
  titles: readonly { start: number; end: number }[],
  found: Candidate[],
): void {
  const starts = new Map([...people, ...titles].map((one) => [one.end, one.start]));
  for (const match of text.matchAll(ABOVE_NUMBER)) {
    const gap = text.slice(Math.max(0, match.index - 12), match.index).search(/[ \t]{0,3}\n[> ?\t]{0,6}$/);
    const above = gap < 0 ? -1 : Math.max(0, match.index - 12) + gap;
    const start = starts.get(above);
    if (start === undefined || text.slice(start, above) === match[0]) continue;
    found.push({
      type: 'ORGANIZATION',
      start: match.index,
      end: match.index + match[0].length,
      rank: RANK.guessed + 0.6,
    });
  }
}
