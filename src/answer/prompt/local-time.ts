/** Zones whose format is kept: making one takes a millisecond, and an isolate serves few organizations at a time. */
const FORMATS_MAX = 50;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A moment as a model reads it best: `Sunday, 2026-11-22, 17:44 (Europe/Berlin)`; as given where the zone or the time is unknown to
 * the platform. `now`: ISO 8601; `timeZone`: IANA.
 */
export function localTime(now: string, timeZone: string): string {
  try {
    const parts = formatOf(timeZone).formatToParts(new Date(now));
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
    const date = `${of('year')}-${of('month')}-${of('day')}`;
    return `${of('weekday')}, ${date}, ${of('hour')}:${of('minute')} (${timeZone})`;
  } catch {
    return now;
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const two = '2-digit';
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, weekday: 'long', year: 'numeric', month: two, day: two, hour: two, minute: two },
    hourCycle: 'h23',
  });
  const oldest = formats.keys().next();
  if (formats.size >= FORMATS_MAX && !oldest.done) formats.delete(oldest.value);
  formats.set(timeZone, format);
  return format;
}
