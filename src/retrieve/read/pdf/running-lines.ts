import type { Line } from './page-lines.ts';

/** Share of a page's height, at its top and bottom, in which running lines stand. */
const ZONE = 0.13;
/** Pages on which a line must recur, and their share: headers may differ on left and right pages. */
const PAGES_MIN = 3;
const SHARE = 0.3;
/** Lines looked at in each zone of a page. */
const LINES = 3;
/** Times the usual height of letters from which on a line is a heading, not a running line. */
const LARGE = 1.2;
const PAGE_NUMBER =
  /^(?:page|seite|página|pagina|p\.)?\s{0,3}[-–—(]?\s{0,3}(?:\d{1,4}|[ivxlc]{1,7})\s{0,3}[-–—)]?(?:\s{0,3}(?:\/|of|von|de|di|sur)\s{0,3}\d{1,4})?$/i;

/** Pages without page numbers and without the lines that recur at the same height of many pages. Pure. */
export function withoutRunningLines(pages: readonly Line[][], heights: readonly number[]): Line[][] {
  const counts = new Map<string, number>();
  for (const [at, lines] of pages.entries()) {
    for (const line of zoneLines(lines, heights[at] ?? 0)) {
      for (const key of keys(line)) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const needed = Math.max(PAGES_MIN, pages.length * SHARE);
  return pages.map((lines, at) => {
    const zone = new Set(zoneLines(lines, heights[at] ?? 0));
    return lines.filter((line) => {
      if (!zone.has(line)) return true;
      return !PAGE_NUMBER.test(line.text) && !keys(line).some((key) => (counts.get(key) ?? 0) >= needed);
    });
  });
}

function zoneLines(lines: readonly Line[], height: number): Line[] {
  const sizes = lines.map((line) => line.size).sort((a, b) => a - b);
  const large = (sizes[Math.floor(sizes.length / 2)] ?? 0) * LARGE;
  const byHeight = lines.filter((line) => line.size < large).sort((a, b) => a.y - b.y);
  const top = byHeight.filter((line) => line.y < height * ZONE).slice(0, LINES);
  const bottom = byHeight.filter((line) => line.y > height * (1 - ZONE)).slice(-LINES);
  return [...top, ...bottom];
}

/** The same words apart from numbers, or the same form at the same height: `Chapter 2: Returns  17` is told by its numbers. */
function keys(line: Line): string[] {
  const words = line.text.toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' ');
  const found = [`w ${words}`];
  const numbered =
    /^\d{1,4}\s|\s\d{1,4}$/.test(line.text) || line.cells.some((cell) => PAGE_NUMBER.test(cell));
  if (numbered) found.push(`n ${Math.round(line.y / 3)} ${Math.round(line.size)}`);
  return found;
}
