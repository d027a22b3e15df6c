import type { BenchReport, BenchRow } from './report.ts';

const HEADINGS = ['what', 'value', 'yardstick in the same run', 'ratio', 'goal', ''];

/** A report as columns of plain text. */
export function textTable(report: BenchReport): string {
  const lines = [HEADINGS, ...report.rows.map(cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const text = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [`${report.name} · ${report.machine}`, '', text[0], rule, ...text.slice(1)].join('\n');
}

/** A report as a Markdown page. */
export function markdownTable(report: BenchReport): string {
  const line = (columns: string[]) => `| ${columns.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    `# ${report.name}, ${report.date.slice(0, 10)}`,
    '',
    `${report.machine}. Other work ran on the same machine: read the ratios, not the milliseconds.`,
    '',
    line(HEADINGS),
    line(HEADINGS.map(() => '---')),
    ...report.rows.map((row) => line(cells(row))),
    '',
  ].join('\n');
}

function cells(row: BenchRow): string[] {
  const yardstick =
    row.yardstick === undefined ? '' : `${row.yardstick}: ${format(row.yardstickValue)} ${row.unit}`;
  const ratio = row.ratio === undefined ? '' : `${format(row.ratio)}x`;
  return [
    row.what,
    `${format(row.value)} ${row.unit}`,
    yardstick,
    ratio,
    row.goal,
    row.holds ? 'holds' : 'MISSED',
  ];
}

function format(value: number | undefined): string {
  return value === undefined ? '' : value.toLocaleString('en-US', { maximumSignificantDigits: 6 });
}
