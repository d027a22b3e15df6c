import { describe, expect, it } from 'vitest';
import { parsePs, parseStat, processUsage } from '../../../bench/harness/process-usage.ts';

describe('parseStat', () => {
  it('adds user and system time in ms and counts pages as bytes, whatever the name of the process holds', () => {
    const fields = [
      'S',
      ...Array.from({ length: 10 }, () => '0'),
      '150',
      '50',
      ...Array.from({ length: 8 }, () => '0'),
      '10',
    ];
    expect(parseStat(`42 (a) b (c) ${fields.join(' ')} 0`)).toEqual({ cpuMs: 2_000, rssBytes: 40_960 });
  });
});

describe('parsePs', () => {
  it('reads minutes, hours and days', () => {
    expect(parsePs('  1:02.50 2048\n')).toEqual({ cpuMs: 62_500, rssBytes: 2_097_152 });
    expect(parsePs('01:00:01 1')).toEqual({ cpuMs: 3_601_000, rssBytes: 1_024 });
    expect(parsePs('1-00:00:01 1')).toEqual({ cpuMs: 86_401_000, rssBytes: 1_024 });
  });

  it('says that it does not know rather than zero', () => {
    expect(parsePs('')).toEqual({ cpuMs: null, rssBytes: null });
  });
});

describe('processUsage', () => {
  it('of a process that is not there is unknown, and does not throw', () => {
    expect(processUsage(2 ** 30)).toEqual({ cpuMs: null, rssBytes: null });
  });

  it('of this process is more than nothing', () => {
    expect(processUsage(process.pid).rssBytes).toBeGreaterThan(1_000_000);
  });
});
