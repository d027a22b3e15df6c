import { isItem } from './list-item.ts';
import type { Line } from './page-lines.ts';

/** A heading is this much larger than the text, and no longer than this. */
const LARGER = 1.12;
const HEADING_CHARS = 160;
/** Depth of headings that is told apart by size. */
const LEVELS = 4;

export interface Layout {
  /** Height of most letters, in points; the font they are in; usual distance of two lines. */
  size: number;
  font: string;
  leading: number;
  /** Sizes of headings, largest first. */
  headings: number[];
  /** Width of a full line, in points. */
  width: number;
  /** Fonts whose letters are all as wide: code. */
  monospaced: ReadonlySet<string>;
}

/** How the text of a document is set. */
export function layoutOf(lines: readonly Line[], monospaced: ReadonlySet<string>): Layout {
  const sizes = new Map<number, number>();
  const fonts = new Map<string, number>();
  const gaps = new Map<number, number>();
  for (const [at, line] of lines.entries()) {
    const size = Math.round(line.size * 2) / 2;
    sizes.set(size, (sizes.get(size) ?? 0) + line.text.length);
    fonts.set(line.font, (fonts.get(line.font) ?? 0) + line.text.length);
    const next = lines[at + 1];
    const gap = next ? Math.round((next.y - line.y) * 2) / 2 : 0;
    if (gap > 0 && gap < line.size * 3) gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
  }
  const size = mostOf(sizes) ?? 10;
  const widths = lines.map((line) => line.right - line.x).sort((a, b) => a - b);
  const width = widths[Math.floor(widths.length * 0.8)] ?? 0;
  const headings = [...sizes.keys()].filter((one) => one >= size * LARGER).sort((a, b) => b - a);
  return {
    size,
    font: mostOf(fonts) ?? '',
    leading: mostOf(gaps) ?? size * 1.2,
    headings,
    monospaced,
    width,
  };
}

function mostOf<T>(counts: ReadonlyMap<T, number>): T | undefined {
  let best: [T, number] | undefined;
  for (const entry of counts) if (best === undefined || entry[1] > best[1]) best = entry;
  return best?.[0];
}

/** The depth of a heading by its size, or by its font where it stands alone; 0: it is none. */
export function headingLevel(lines: readonly Line[], at: number, layout: Layout): number {
  const line = lines[at];
  if (!line || line.text.length > HEADING_CHARS || !/\p{L}{2}/u.test(line.text)) return 0;
  const bySize = layout.headings.findIndex((size) => line.size >= size - 0.3);
  if (bySize >= 0) return Math.min(bySize + 1, LEVELS);
  if (line.font === layout.font || layout.monospaced.has(line.font) || line.size < layout.size - 0.3)
    return 0;
  const [before, next] = [lines[at - 1], lines[at + 1]];
  const apart = !before || !isNext(before, line, layout);
  const titled = /^[\p{Lu}\d]/u.test(line.text) && !/[.,;:!]$/.test(line.text) && line.text.length <= 100;
  const above = next !== undefined && next.font === layout.font && next.page === line.page;
  return apart && titled && above && !isItem(line.text) ? Math.min(layout.headings.length + 1, LEVELS) : 0;
}

/** True where a line follows at the distance at which lines of one paragraph do. */
export function isNext(last: Line, line: Line, layout: Layout): boolean {
  const usual = Math.max(layout.leading * (line.size / layout.size), line.size);
  return line.page === last.page && line.y - last.y < usual * 1.4;
}

/** True for two heights of letters that the eye takes for one. */
export function same(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.6;
}

/** Rows of a table that begins here: two or more lines of as many cells that begin at the same places; 0: none does. */
export function tableAt(lines: readonly Line[], at: number): number {
  const cells = lines[at]?.cells.length ?? 0;
  if (cells < 2) return 0;
  let rows = 1;
  while (lines[at + rows]?.cells.length === cells && lines[at + rows]?.page === lines[at]?.page) rows += 1;
  // Two lines of two parts are as often a page set with tabs.
  return rows >= 3 || (rows === 2 && cells > 2) ? rows : 0;
}

/** Lines of code that begin here; one alone only where it stands apart, for words of code end up in lines of their own. */
export function codeAt(lines: readonly Line[], at: number, layout: Layout): number {
  // A whole document in such letters is a typed one, not code.
  if (layout.monospaced.has(layout.font)) return 0;
  let rows = 0;
  for (let line = lines[at]; line && isCode(line, layout); line = lines[at + rows]) rows += 1;
  const [before, first] = [lines[at - 1], lines[at]];
  const inside = before !== undefined && first !== undefined && isNext(before, first, layout);
  return inside && (rows === 1 || !/[.!?:;]$/.test(before.text)) ? 0 : rows;
}

function isCode(line: Line, layout: Layout): boolean {
  return layout.monospaced.has(line.font) && !/^[•◦▪‣●○■□·]/.test(line.text);
}
