import { allMatches } from './all-matches.ts';
import { type Candidate, RANK, textValue } from './candidate.ts';
import type { Scan } from './scan-text.ts';

const SHAPE = /(?<![A-Za-z0-9_])[A-Za-z0-9]{15}(?:[A-Z0-5]{3})?(?![A-Za-z0-9_])/g;
/** Alphabet of the three checking characters: five bits each. */
const CHECK_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
/**
 * Key prefixes of the objects that support talks about; without one an id of 15 characters, which proves nothing by
 * itself, counts only with the shape of a custom object's (`a` and a digit).
 */
const KEY_PREFIXES = new Set(
  (
    '001 002 003 005 006 007 00B 00D 00E 00G 00I 00N 00O 00P 00Q 00T 00U 00X 00a 00b 00e 00h 00k 00l 00o 00v ' +
    '012 015 01I 01N 01Z 01m 01n 01p 01q 01s 01t 01u 02c 02i 02s 033 035 037 04l 04t 04v 050 058 068 069 06M ' +
    '080 082 083 087 099 0A2 0AF 0BM 0C0 0D2 0D5 0D7 0DM 0E8 0EP 0F9 0Gr 0H4 0HV 0HY 0JZ 0Lm 0M0 0PS 0Q0 0QL ' +
    '0Rb 0SO 0TO 0WO 0X0 0ZQ 0ka 0kt 100 110 111 2LA 300 301 307 500 501 550 551 552 557 570 701 707 708 709 710 ' +
    '750 751 800 801 802 806 810 817 888 906 907 910 kA0 ka0 1WL'
  ).split(' '),
);

/** Record ids of 15 and 18 characters; the value is the form of 18. Pure. */
export function findSalesforceIds({ wide, hasDigit }: Scan): Candidate[] {
  if (!hasDigit || wide.length < 15) return [];
  const found: Candidate[] = [];
  for (const match of allMatches(wide, SHAPE)) {
    const id = salesforceId(match[0]);
    if (id === null) continue;
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      type: 'salesforce-id',
      value: textValue(id),
      rank: RANK.proven,
    });
  }
  return found;
}

/** The id in 18 characters: an 18 whose check holds, or a 15 of plausible shape with its check added; otherwise null. Pure. */
export function salesforceId(text: string): string | null {
  const id = text.slice(0, 15);
  if (!/^[A-Za-z0-9]{15}$/.test(id) || !/\d/.test(id)) return null;
  if (text.length === 18) return text === id + salesforceChecksum(id) ? text : null;
  return text.length === 15 && plausible(id) ? id + salesforceChecksum(id) : null;
}

/**
 * The three characters that make 18 of 15: each of the three groups of five yields a number whose bit n says that its
 * nth character is an upper-case letter. Pure.
 */
export function salesforceChecksum(id: string): string {
  let check = '';
  for (let group = 0; group < 15; group += 5) {
    let bits = 0;
    for (let at = 0; at < 5; at++) {
      const code = id.charCodeAt(group + at);
      if (code >= 65 && code <= 90) bits |= 1 << at;
    }
    check += CHECK_ALPHABET.charAt(bits);
  }
  return check;
}

/** A pure number is an order or a card, a pure word is a word: an id has letters and digits, and a known kind of start. */
function plausible(id: string): boolean {
  const digits = id.replace(/\D/g, '').length;
  if (digits === id.length || digits < 4) return false;
  return KEY_PREFIXES.has(id.slice(0, 3)) || /^a[0-9][0-9A-Za-z]/.test(id);
}
