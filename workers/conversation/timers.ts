/** What can fall due in a conversation: a turn that must be taken up again, an outbox that must be sent. */
export type TimerKind = 'turn' | 'outbox';

export interface Timer {
  id: string;
  kind: TimerKind;
  dueAt: number;
  attempts: number;
}

/** When the one alarm must be set, or `null` when the one that is set (`current`) already fires in time. Pure. */
export function alarmToSet(earliestDue: number | null, current: number | null): number | null {
  if (earliestDue === null) return null;
  return current === null || earliestDue < current ? earliestDue : null;
}

/** Exponential backoff in ms: `first`, doubling per attempt, at most `cap`. */
export function backoffMs(attempts: number, first: number, cap: number): number {
  return Math.min(cap, first * 2 ** Math.min(attempts, 20));
}

/** Many timers over the object's single alarm: rows of `timers`, the alarm at the earliest of them. */
export class Timers {
  private readonly storage: DurableObjectStorage;
  /** Known alarm time; `null` after a wake-up, when setting it again is cheaper than asking. */
  private alarmAt: number | null = null;

  constructor(storage: DurableObjectStorage) {
    this.storage = storage;
  }

  set(id: string, kind: TimerKind, dueAt: number, attempts = 0): void {
    this.storage.sql.exec(
      `INSERT INTO timers (id, kind, due_at, attempts) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, attempts = excluded.attempts`,
      id,
      kind,
      dueAt,
      attempts,
    );
  }

  clear(id: string): void {
    this.storage.sql.exec('DELETE FROM timers WHERE id = ?', id);
  }

  due(now: number): Timer[] {
    return this.storage.sql
      .exec<{ id: string; kind: string; due_at: number; attempts: number }>(
        'SELECT * FROM timers WHERE due_at <= ? ORDER BY due_at, id',
        now,
      )
      .toArray()
      .map((row) => ({ id: row.id, kind: row.kind as TimerKind, dueAt: row.due_at, attempts: row.attempts }));
  }

  /** Puts the alarm where the earliest timer needs it. Call after any change, and in `finally` of the alarm. */
  arm(): void {
    const row = this.storage.sql.exec<{ due: number | null }>('SELECT MIN(due_at) AS due FROM timers').one();
    const at = alarmToSet(row.due, this.alarmAt);
    if (at === null) return;
    this.alarmAt = at;
    void this.storage.setAlarm(at);
  }

  /** The alarm has fired and is no longer set. */
  fired(): void {
    this.alarmAt = null;
  }
}
