import { expect, test } from 'vitest';
import { isoDate, isoTime, localClock } from '../../../../src/understand/entities/local-clock.ts';

const MINUTE = 60_000;

/** Zones of whole hours, halves and quarters, and one that changed its clock at a minute past midnight. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Nowhere',
];

test.for(ZONES)(
  'the clock of %s is that of the calendar, over every change to and from summer time',
  (zone) => {
    const timeZone = zone === 'Nowhere' ? 'UTC' : zone;
    const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
    const starts = [
      Date.UTC(1999, 2, 20),
      Date.UTC(2010, 2, 10),
      Date.UTC(2026, 2, 5),
      Date.UTC(2026, 9, 20),
    ];
    for (const start of starts) {
      for (let at = start; at < start + 30 * 86_400_000; at += 29 * MINUTE + 123) {
        const { day, minute } = localClock(at, zone);
        expect(`${isoDate(day)} ${isoTime(minute)}`).toBe(format.format(at));
      }
    }
  },
);
