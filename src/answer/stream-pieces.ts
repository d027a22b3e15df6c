/** UTF-16 units of a piece: a few words, so that text flows; an answer of 1,200 makes about 60 frames before coalescing. */
const PIECE_CHARS = 20;

/**
 * Cuts a finished text into pieces that join to exactly the same text. A cut falls before white space where there is some
 * near, never inside a citation marker, a surrogate pair or a combining sequence.
 */
export function streamPieces(text: string): string[] {
  const tokens = text.match(/\[\d{1,3}\]|\s+|(?:(?!\[\d{1,3}\])\S\p{M}*){1,24}/gu) ?? [];
  const pieces: string[] = [];
  let open = '';
  for (const token of tokens) {
    if (open.length >= PIECE_CHARS && (/^\s/.test(token) || open.length >= PIECE_CHARS * 2)) {
      pieces.push(open);
      open = '';
    }
    open += token;
  }
  if (open !== '') pieces.push(open);
  return pieces;
}
