/** What the clock on the wall shows: days since 1970-01-01 of the local calendar, and minutes since its midnight. */
export interface WallTime {
  day: number;
  minute: number;
}

/** A clock in one time zone. */
export interface LocalClock extends WallTime {
  /** The wall time so many minutes from now, over any change to or from summer time. */
  after(minutes: number): WallTime;
}

export const MINUTES_PER_DAY = 1_440;
const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;
/** Zones whose formatter is kept: making one takes a millisecond; organizations of one Worker have few zones. */
const ZONES_KEPT = 64;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Reads the clock `now` in an IANA zone; an unknown zone is read as UTC, an unusable date as 1970. */
export function localClock(now: Date | number, timeZone: string): LocalClock {
  const given = typeof now === 'number' ? now : now.getTime();
  const epoch = Number.isFinite(given) ? given : 0;
  const format = formatOf(timeZone);
  return {
    ...wallTime(format, epoch),
    after: (minutes) => wallTime(format, epoch + minutes * MS_PER_MINUTE),
  };
}

/** Days since 1970-01-01 of a date, or null where the calendar has no such day (31 April). Months count from 1. */
export function dayOf(year: number, month: number, date: number): number | null {
  if (month < 1 || month > 12 || date < 1 || date > 31) return null;
  const time = Date.UTC(year, month - 1, date);
  const back = new Date(time);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === date ? time / MS_PER_DAY : null;
}

/** The parts of a day; `weekday` 0 is Monday. */
export function partsOf(day: number): { year: number; month: number; date: number; weekday: number } {
  const at = new Date(day * MS_PER_DAY);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    date: at.getUTCDate(),
    weekday: (at.getUTCDay() + 6) % 7,
  };
}

/** `2026-11-22`. */
export function isoDate(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** `09:30` of minutes since midnight. */
export function isoTime(minute: number): string {
  const within = ((minute % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  return `${pad(Math.floor(within / 60))}:${pad(within % 60)}`;
}

/** The same day so many months on, or the last of that month where it is shorter. */
export function addMonths(day: number, months: number): number {
  const { year, month, date } = partsOf(day);
  const first = firstOfMonth(year, month + months);
  const last = firstOfMonth(year, month + months + 1) - 1;
  return Math.min(first + date - 1, last);
}

/** First day of a month; months below 1 and above 12 run into other years. */
export function firstOfMonth(year: number, month: number): number {
  return Date.UTC(year, month - 1, 1) / MS_PER_DAY;
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** Since then every zone is whole minutes from UTC and changes its clock at a quarter of an hour of UTC. */
const QUARTERS_SINCE = Date.UTC(2013, 0);
const MS_PER_QUARTER = 15 * MS_PER_MINUTE;

/** Minutes that a zone was ahead of UTC in one quarter of an hour. */
interface QuarterOffset {
  quarter: number;
  minutes: number;
}

const offsets = new WeakMap<Intl.DateTimeFormat, QuarterOffset>();

/** Formatting is slow, and the messages of one quarter of an hour share its answer. */
function wallTime(format: Intl.DateTimeFormat, epoch: number): WallTime {
  if (epoch < QUARTERS_SINCE) return formatted(format, epoch);
  const quarter = Math.floor(epoch / MS_PER_QUARTER);
  let offset = offsets.get(format);
  if (offset?.quarter !== quarter) {
    const { day, minute } = formatted(format, epoch);
    offset = {
      quarter,
      minutes: day * MINUTES_PER_DAY + minute - Math.floor(epoch / MS_PER_MINUTE),
    };
    offsets.set(format, offset);
  }
  const minutes = Math.floor(epoch / MS_PER_MINUTE) + offset.minutes;
  const day = Math.floor(minutes / MINUTES_PER_DAY);
  return { day, minute: minutes - day * MINUTES_PER_DAY };
}

function formatted(format: Intl.DateTimeFormat, epoch: number): WallTime {
  const [month = 1, date = 1, year = 1970, hour = 0, minute = 0] = (
    format.format(epoch).match(/\d{1,6}/g) ?? []
  ).map(Number);
  return { day: Date.UTC(year, month - 1, date) / MS_PER_DAY, minute: hour * 60 + minute };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const kept = formats.get(timeZone);
  if (kept) return kept;
  if (formats.size >= ZONES_KEPT) formats.clear();
  const format = newFormat(timeZone);
  formats.set(timeZone, format);
  return format;
}

function newFormat(timeZone: string): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = {
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  };
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone });
  } catch (error) {
    if (error instanceof RangeError) return new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
    throw error;
  }
}
