import { ADDRESS_ANCHORS } from './address-anchors.ts';
import { ADDRESS_TRIGGER, addressTriggers } from './address-triggers.ts';
import { ADDRESS_LABEL, UNIT } from './address-words.ts';
import { COMMON_WORDS } from './common-words.ts';
import { light } from './light-pattern.ts';
import { type Candidate, RANK } from './pii.ts';
import { PLACES } from './places.ts';

const LABELLED = light(`(?<![\\p{L}])(?:${ADDRESS_LABEL})[:\\s]{1,4}(?:it is |is )?(?=[\\p{L}\\d])`, 'giu');
const ANY = /\d|corner|intersection|\b(?:usns|uss|uscgc|usnv)\b/i;

const UNIT_PART = light(`^(?:${UNIT})\\b\\.? ?#?\\d{1,5}[a-zA-Z]?(?![\\p{L}\\d])`, 'iu');
/** A step to the right: a separator, then something that continues an address. */
const GAP = /^(?:,?[ \t]{0,2}\n[>?]{0,3}[ \t]{0,8},?[ \t]{0,2}|,[ \t]{0,3}|[ \t]{1,3}|-(?=\d))/;
/** Steps to the right: a long address has nine parts. */
const STEPS = 14;

/** Postal addresses, from the number of the house to the country, as one span. Pure. */
export function findAddresses(text: string, found: Candidate[]): void {
  if (!ANY.test(text)) return;
  const triggers = addressTriggers(text);
  const anchors: { start: number; end: number }[] = [];
  for (const { gate, pattern } of ADDRESS_ANCHORS) {
    if (typeof gate === 'number' ? (triggers & gate) === 0 : !gate.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const start = match.index + skipped(match[0]);
      const end = match.index + match[0].length - (/\p{L}{4}\.$/u.test(match[0]) ? 1 : 0);
      if (isFalse(text.slice(start, end))) continue;
      anchors.push({ start, end });
    }
  }
  const labelled = (triggers & ADDRESS_TRIGGER.label) === 0 ? [] : text.matchAll(LABELLED);
  for (const match of labelled) {
    const start = match.index + match[0].length;
    const end = labelledEnd(text, start);
    if (end !== null) anchors.push({ start, end });
  }
  for (const { start, end } of merged(anchors.map((anchor) => grow(text, anchor)))) {
    found.push({ type: 'ADDRESS', start, end, rank: RANK.shaped + 0.5 });
  }
}

