/** Bytes of a LIKE pattern that D1 accepts; a longer one is an error there. */
const PATTERN_BYTES = 50;

/**
 * A pattern for `LIKE ? ESCAPE '\'` that finds `text` anywhere, with wildcards taken literally. Text beyond what D1 accepts
 * is cut at a character's end, which finds more rows, never fewer.
 */
export function likePattern(text: string): string {
  const encoder = new TextEncoder();
  let body = '';
  let bytes = 2;
  for (const char of text) {
    const escaped = char === '%' || char === '_' || char === '\\' ? `\\${char}` : char;
    const size = encoder.encode(escaped).length;
    if (bytes + size > PATTERN_BYTES) break;
    body += escaped;
    bytes += size;
  }
  return `%${body}%`;
}
