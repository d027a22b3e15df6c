/** Windows of one text at most; a longer text is looked at in larger ones. */
const WINDOWS_MAX = 64;
/** A shorter piece says too little alone and joins the next one. */
const WINDOW_UNITS_MIN = 24;
/** A longer sentence is cut. */
const WINDOW_UNITS_MAX = 400;

/**
 * The sentences and lines of a text: an instruction that was planted in it fills one of them, and would drown in the whole.
 * At most `WINDOWS_MAX`, in order, together the whole text.
 */
export function textWindows(text: string): string[] {
  const least = Math.max(WINDOW_UNITS_MIN, Math.ceil(text.length / WINDOWS_MAX));
  const windows: string[] = [];
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(/[.!?。！？]["')\]]?(?=\s)|\n|[。！？]/g)) {
    const end = index + mark.length;
    if (end - start < least) continue;
    cut(text, start, end, windows);
    start = end;
  }
  if (start < text.length) cut(text, start, text.length, windows);
  return windows;
}

function cut(text: string, from: number, to: number, windows: string[]): void {
  for (let start = from; start < to; start += WINDOW_UNITS_MAX) {
    const piece = text.slice(start, Math.min(to, start + WINDOW_UNITS_MAX)).trim();
    if (piece.length > 0) windows.push(piece);
  }
}
