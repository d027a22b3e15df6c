import { expect, test } from 'vitest';
import { localTime } from '../../../../src/answer/prompt/local-time.ts';

test.each([
  ['2026-11-22T16:44:00.000Z', 'Europe/Berlin', 'Sunday, 2026-11-22, 17:44 (Europe/Berlin)'],
  ['2026-11-22T23:05:00.000Z', 'Asia/Tokyo', 'Monday, 2026-11-23, 08:05 (Asia/Tokyo)'],
  ['2026-11-22T00:00:00.000Z', 'UTC', 'Sunday, 2026-11-22, 00:00 (UTC)'],
  ['2026-11-22T00:00:00.000Z', 'Mars/Olympus', '2026-11-22T00:00:00.000Z'],
  ['yesterday', 'UTC', 'yesterday'],
])('%s in %s is told as %s', (now, zone, told) => {
  expect(localTime(now, zone)).toBe(told);
  expect(localTime(now, zone)).toBe(told);
});
