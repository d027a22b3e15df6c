const HOUR_MS = 3_600_000;
const INTERVAL_MS = { hourly: HOUR_MS, daily: 24 * HOUR_MS, weekly: 7 * 24 * HOUR_MS };

/** Unix milliseconds at which a source is synced next; null: when somebody asks for it. Pure. */
export function nextSyncMs(schedule: 'manual' | keyof typeof INTERVAL_MS, nowMs: number): number | null {
  return schedule === 'manual' ? null : nowMs + INTERVAL_MS[schedule];
}
