import { light } from './light-pattern.ts';
import { type Candidate, RANK } from './pii.ts';

const V4 = light(/(?<![\d.\p{L}_-])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/gu);
const V6 = light(/(?<![\p{L}\d_:.])[0-9a-f:]{2,39}(?![\p{L}\d_:])/giu);
/** A version may have four parts too. */
const VERSION = /(?:version|release|build|ver\.?|\bv)[ :=]{0,3}$/i;

/** IP addresses, v4 and v6; not those of every machine (127.0.0.1, ::1) and not masks. Pure. */
export function findIps(text: string, found: Candidate[]): void {
  for (const match of text.matchAll(V4)) {
    const parts = match[0].split('.').map(Number);
    if (parts.some((part) => part > 255) || [0, 127, 255].includes(parts[0] ?? 0)) continue;
    if (VERSION.test(text.slice(Math.max(0, match.index - 12), match.index))) continue;
    found.push({ type: 'IP', start: match.index, end: match.index + match[0].length, rank: RANK.certain });
  }
  if (!/:[0-9a-f]{0,4}:/i.test(text)) return;
  for (const match of text.matchAll(V6)) {
    if (!isV6(match[0])) continue;
    found.push({ type: 'IP', start: match.index, end: match.index + match[0].length, rank: RANK.certain });
  }
}

function isV6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group)) || !/\d/.test(text)) return false;
  return halves.length === 2 ? groups.length >= 2 && groups.length <= 7 : groups.length === 8;
}
