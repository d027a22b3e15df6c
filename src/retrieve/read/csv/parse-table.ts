import { parse as parseCsv } from 'csv-parse/browser/esm/sync';
import type { ReadLimits } from '../read-limits.ts';

export interface Table {
  header: string[];
  rows: string[][];
  truncated: boolean;
}

/** UTF-16 units of one cell: a cell is an answer, not a book. */
const CELL_CHARS = 50_000;
/** UTF-16 units of a row: a quote that is never closed swallows the rest of the file. */
const ROW_CHARS = 1_000_000;
const DELIMITERS = [',', ';', '\t', '|'];
/** Rows, and UTF-16 units, from which the delimiter is found out. */
const SAMPLE_ROWS = 20;
const SAMPLE_CHARS = 100_000;

/** A table from its text. The delimiter is found by trying; a file whose quotes do not close is read as if they were letters. */
export function parseTable(text: string, tabs: boolean, limits: ReadLimits): Table {
  const delimiter = tabs ? '\t' : delimiterOf(text);
  const most = limits.rows + 1;
  const found = parse(text, delimiter, '"', most + 1) ?? parse(text, delimiter, null, most + 1) ?? [];
  const wide = found.some((row) => row.length > limits.columns);
  const [header = [], ...rows] = found
    .slice(0, most)
    .map((row) => row.slice(0, limits.columns).map((cell) => cell.trim().slice(0, CELL_CHARS)));
  return { header, rows, truncated: found.length > most || wide };
}

/** Null where quotes do not close. */
function parse(text: string, delimiter: string, quote: '"' | null, rows: number): string[][] | null {
  try {
    const parsed = parseCsv(text, {
      delimiter,
      quote,
      bom: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: ROW_CHARS,
      to: rows,
    });
    return parsed;
  } catch {
    return null;
  }
}

/** The one by which most rows have as many cells as the first; of several, the one that makes more. */
function delimiterOf(text: string): string {
  const sample = text.slice(0, SAMPLE_CHARS);
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const rows =
      parse(sample, delimiter, '"', SAMPLE_ROWS) ?? parse(sample, delimiter, null, SAMPLE_ROWS) ?? [];
    const cells = rows[0]?.length ?? 0;
    const alike = rows.filter((row) => row.length === cells).length / Math.max(1, rows.length);
    const score = cells < 2 ? 0 : alike * 10 + Math.min(cells, 9) / 10;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
