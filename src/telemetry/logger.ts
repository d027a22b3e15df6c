import { type Clock, isoTime } from '../domain/clock.ts';
import { maskText } from './mask.ts';

export type LogLevel = 'info' | 'warn' | 'error';
export type LogValue = string | number | boolean | null | undefined;
export type LogFields = Record<string, LogValue>;

export interface LoggerDeps {
  clock: Clock;
  /** Takes one finished line. In the Worker: `console.log`, which the platform collects. */
  write(level: LogLevel, line: string): void;
}

/** Writes JSON lines: `time, level, event`, then the fields. Never throws: a log must not break what it reports on. */
export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** A logger that adds these fields to every line. */
  with(fields: LogFields): Logger;
}

/** Ids that we made or that were checked against a pattern; masking them would cut the thread through the logs. */
const IDENTIFIERS = new Set([
  'requestId',
  'organizationId',
  'conversationId',
  'messageId',
  'turnId',
  'userId',
]);

/** A logger whose string values are masked, apart from identifiers. */
export function createLogger(deps: LoggerDeps, base: LogFields = {}): Logger {
  const log = (level: LogLevel) => (event: string, fields?: LogFields) => {
    try {
      deps.write(level, logLine(deps.clock(), level, event, { ...base, ...fields }));
    } catch {
      // Nothing to tell it to.
    }
  };
  return {
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    with: (fields) => createLogger(deps, { ...base, ...fields }),
  };
}

/** One JSON line, without its line end. Pure. */
export function logLine(timeMs: number, level: LogLevel, event: string, fields: LogFields): string {
  const line: LogFields = { time: isoTime(timeMs), level, event };
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || name in line) continue;
    line[name] = typeof value === 'string' && !IDENTIFIERS.has(name) ? maskText(value) : value;
  }
  return JSON.stringify(line);
}

/** What a log may know of something thrown: its name, code, message and stack, each masked by the logger. */
export function errorFields(thrown: unknown): LogFields {
  if (!(thrown instanceof Error)) return { error: String(thrown) };
  const cause = thrown.cause instanceof Error ? `${thrown.cause.name}: ${thrown.cause.message}` : undefined;
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  return { error: thrown.name, code, message: thrown.message, cause, stack: thrown.stack };
}