/** Words before the first number or name that merely led the pattern in ("at 5 Main Street"), and the label of a postcode. */
function skipped(match: string): number {
  const label =
    /^(?:zip(?: ?code)?|post(?:al)? ?code|plz|code postal|código postal|pincode)(?: (?:is|was|ist|es|est))?[ :=]{1,3}/i.exec(
      match,
    );
  if (label) return label[0].length;
  let at = 0;
  for (const word of match.matchAll(/([\p{L}'’.-]+)[ ,]+/gu)) {
    if (
      word.index !== at ||
      !COMMON_WORDS.has((word[1] ?? '').toLowerCase()) ||
      /^(?:the|corner|intersection|place|road|via|unit)$/i.test(word[1] ?? '')
    )
      break;
    at += word[0].length;
  }
  return at;
}

/** "Top 10 Case View" and "5 minute drive" have the shape and are none. */
function isFalse(part: string): boolean {
  const words = part.match(/\p{L}[\p{L}\p{M}]{2,}/gu) ?? [];
  if (/^\d[\d-]{1,9}$/.test(part) || /^[A-Z\d]{2,5} [A-Z\d]{3}$/i.test(part)) return false;
  if (/^(?:the )?(?:corner|intersection)/i.test(part)) {
    const named = /of ([\p{L}'’-]+)/u.exec(part)?.[1] ?? '';
    return COMMON_WORDS.has(named.toLowerCase());
  }
  if (/box|[afd]po|usns|uss/i.test(part)) return false;
  if (COUNTED.test(part)) return true;
  return (
    words.length > 0 &&
    words.every((word) => COMMON_WORDS.has(word.toLowerCase())) &&
    !/street|avenue|road|boulevard|apt|suite/i.test(part)
  );
}

/** "300 euro or court", "5 minutes by road". */
const COUNTED =
  /^\d{1,6} (?:euros?|dollars?|pounds?|eur|usd|gbp|percent|minutes?|hours?|days?|weeks?|months?|years?|times|people|miles?|km|metres?|meters?)\b/i;

/** Behind a label: something with a number and a name that runs to the end of the clause. */
function labelledEnd(text: string, start: number): number | null {
  const clause = /^[^?!;:]{3,160}/.exec(text.slice(start, start + 160))?.[0] ?? '';
  const head =
    /^(?:\d{1,6}[a-z]?,? (?:\d{1,5} )?\p{L}[\p{L}\p{M}'’.-]{1,30}(?: \p{L}[\p{L}\p{M}'’.-]{0,30}){0,4}(?: \d{1,5})?|(?:\p{L}[\p{L}\p{M}'’.-]{1,30} ){1,5}\d{1,5}\b)/u.exec(
      clause,
    )?.[0];
  if (head === undefined) return null;
  let end = 0;
  for (const part of head.matchAll(/\S+/g)) {
    if (
      part.index > 0 &&
      COMMON_WORDS.has(part[0].toLowerCase()) &&
      !/^(?:st|street|road|park|place|court|hill|view|the|de|la|du|do|da)$/i.test(part[0])
    )
      break;
    end = part.index + part[0].length;
  }
  const kept = head.slice(0, end);
  // "live in 3 countries" has neither a capital nor a second number.
  if (!/\p{Lu}/u.test(kept) && !/^\d+ .{2,60} \d+$/.test(kept)) return null;
  return /\d/.test(kept) && /\p{L}{3}/u.test(kept) && !isFalse(kept) ? start + kept.length : null;
}

function grow(text: string, anchor: { start: number; end: number }): { start: number; end: number } {
  let { start, end } = anchor;
  for (let step = 0; step < 2; step++) {
    const before = BEFORE.exec(text.slice(Math.max(0, start - 24), start));
    if (before) start -= before[0].length;
  }
  let coded = POSTCODE_END.test(text.slice(start, end));
  for (let step = 0; step < STEPS; step++) {
    const gap = GAP.exec(text.slice(end, end + 24))?.[0];
    if (gap === undefined) break;
    const rest = text.slice(end + gap.length, end + gap.length + 64);
    const part = continued(rest, /[\n,]/.test(gap), gap.includes('\n') && !coded && LINE_OF_NAMES.test(rest));
    // An address has one postcode: a second number on the next line is a telephone's.
    const code = /^\d{2,6}(?![\p{L}\d])/u.test(rest);
    if (part === 0 || (code && coded)) break;
    coded ||= code;
    end += gap.length + part;
  }
  if (text[end - 1] === ',') end -= 1;
  return { start, end };
}

/** A line of capitals alone, perhaps with a postcode: the town, or the country. */
const LINE_OF_NAMES = light(/^(?:\p{Lu}[\p{L}'’.-]{1,24} ?){1,4}(?:\d{3,6})?[ \t]{0,3}(?:\n|$)/u);
const POSTCODE_END = /\s\d{5}(?:-\d{4})?$/;
const BEFORE = light(
  /(?:(?<![\p{L}\d.,$€£#:-])\d{1,6}[ \t]{1,2}|(?<![\p{L}])(?:apt|suite|unit|flat)\.? \d{1,5}[,\s]{1,3})$/iu,
);

/** A place in small letters: only where it is a known one. */
const SMALL_PLACE = light(/^(\p{Ll}[\p{L}\p{M}-]{2,20})(?: \p{Ll}[\p{L}\p{M}]{2,20})?(?![\p{L}\d_])/u);

/** How much of `rest` continues an address: a part of the building, a postcode, a name in capitals. */
function continued(rest: string, separated: boolean, line: boolean): number {
  const unit = UNIT_PART.exec(rest)?.[0];
  if (unit) return unit.length;
  const floor = /^\d{1,2}[ºª°](?: ?(?:[A-Za-z]|izq|dcha|int)\.?)?(?![\p{L}\d])/u.exec(rest)?.[0];
  if (floor) return floor.length;
  const box =
    /^(?:p\.? ?o\.? ?)?box \d{1,5}(?!\d)/i.exec(rest)?.[0] ??
    /^[afd]po,? a[aep] \d{5}(?!\d)/i.exec(rest)?.[0];
  if (box) return box.length;
  const code =
    /^(?:[A-Z]{1,2}-)?\d{4,6}(?:-\d{3,4})?(?![\d\p{L}-])|^\d{2,3}[ -]\d{2,3}(?![ -]?\d|[\p{L}-])|^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?![\p{L}\d])|^[A-Z]\d[A-Z] \d[A-Z]\d(?![\p{L}\d])/iu.exec(
      rest,
    )?.[0];
  if (code) return code.length;
  const small = SMALL_PLACE.exec(rest);
  if (small && [small[0], small[1] ?? ''].some((name) => PLACES.has(name)))
    return PLACES.has(small[0]) ? small[0].length : (small[1] ?? '').length;
  if (/^nan(?!\p{L})/u.test(rest)) return 3;
  const place =
    /^(?:(?:u|nad|pod|na|v|z|de|da|do|dos|del|di|sur|sous|am|an der|upon|la|le|cid) ){0,2}\(?\p{Lu}[\p{L}\p{M}'’.-]{1,30}\)?(?![\p{L}\d_])/u.exec(
      rest,
    )?.[0] ??
    (separated
      ? /^(?:null|none|[A-Z](?=,?\s)|[a-z]{2}(?= \d{5}(?!\d)))|^(?:\p{Ll}[\p{L}'’-]{2,30}(?=,? (?:[a-z]{2} )?\d{5}(?!\d)))/u.exec(
          rest,
        )?.[0]
      : undefined);
  if (!place) return 0;
  const bare = place.replace(/[.()]/g, '').toLowerCase();
  if (
    !line &&
    COMMON_WORDS.has(bare) &&
    !/^(?:united|kingdom|states|republic|emirates|arab|islands?|new|south|north|west|east|saint|st|green|di|del|da|do|dos|le|el|los|las|les|sur|town|village|valley|hill|park|bay|country|us|usa|uk|no|la|de|in|me|or|ok|hi|id|al|city)$/i.test(
      bare,
    )
  )
    return 0;
  if (
    /^(?:mobile|phone|tel|fax|email|desk|office|thanks|thank|regards|cheers|best|kind|sincerely|hello|hi|dear)$/i.test(
      bare,
    )
  )
    return 0;
  const end = place.endsWith('.') && bare.length > 3 ? place.length - 1 : place.length;
  return end;
}

function merged(spans: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  const out: { start: number; end: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last && span.start <= last.end + 1) last.end = Math.max(last.end, span.end);
    else out.push({ ...span });
  }
  return out;
}
