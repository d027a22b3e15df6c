/** UTF-16 units before the limit in which a boundary is looked for: no grapheme of a language or emoji is longer. */
const WINDOW = 128;

let segmenter: Intl.Segmenter | null = null;

/** The text up to `limit` UTF-16 units, shorter where the limit falls into a grapheme. Never splits a surrogate pair. Pure. */
export function cutAtGrapheme(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit <= 0) return '';
  const from = windowStart(text, Math.max(0, limit - WINDOW));
  // One segment beyond the limit shows whether the limit itself is a boundary.
  const window = text.slice(from, limit + WINDOW);
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  let boundary = from;
  for (const { index, segment } of segmenter.segment(window)) {
    if (from + index > limit) break;
    boundary = from + index;
    if (boundary + segment.length > limit) break;
  }
  if (boundary > from || from === 0) return text.slice(0, boundary);
  return text.slice(0, isLow(text, limit) ? limit - 1 : limit);
}

/** Not inside a surrogate pair, nor inside a row of flags, whose letters pair up from the row's start. */
function windowStart(text: string, at: number): number {
  let start = isLow(text, at) ? at - 1 : at;
  while (start > 1 && isRegional(text, start) && isRegional(text, start - 2)) start -= 2;
  return start;
}

function isRegional(text: string, at: number): boolean {
  const code = text.codePointAt(at) ?? 0;
  return code >= 0x1f1e6 && code <= 0x1f1ff;
}

function isLow(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
