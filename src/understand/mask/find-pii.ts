import { findAddresses } from './address.ts';
import { findAddressesInScript } from './address-in-script.ts';
import { findBareNames } from './bare-names.ts';
import { findBirthDates } from './birth-date.ts';
import { findCards } from './cards.ts';
import { findDetails } from './details.ts';
import { digitRuns } from './digit-runs.ts';
import { findEmails } from './email.ts';
import { foldText } from './fold-text.ts';
import { findIbans } from './iban.ts';
import { findIps } from './ip.ts';
import { findLabelledIds } from './labelled-ids.ts';
import { findNames } from './labelled-names.ts';
import { findPasswords } from './passwords.ts';
import { findPhones } from './phone.ts';
import type { Candidate, PiiContext, PiiSpan } from './pii.ts';
import { findSecrets } from './secrets.ts';
import { findUrls } from './urls.ts';

/** UTF-16 units of earlier messages that are read along: half a card with its words, or a label, fits. */
const BEFORE_CHARS = 160;
/** Earlier messages read along: a card comes in four groups. */
const BEFORE_MESSAGES = 3;

/**
 * Personal data and secrets in a text: spans in order, none overlapping, UTF-16 offsets of the text as given (also where it was
 * written with invisible or full-width characters, or digits as words). Linear in the length. Pure.
 */
export function findPii(text: string, context: PiiContext = {}): PiiSpan[] {
  const head = (context.before ?? []).slice(-BEFORE_MESSAGES).map(tail).join('\n');
  if (head === '') return resolve(candidates(text, context.details === true), text.length);
  const offset = head.length + 1;
  const spans = resolve(candidates(`${head}\n${text}`, context.details === true), offset + text.length);
  return spans
    .filter((span) => span.end > offset)
    .map((span) => ({
      type: span.type,
      start: Math.max(0, span.start - offset),
      end: span.end - offset,
      ...(span.start < offset ? { continued: true as const } : {}),
    }));
}

/** The end of an earlier message, from a word's beginning on: half a word would be read wrongly. */
function tail(message: string): string {
  if (message.length <= BEFORE_CHARS) return message;
  return message.slice(-BEFORE_CHARS).replace(/^\S{0,160}\s?/, '');
}

/** Arabic letters, or what is beyond the scripts of Europe and South Asia. */
const NOT_LATIN = /[\u0620-\u064a\u3012\u4e00-\u9fff]/;

/** Everything that any rule finds, in offsets of the original. Families whose sign does not occur are skipped. */
function candidates(original: string, details: boolean): Candidate[] {
  const folded = foldText(original);
  const { text } = folded;
  const found: Candidate[] = [];
  if (/\d/.test(text)) {
    const runs = digitRuns(text);
    findCards(text, runs, found);
    findIbans(text, found);
    findPhones(text, runs, found);
    findLabelledIds(text, found);
    findBirthDates(text, found);
  }
  if (/[.:][0-9a-f]{0,4}[.:]/i.test(text)) findIps(text, found);
  findEmails(text, found);
  findSecrets(text, found);
  findPasswords(text, found);
  if (details || text.includes('://')) findUrls(text, found, details);
  findNames(text, found);
  findAddresses(text, found);
  if (NOT_LATIN.test(text)) findAddressesInScript(text, found);
  if (details) {
    findDetails(text, found);
    findBareNames(text, found);
  }
  if (!folded.starts || !folded.ends) return found;
  const { starts, ends } = folded;
  return found.map((one) => ({ ...one, start: starts[one.start] ?? 0, end: ends[one.end - 1] ?? 0 }));
}

const LEFT_OVER: ReadonlySet<string> = new Set(['ADDRESS', 'SECRET', 'URL']);
/** UTF-16 units: less is punctuation. */
const LEFT_OVER_CHARS = 4;

function freeParts(taken: Uint8Array, start: number, end: number): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  let at = start;
  while (at < end) {
    // Not `indexOf`: it would read on to the end of the text for every find.
    let until = at;
    while (until < end && taken[until] === 0) until += 1;
    if (until > at) parts.push({ start: at, end: until });
    at = until + 1;
    while (at < end && taken[at] === 1) at += 1;
  }
  return parts;
}

/** The surest of those that overlap; what is left of the others is not a value any more. */
function resolve(found: readonly Candidate[], length: number): PiiSpan[] {
  const bySureness = [...found].sort(
    (a, b) => b.rank - a.rank || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const taken = new Uint8Array(length);
  const spans: PiiSpan[] = [];
  for (const { type, start, end } of bySureness) {
    for (const free of freeParts(taken, start, end)) {
      // What a surer value left over of an address is still an address; of a name or a number it is nothing.
      const whole = free.end - free.start === end - start;
      if (!whole && !(LEFT_OVER.has(type) && free.end - free.start >= LEFT_OVER_CHARS)) continue;
      taken.fill(1, free.start, free.end);
      spans.push({ type, ...free });
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}
