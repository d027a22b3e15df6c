/** Milliseconds since the Unix epoch. Passed in wherever time matters, so that tests choose the time. */
export type Clock = () => number;

/** ISO 8601 in UTC with milliseconds, the only form in which a time crosses a boundary. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
