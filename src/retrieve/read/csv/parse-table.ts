import Papa from 'papaparse';
import type { ReadLimits } from '../read-limits.ts';

export interface Table {
  header: string[];
  rows: string[][];
  truncated: boolean;
}

/** UTF-16 units of one cell: a cell is an answer, not a book; a quote that is never closed swallows the rest of the file. */
const CELL_CHARS = 50_000;

/** A table from its text. The delimiter is found by trying; a file whose quotes do not close is read as if they were letters. */
export function parseTable(text: string, tabs: boolean, limits: ReadLimits): Table {
  const delimiter = tabs ? '\t' : '';
  let parsed = parse(text, delimiter, '"', limits.rows);
  if (parsed.errors.some(({ code }) => code === 'MissingQuotes' || code === 'InvalidQuotes')) {
    const plain = parse(text, parsed.meta.delimiter, '\u0000', limits.rows);
    if (plain.data.length > parsed.data.length) parsed = plain;
  }
  const [header = [], ...rows] = parsed.data.map((row) =>
    row.slice(0, limits.columns).map((cell) => cell.slice(0, CELL_CHARS)),
  );
  const wide = parsed.data.some((row) => row.length > limits.columns);
  return { header, rows, truncated: parsed.meta.truncated || wide };
}

function parse(text: string, delimiter: string, quoteChar: string, rows: number): Papa.ParseResult<string[]> {
  return Papa.parse<string[]>(text, {
    delimiter,
    quoteChar,
    header: false,
    dynamicTyping: false,
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t', '|'],
    preview: rows + 1,
  });
}
