import { describe, expect, it } from 'vitest';
import type { BenchReport } from '../../../bench/harness/report.ts';
import { markdownTable, textTable } from '../../../bench/harness/table.ts';

const REPORT: BenchReport = {
  name: 'engine',
  machine: '2 cores',
  date: '2026-11-22T08:00:00.000Z',
  rows: [
    {
      what: 'CPU | turn',
      value: 1.36,
      unit: 'ms',
      yardstick: 'bare object',
      yardstickValue: 0.546,
      ratio: 2.5,
      goal: '<= 3x',
      holds: true,
    },
    { what: 'size', value: 12_345, unit: 'kB', goal: '<= 700 kB', holds: false },
  ],
};

describe('textTable', () => {
  it('aligns every column', () => {
    const [, , head, rule, first, second] = textTable(REPORT).split('\n');
    const at = head?.indexOf('goal') ?? -1;
    expect(rule?.charAt(at)).toBe('-');
    expect(first?.slice(at)).toMatch(/^<= 3x/);
    expect(second?.slice(at)).toMatch(/^<= 700 kB/);
  });

  it('says plainly which goals are missed', () => {
    const lines = textTable(REPORT).split('\n');
    expect(lines.at(-2)).toMatch(/holds$/);
    expect(lines.at(-1)).toMatch(/MISSED$/);
  });

  it('shows the yardstick beside the figure', () => {
    expect(textTable(REPORT)).toMatch(/1\.36 ms +bare object: 0\.546 ms +2\.5x/);
  });
});

describe('markdownTable', () => {
  it('names the day and the machine', () => {
    expect(markdownTable(REPORT)).toMatch(/^# engine, 2026-11-22\n\n2 cores\./);
  });

  it('keeps a pipe in a name from opening a column', () => {
    const line = markdownTable(REPORT)
      .split('\n')
      .find((one) => one.includes('turn'));
    expect(line).toContain('CPU \\| turn');
  });
});
