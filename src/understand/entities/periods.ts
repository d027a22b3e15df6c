import type { CalendarUnit } from './calendar-words.ts';
import { firstOfMonth, partsOf } from './local-clock.ts';

/** Days from `first` to `until` (exclusive); without `until` the one day. */
export interface Period {
  first: number;
  until?: number;
}

/** This (0), the next (1) or the last (-1) week, weekend, month, ...; weeks begin on Monday. Null for hours and minutes. Pure. */
export function periodOf(today: number, unit: CalendarUnit, direction: -1 | 0 | 1): Period | null {
  const { year, month, weekday } = partsOf(today);
  const monday = today - weekday + 7 * direction;
  switch (unit) {
    case 'day':
      return { first: today + direction };
    case 'week':
      return { first: monday, until: monday + 7 };
    case 'fortnight':
      return { first: monday, until: monday + 14 };
    case 'weekend':
      return { first: monday + 5, until: monday + 7 };
    case 'month':
      return {
        first: firstOfMonth(year, month + direction),
        until: firstOfMonth(year, month + direction + 1),
      };
    case 'quarter': {
      const start = month - ((month - 1) % 3) + 3 * direction;
      return { first: firstOfMonth(year, start), until: firstOfMonth(year, start + 3) };
    }
    case 'year':
      return { first: firstOfMonth(year + direction, 1), until: firstOfMonth(year + direction + 1, 1) };
    case 'hour':
    case 'minute':
      return null;
  }
}
