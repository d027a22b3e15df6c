import { foldCase } from './plain-view.ts';

/** Hidden pieces that are decoded of one text: an attack needs one, a log may hold thousands. */
const PIECES_MAX = 8;
/** UTF-16 units of one encoded piece that are decoded. */
const PIECE_UNITS_MAX = 2_000;

const BASE64 = /[A-Za-z0-9+/_-]{16,2000}={0,2}/g;
const HEX = /(?:[0-9a-f]{2}[ :]?){12,1000}/gi;

/** Words of an attack as they look under ROT13 and read backwards: only then is the whole text turned. */
const ROT13_SIGN =
  /\b(?:vtaber|vafgehpgvbaf?|cebzcgf?|qvfertneq|flfgrz|eriryn|erirny|sbetrg|ehyrf|cerivbhf)\b/;
const REVERSED_SIGN = /\b(?:erongi|s?noitcurtsni|s?tpmorp|dragersid|metsys|laever|tegrof|selur|suoiverp)\b/;

/**
 * What a text hides in base64, hexadecimal, ROT13, written backwards or joined from quoted parts, in `foldCase` form; only
 * what decodes to readable words. `plain` is its `plainView`.
 */
export function hiddenText(plain: string): string[] {
  const found: string[] = [];
  const keep = (text: string | null) => {
    if (text !== null && found.length < PIECES_MAX && readsAsWords(text)) found.push(foldCase(text));
  };
  for (const [piece] of plain.matchAll(BASE64)) {
    if (found.length >= PIECES_MAX) break;
    keep(fromBase64(piece));
  }
  for (const [piece] of plain.matchAll(HEX)) {
    if (found.length >= PIECES_MAX) break;
    keep(fromHex(piece));
  }
  const lower = plain.toLowerCase();
  if (ROT13_SIGN.test(lower)) keep(rot13(lower.slice(0, PIECE_UNITS_MAX)));
  if (REVERSED_SIGN.test(lower)) keep([...lower.slice(0, PIECE_UNITS_MAX)].reverse().join(''));
  const parts = joinedParts(plain);
  if (parts !== null) found.push(parts);
  return found;
}

/** Two or more quoted parts that a text asks to be put together. */
function joinedParts(plain: string): string | null {
  if (
    !/\b(?:join|joined|concatenat\w{1,5}|combine|put them together|parts?\b|[a-z] ?\+ ?[a-z]\b)/i.test(plain)
  )
    return null;
  const parts = [...plain.matchAll(/["'“]([^"'“”\n]{3,120})["'”]/g)].slice(0, PIECES_MAX);
  return parts.length < 2
    ? null
    : foldCase(`${parts.map((part) => part[1]).join('')} ${parts.map((part) => part[1]).join(' ')}`);
}

function fromBase64(piece: string): string | null {
  const body = piece.slice(0, PIECE_UNITS_MAX).replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  try {
    return atob(body.slice(0, body.length - (body.length % 4 === 1 ? 1 : 0)));
  } catch {
    return null;
  }
}

function fromHex(piece: string): string {
  const digits = piece.slice(0, PIECE_UNITS_MAX).replace(/[ :]/g, '');
  let text = '';
  for (let at = 0; at + 1 < digits.length; at += 2) {
    text += String.fromCharCode(Number.parseInt(digits.slice(at, at + 2), 16));
  }
  return text;
}

function rot13(text: string): string {
  return text.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 84) % 26) + 97));
}

/** Nearly all letters, spaces and common punctuation, and at least two words. */
function readsAsWords(text: string): boolean {
  if (text.length < 8 || !/[A-Za-z]{3,40}\s[A-Za-z]/.test(text)) return false;
  const strange = text.match(/[^\w\s.,:;!?'"()/-]/g)?.length ?? 0;
  return strange <= text.length / 20;
}
