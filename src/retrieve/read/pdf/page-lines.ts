/** A piece of text as the library gives it: `transform` in the units of the page as it is shown, y downwards. */
export interface TextPiece {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  font: string;
}

export interface Line {
  text: string;
  /** Between its parts that stand far apart: where columns of a table begin. */
  cells: string[];
  x: number;
  right: number;
  y: number;
  size: number;
  font: string;
  page: number;
}

/** Points below which text is not for eyes. */
const SMALLEST = 2.5;
/** Widths of a letter's height that make a gap a space, and a column. */
const SPACE = 0.15;
const COLUMN = 1.3;

/** The lines of a page, in the order in which it is read. Pure. */
export function pageLines(pieces: readonly TextPiece[], page: number, width: number): Line[] {
  const lines: Line[] = [];
  let line: Line | null = null;
  let fonts = new Map<string, number>();
  for (const piece of pieces) {
    if (piece.size < SMALLEST || piece.text.trim() === '') continue;
    if (line !== null && continues(line, piece)) append(line, piece);
    else {
      fonts = new Map();
      line = { ...begin(piece), page };
      lines.push(line);
    }
    const weight = (fonts.get(piece.font) ?? 0) + piece.text.length;
    fonts.set(piece.font, weight);
    if (weight > (fonts.get(line.font) ?? 0)) line.font = piece.font;
  }
  return readingOrder(lines, width);
}

function begin(piece: TextPiece): Omit<Line, 'page'> {
  const text = piece.text.trim();
  const { x, y, size, font } = piece;
  return { text, cells: [text], x, right: x + piece.width, y, size, font };
}

function continues(line: Line, piece: TextPiece): boolean {
  const near = Math.abs(piece.y - line.y) < 0.5 * Math.max(line.size, piece.size);
  return near && piece.x > line.right - line.size;
}

function append(line: Line, piece: TextPiece): void {
  const gap = (piece.x - line.right) / line.size;
  const text = piece.text.trim();
  const last = line.cells.length - 1;
  if (gap > COLUMN) {
    line.cells.push(text);
    line.text += ` ${text}`;
  } else {
    const space = gap > SPACE || /^\s/.test(piece.text) ? ' ' : '';
    line.cells[last] += space + text;
    line.text += space + text;
  }
  line.right = Math.max(line.right, piece.x + piece.width);
  // A raised number at the start must not make the line a small one.
  if (piece.size > line.size && text.length > 1) {
    line.size = piece.size;
    line.y = piece.y;
  }
}

/** As written, where that goes down the page; else by columns, if there are two, and by height. */
function readingOrder(lines: Line[], width: number): Line[] {
  let upward = 0;
  for (let at = 1; at < lines.length; at += 1) {
    const [before, line] = [lines[at - 1], lines[at]];
    if (before && line && line.y < before.y - line.size) upward += 1;
  }
  if (upward <= Math.max(2, lines.length * 0.1)) return lines;
  const gutter = gutterOf(lines, width);
  const byHeight = lines.toSorted((a, b) => a.y - b.y || a.x - b.x);
  if (gutter === null) return joinRows(byHeight);
  const ordered: Line[] = [];
  let right: Line[] = [];
  for (const line of byHeight) {
    if (line.x >= gutter) right.push(line);
    else if (line.right <= gutter) ordered.push(line);
    else {
      ordered.push(...right, line);
      right = [];
    }
  }
  return [...ordered, ...right];
}

/** Where a page of two columns is divided: almost nothing crosses there, and both sides have their share. */
function gutterOf(lines: readonly Line[], width: number): number | null {
  for (const share of [0.5, 0.48, 0.52, 0.45, 0.55, 0.4, 0.6]) {
    const x = width * share;
    const left = lines.filter((line) => line.right <= x).length;
    const right = lines.filter((line) => line.x >= x).length;
    const crossing = lines.length - left - right;
    if (crossing <= lines.length * 0.15 && Math.min(left, right) >= lines.length * 0.25) return x;
  }
  return null;
}

function joinRows(lines: readonly Line[]): Line[] {
  const rows: Line[] = [];
  for (const line of lines) {
    const row = rows.at(-1);
    if (!row || Math.abs(row.y - line.y) > 0.3 * row.size || line.x < row.right - row.size) {
      rows.push({ ...line, cells: [...line.cells] });
      continue;
    }
    row.cells.push(...line.cells);
    row.text += ` ${line.text}`;
    row.right = line.right;
  }
  return rows;
}
