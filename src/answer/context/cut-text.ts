/** What stands where text was left out. */
const GAP = ' […] ';
/** UTF-16 units of the longest token of masking, `[DRIVING_LICENCE_500]`: it is left whole or left out. */
const TOKEN_CHARS = 24;

/** The beginning of a text, at most `max` UTF-16 units: no character and no token such as `[EMAIL_1]` is cut in two. Pure. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = Math.max(0, max);
  if (isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
  const open = text.lastIndexOf('[', end - 1);
  const inToken = open >= Math.max(0, end - TOKEN_CHARS) && /^\[[A-Z_\d]*$/.test(text.slice(open, end));
  return text.slice(0, inToken ? open : end);
}

/**
 * Beginning and end of a text, at most `max` UTF-16 units: a long message says at its beginning what it is about, and at its end
 * what is wanted. Pure.
 */
export function cutMiddle(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = cutText(text, Math.ceil((max - GAP.length) * 0.6));
  let from = text.length - Math.max(0, max - GAP.length - head.length);
  if (isLowSurrogate(text.charCodeAt(from))) from += 1;
  const tail = text.slice(from).replace(/^[A-Z_\d]{0,24}\]/, '');
  return `${head.trimEnd()}${GAP}${tail.trimStart()}`;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
