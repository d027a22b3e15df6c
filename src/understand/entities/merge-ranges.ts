import { type Candidate, resolveRanked } from './candidate.ts';
import type { Scan } from './scan-text.ts';

/** What stands between the two ends of a range. */
const BETWEEN =
  /^ ?(?:-|–|—|~|〜|to|until|till|through|thru|bis|au|jusqu'au|al|ate|a|alle|bis zum|to the|から|الى) ?$/;
const AND = /^ (?:and|und|et|y|e) (?:the |le |el |il )?$/;
const OPENING = /\b(?:between|zwischen|entre|tra|fra)(?: the| dem| le| el| las?| il)? $/;
const MS_PER_DAY = 86_400_000;

/** Joins two neighbouring dates, or times, that are the ends of a range ("from Monday to Friday"). Pure. */
export function mergeRanges({ folded }: Scan, candidates: readonly Candidate[]): Candidate[] {
  if (candidates.length < 2) return [...candidates];
  const merged: Candidate[] = [];
  for (const one of resolveRanked(folded.length, candidates)) {
    const last = merged.at(-1);
    const joined = last && isRange(folded, last, one) ? join(last, one) : null;
    if (joined) merged[merged.length - 1] = joined;
    else merged.push(one);
  }
  return merged;
}

function isRange(folded: string, from: Candidate, to: Candidate): boolean {
  const gap = folded.slice(from.end, to.start);
  if (BETWEEN.test(gap)) return true;
  return AND.test(gap) && OPENING.test(folded.slice(Math.max(0, from.start - 16), from.start));
}

function join(from: Candidate, to: Candidate): Candidate | null {
  const { start, rank } = from;
  const { end } = to;
  if (from.value.kind === 'time' && to.value.kind === 'time') {
    if (from.value.until !== undefined) return null;
    return {
      start,
      end,
      type: 'time',
      rank,
      value: { kind: 'time', time: from.value.time, until: to.value.time },
    };
  }
  if (from.value.kind !== 'date' || to.value.kind !== 'date') return null;
  const first = dayNumber(from.value.date);
  let until = to.value.until === undefined ? dayNumber(to.value.date) + 1 : dayNumber(to.value.until);
  if (Number.isNaN(first) || Number.isNaN(until)) return null;
  // "from Friday to Tuesday": the second is the one after the first.
  if (until <= first) until += 7 * Math.ceil((first + 1 - until) / 7);
  return {
    start,
    end,
    type: 'date',
    rank,
    value: { kind: 'date', date: from.value.date, until: isoOf(until) },
  };
}

function dayNumber(iso: string): number {
  return /^\d{4}-\d\d-\d\d$/.test(iso) ? Date.parse(iso) / MS_PER_DAY : Number.NaN;
}

function isoOf(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}
