import { CARD_DIGITS, isCard } from './card-network.ts';
import type { DigitGroup, DigitRun } from './digit-runs.ts';
import { type Candidate, RANK } from './pii.ts';

/** What says that digits nearby are a card. */
const LABEL =
  /(?:\bcards?\b|\bcc\b|credit|debit|\bvisa\b|master ?card|amex|american express|kreditkarte|karte|carte|tarjeta|carta|cartão|カード|بطاقة)[^\n]{0,48}$/i;
/** UTF-16 units before the digits in which a label counts. */
const LABEL_REACH = 64;
/** Lengths in the order in which they are tried where several fit: the common ones first. */
const LENGTHS = [16, 15, 14, 19, 13, 18, 17, 12] as const;
/** Characters between two runs of digits that may be one card ("4111 1111, and then 1111 1111"). */
const JOIN_CHARS = 32;

/** Payment cards in runs of digits: whole groups, any separators; also cut into runs with words between. Pure. */
export function findCards(text: string, runs: readonly DigitRun[], found: Candidate[]): void {
  for (const [index, run] of runs.entries()) {
    if (count(run.groups) >= CARD_DIGITS.min) inRun(text, run, found);
    joined(text, runs, index, found);
  }
}

function count(groups: readonly DigitGroup[]): number {
  return groups.reduce((sum, group) => sum + group.digits.length, 0);
}

function inRun(text: string, run: DigitRun, found: Candidate[]): void {
  const labelled = LABEL.test(text.slice(Math.max(0, run.start - LABEL_REACH), run.start));
  let first = 0;
  while (first < run.groups.length) {
    const taken = cardAt(text, run.groups, first, labelled);
    if (taken === 0) {
      first += 1;
      continue;
    }
    const start = run.groups[first]?.start ?? 0;
    const end = run.groups[first + taken - 1]?.end ?? start;
    found.push({ type: 'CARD', start, end, rank: RANK.certain });
    checkDigits(text, end, found);
    first += taken;
  }
}

/** "... 12/27 123" and "... 12/27, cvv 123" behind a card: the date of expiry, and then the check digits. */
const EXPIRY_AND_CVV =
  /^[\s,;:|/-]{1,4}(?:exp\w{0,8}[\s:.]{0,3})?\d{2}\s?[/|-]\s?(?:\d{4}|\d{2})[\s,;:|/-]{1,4}(?:\w{3,4}[\s:]{1,3})?(\d{3,4})(?![\d.,-]?\d)/;

function checkDigits(text: string, from: number, found: Candidate[]): void {
  const match = EXPIRY_AND_CVV.exec(text.slice(from, from + 64));
  if (!match) return;
  const end = from + match[0].length;
  found.push({ type: 'CVV', start: end - (match[1] ?? '').length, end, rank: RANK.labelled });
}

/** How many groups from `first` on are a card; 0: none. */
function cardAt(text: string, groups: readonly DigitGroup[], first: number, labelled: boolean): number {
  const byLength = new Map<number, number>();
  let digits = '';
  for (let index = first; index < groups.length && digits.length < CARD_DIGITS.max; index++) {
    digits += groups[index]?.digits ?? '';
    byLength.set(digits.length, index - first + 1);
  }
  for (const length of LENGTHS) {
    const taken = byLength.get(length);
    if (taken === undefined) continue;
    const parts = groups.slice(first, first + taken);
    const value = digits.slice(0, length);
    if (isCard(value) && (labelled || plausible(text, parts, length))) return taken;
    // A mistyped card is still almost a card: with a label its shape is enough.
    if (labelled && first === 0 && taken === groups.length && length >= 13 && evenly(parts)) return taken;
  }
  return 0;
}

/** Without a label, numbers that merely stand side by side are not a card. */
function plausible(text: string, parts: readonly DigitGroup[], length: number): boolean {
  if (parts.length === 1) return length > 12 || !/[\p{L}_]/u.test(text[(parts[0]?.start ?? 0) - 1] ?? ' ');
  if (evenly(parts)) return true;
  const [start, end] = [parts[0]?.start ?? 0, parts.at(-1)?.end ?? 0];
  return (length === 15 || length === 16) && !/[,/()+\n]/.test(text.slice(start, end));
}

/** Groups of one length but for the last, or those of American Express and Diners (4-6-5, 4-6-4). */
function evenly(parts: readonly DigitGroup[]): boolean {
  const lengths = parts.map((part) => part.digits.length);
  if (/^4,6,[45]$/.test(lengths.join())) return true;
  return lengths.slice(0, -1).every((length) => length === lengths[0]);
}

/** A card in several runs with a few words between: each run is marked. */
function joined(text: string, runs: readonly DigitRun[], first: number, found: Candidate[]): void {
  const parts: DigitRun[] = [];
  let digits = '';
  for (let index = first; index < runs.length && digits.length <= 16; index++) {
    const run = runs[index];
    const last = parts.at(-1);
    if (!run || (last && run.start - last.end > JOIN_CHARS)) return;
    const value = run.groups.map((group) => group.digits).join('');
    if (value.length < 3) return;
    parts.push(run);
    digits += value;
    if (parts.length < 2 || (digits.length !== 15 && digits.length !== 16) || !isCard(digits)) continue;
    const start = parts[0]?.start ?? 0;
    const fours = parts.every((part) => count(part.groups) % 4 === 0);
    if (!fours && !LABEL.test(text.slice(Math.max(0, start - LABEL_REACH), start))) return;
    for (const part of parts) {
      found.push({ type: 'CARD', start: part.start, end: part.end, rank: RANK.certain });
    }
    return;
  }
}
