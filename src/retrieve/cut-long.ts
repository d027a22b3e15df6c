import type { Span } from '../domain/sentences.ts';

/** UTF-16 units of the parts of what has no sentences: about a chunk's size. */
const PART_CHARS = 900;
/** Up to this a sentence stays whole. */
const SENTENCE_CHARS = 1_300;
/** UTF-16 units of a table's columns in the heading of its parts: they count in each. */
const COLUMNS_CHARS = 200;

/** A sentence without end (a pasted log) is cut at spaces, so that no chunk is far above the target. */
export function cutLong(text: string, span: Span): Span[] {
  const cut: Span[] = [];
  let start = span.start;
  while (span.end - start > SENTENCE_CHARS) {
    const end = cutPoint(text, start);
    cut.push({ start, end });
    start = end;
    while (start < span.end && /\s/.test(text[start] ?? '')) start += 1;
  }
  if (span.end > start) cut.push({ start, end: span.end });
  return cut;
}

/** The last space near the target; looked for no further back than half of it, so that one long word stays linear. */
function cutPoint(text: string, start: number): number {
  const limit = start + PART_CHARS;
  const half = start + PART_CHARS / 2;
  const space = text.slice(half, limit + 1).lastIndexOf(' ');
  if (space > 0) return half + space;
  return isLowSurrogate(text.charCodeAt(limit)) ? limit - 1 : limit;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** A list, code block or table longer than `limit` is cut between lines: before an item that is not within another, if it can be. */
export function cutLines(text: string, span: Span, limit: number): Span[] {
  if (span.end - span.start <= limit) return [{ start: span.start, end: span.end }];
  const cut: Span[] = [];
  let start = span.start;
  while (span.end - start > Math.min(limit, PART_CHARS * 2)) {
    const end = linePoint(text, start);
    cut.push({ start, end });
    start = end;
    while (start < span.end && text[start] === '\n') start += 1;
  }
  if (span.end > start) cut.push({ start, end: span.end });
  return cut;
}

/** The end of the last line near twice the target; in its second half, one that an item, a row or a first column follows. */
function linePoint(text: string, start: number): number {
  const part = text.slice(start, start + PART_CHARS * 2 + 1);
  const last = part.lastIndexOf('\n');
  for (let at = last; at > PART_CHARS; at = part.lastIndexOf('\n', at - 1)) {
    if (/\S/.test(part[at + 1] ?? text[start + at + 1] ?? '')) return start + at;
  }
  return last > 0 ? start + last : cutPoint(text, start);
}

/** The names of a table's columns, for the heading of parts that stand without them; empty where there is no header row. */
export function tableHeader(text: string, table: Span): string {
  const [header = '', delimiter = ''] = text
    .slice(table.start, Math.min(table.end, table.start + 4_000))
    .split('\n');
  if (!/^[\s|:-]+$/.test(delimiter)) return '';
  const cells = header.split('|').map((cell) => cell.trim());
  return cells
    .filter((cell) => cell !== '')
    .join(' | ')
    .slice(0, COLUMNS_CHARS)
    .toWellFormed();
}
