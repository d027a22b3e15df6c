import { LIMITS } from '../../src/domain/limits.ts';
import type { ConversationDeps } from './deps.ts';

/** What can fall due in a conversation: a turn that must be taken up again, an outbox that must be sent. */
export type TimerKind = 'turn' | 'outbox';

export interface Timer {
  id: string;
  kind: TimerKind;
  dueAt: number;
  attempts: number;
}

/**
 * Waits of at most this are kept in memory, in milliseconds: half of the ten seconds for which the platform leaves an object awake
 * that nobody calls, so that they neither cost an alarm nor keep it from sleeping.
 */
export const PROMPT_MS = 5_000;

/**
 * What is kept in memory only is taken up at the latest this much after the object's death, in milliseconds: as long as a turn has
 * that nobody finishes. A shorter time would cost more alarms, of which each is two writes to disk.
 */
const SAFETY_MS = LIMITS.turnResumeMs;

/**
 * When the one alarm must be set, or `null` when the one that is set (`current`) already fires in time. What falls due soon is seen
 * to in memory, so that an alarm within `SAFETY_MS` will do; for anything later the alarm is the clock. Pure.
 */
export function alarmToSet(earliestDue: number | null, current: number | null, now: number): number | null {
  if (earliestDue === null) return null;
  const latest = earliestDue - now <= PROMPT_MS ? now + SAFETY_MS : earliestDue;
  return current === null || latest < current ? latest : null;
}

/** Exponential backoff in ms: `first`, doubling per attempt, at most `cap`. */
export function backoffMs(attempts: number, first: number, cap: number): number {
  return Math.min(cap, first * 2 ** Math.min(attempts, 20));
}

/**
 * Many timers, as rows of `timers`. While the object is awake, `onDue` is called when one falls due soon; the object's single alarm
 * wakes it for what is later, and stands behind the rest in case it dies.
 */
export class Timers {
  private readonly storage: DurableObjectStorage;
  private readonly deps: Pick<ConversationDeps, 'clock' | 'log'>;
  private readonly onDue: () => Promise<void>;
  /** Known alarm time; `null` after a wake-up, when setting it again is cheaper than asking. */
  private alarmAt: number | null = null;
  private soon: { at: number; timeout: ReturnType<typeof setTimeout> } | null = null;
  /** The time that `onDue` was last called for: a clock that has not come to it by then has gone back, and the alarm sees to it. */
  private calledFor: number | null = null;
  private readonly held = new Map<string, number>();

  constructor(
    storage: DurableObjectStorage,
    deps: Pick<ConversationDeps, 'clock' | 'log'>,
    onDue: () => Promise<void>,
  ) {
    this.storage = storage;
    this.deps = deps;
    this.onDue = onDue;
  }

  set(id: string, kind: TimerKind, dueAt: number, attempts = 0): void {
    this.held.delete(id);
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
    this.held.delete(id);
    this.storage.sql.exec('DELETE FROM timers WHERE id = ?', id);
  }

  /** Lets a timer rest until then without a write. Whoever wakes after our death knows nothing of it, and finds the timer due. */
  hold(id: string, until: number): void {
    this.held.set(id, until);
  }

  due(now: number): Timer[] {
    return this.storage.sql
      .exec<{ id: string; kind: string; due_at: number; attempts: number }>(
        'SELECT * FROM timers WHERE due_at <= ? ORDER BY due_at, id',
        now,
      )
      .toArray()
      .filter(({ id }) => (this.held.get(id) ?? 0) <= now)
      .map((row) => ({ id: row.id, kind: row.kind as TimerKind, dueAt: row.due_at, attempts: row.attempts }));
  }

  /** Sees to it that the earliest timer is not missed. Call after any change, and in `finally` of what was due. */
  arm(): void {
    const due = this.earliest();
    if (due === null) {
      this.disarm();
      return;
    }
    const now = this.deps.clock();
    const at = alarmToSet(due, this.alarmAt, now);
    if (at !== null) {
      this.alarmAt = at;
      void this.storage.setAlarm(at);
    }
    if (due - now <= PROMPT_MS) this.callAt(due, now);
  }

  /**
   * For an object that has just woken, whatever woke it: looks at once at what is due, and arms then. To set the alarm before it is
   * delivered, should it be that which woke the object, would put it off.
   */
  wake(): void {
    const now = this.deps.clock();
    if (this.earliest() !== null) this.callAt(now, now);
  }

  /** The alarm has fired and is no longer set. */
  fired(): void {
    this.alarmAt = null;
  }

  /** Nothing is left to do: the alarm behind it would wake the object for nothing, just after it has gone to sleep. */
  private disarm(): void {
    if (this.alarmAt === null) return;
    this.alarmAt = null;
    void this.storage.deleteAlarm();
  }

  private callAt(at: number, now: number): void {
    if (at === this.calledFor || (this.soon && this.soon.at <= at)) return;
    if (this.soon) clearTimeout(this.soon.timeout);
    const wait = Math.max(0, at - now);
    const call = () => {
      this.soon = null;
      const left = at - this.deps.clock();
      // A timer may go off a moment before the clock has come to it. One that shows no progress has gone back.
      if (left > 0 && left < wait) return this.callAt(at, at - left);
      this.calledFor = at;
      // What fails here has the alarm behind it.
      this.onDue().catch((error) => this.deps.log('timers_failed', { error: String(error) }));
    };
    this.soon = { at, timeout: setTimeout(call, wait) };
  }

  private earliest(): number | null {
    const rows = this.storage.sql.exec<{ id: string; due_at: number }>('SELECT id, due_at FROM timers');
    let earliest: number | null = null;
    for (const { id, due_at } of rows) {
      const due = Math.max(due_at, this.held.get(id) ?? 0);
      earliest = Math.min(earliest ?? due, due);
    }
    return earliest;
  }
}
