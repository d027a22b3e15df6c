/** Numbers, dates and sizes as a reader of one language writes them. */
export interface Formats {
  count(value: number): string;
  /** 0 to 1. */
  percent(share: number): string;
  /** `3 minutes ago`; older than a week, the date. */
  ago(iso: string): string;
  /** Day and minute. */
  date(iso: string): string;
  /** `1.2 MB`. */
  bytes(size: number): string;
  /** `6 hours`, `1 day`. */
  duration(minutes: number): string;
  /** US dollars: cents of what is large, all there is of what is small. */
  money(usd: number): string;
  /** `450 ms`, `1.2 sec`. */
  wait(ms: number): string;
  /** `1.2M`, where there is little room. */
  short(value: number): string;
  /** A UTC day given as `YYYY-MM-DD`. */
  day(day: string): string;
}

const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 86_400;
const WEEK_S = 604_800;

/** `now` in epoch milliseconds. Pure but for the clock. */
export function createFormats(language: string, now: () => number): Formats {
  const count = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const minute = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const short = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
  const utcDay = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const money = (usd: number, digits: number) =>
    new Intl.NumberFormat(language, {
      style: 'currency',
      currency: 'USD',
      minimumFractionDigits: 2,
      maximumFractionDigits: digits,
    }).format(usd);
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: name.endsWith('byte') || name.endsWith('second') ? 'short' : 'long',
      maximumFractionDigits: digits,
    }).format(value);
  return {
    count: (value) => count.format(value),
    // What is not certain is never called so by rounding.
    percent: (share) => percent.format(share < 1 ? Math.min(share, 0.99) : share),
    date: (iso) => minute.format(new Date(iso)),
    ago(iso) {
      const seconds = (Date.parse(iso) - now()) / 1_000;
      const distance = Math.abs(seconds);
      if (distance < MINUTE_S) return relative.format(0, 'second');
      if (distance < HOUR_S) return relative.format(Math.round(seconds / MINUTE_S), 'minute');
      if (distance < DAY_S) return relative.format(Math.round(seconds / HOUR_S), 'hour');
      if (distance < WEEK_S) return relative.format(Math.round(seconds / DAY_S), 'day');
      return day.format(new Date(iso));
    },
    bytes(size) {
      if (size < 1_000) return unit(size, 'byte');
      return size < 1_000_000 ? unit(size / 1_000, 'kilobyte') : unit(size / 1_000_000, 'megabyte', 1);
    },
    duration(minutes) {
      if (minutes % 1_440 === 0) return unit(minutes / 1_440, 'day');
      return minutes % 60 === 0 ? unit(minutes / 60, 'hour') : unit(minutes, 'minute');
    },
    money: (usd) => money(usd, usd >= 1 || usd === 0 ? 2 : usd >= 0.01 ? 4 : 6),
    wait: (ms) => (ms < 1_000 ? unit(ms, 'millisecond') : unit(ms / 1_000, 'second', 1)),
    short: (value) => short.format(value),
    day: (day) => utcDay.format(Date.parse(day)),
  };
}
