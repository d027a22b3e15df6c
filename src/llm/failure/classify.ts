import type { LlmFailure, LlmFailureReason } from '../../domain/llm.ts';
import { reasonOfCode, reasonOfMessage } from './known-errors.ts';

/** What became of a call that gave no answer, or no whole one. */
export type Failed =
  /** The provider said no: with a status before the stream, or with an error event inside it (`status` null). */
  | {
      kind: 'refused';
      status: number | null;
      /** Codes and types of the provider's error. */
      codes: readonly string[];
      /** The provider's words. They are looked at, never kept: they may repeat the customer's. */
      message: string;
      headers: { get(name: string): string | null } | null;
    }
  | { kind: 'unreachable' }
  | { kind: 'late'; waitedFor: 'answer' | 'chunk' }
  | { kind: 'cut' }
  /** `what` comes from our own code. */
  | { kind: 'malformed'; what: string }
  | { kind: 'aborted' };

/** Milliseconds for which it is worth waiting for the same model rather than asking another: a customer is watching. */
export const RETRY_WITHIN_MS = 3_000;

/**
 * The one place that decides what a failed call means and what may help. `retry` is said of what passes by itself in a moment;
 * `fallback` of what this model will say again, or only after longer than a customer waits; `stop` when nobody wants an answer
 * any more. `now`: milliseconds since 1970. Pure.
 */
export function classify(failed: Failed, now: number): LlmFailure {
  switch (failed.kind) {
    case 'refused':
      return refused(failed, now);
    case 'unreachable':
      return { ...failure('unavailable', 'no connection'), next: 'retry' };
    case 'late':
      return failure('timeout', `no ${failed.waitedFor} in time`);
    case 'cut':
      return { ...failure('incomplete', 'the stream ended before the answer did'), next: 'retry' };
    case 'malformed':
      return failure('bad_response', failed.what);
    case 'aborted':
      return { reason: 'aborted', next: 'stop', retryAfterMs: null, detail: 'aborted' };
  }
}

function refused(
  { status, codes, message, headers }: Extract<Failed, { kind: 'refused' }>,
  now: number,
): LlmFailure {
  const specific = codes.map((code) => reasonOfCode(code, 'specific')).find((reason) => reason !== null);
  const general = codes.map((code) => reasonOfCode(code, 'general')).find((reason) => reason !== null);
  const reason = specific ?? reasonOfMessage(message, status) ?? reasonOfStatus(status) ?? general;
  const known = codes.filter((code) => reasonOfCode(code, 'specific') ?? reasonOfCode(code, 'general'));
  const detail = [status === null ? 'error in the stream' : `status ${status}`, ...new Set(known)].join(', ');
  if (reason === undefined) return failure(status === null ? 'unavailable' : 'bad_response', detail);
  const retryAfterMs = retryAfter(headers, now);
  return { reason, next: nextOf(reason, retryAfterMs, headers), retryAfterMs, detail };
}

/** Only what heals by itself, and soon enough. The provider's own advice counts, but cannot make a spent account rich. */
function nextOf(
  reason: LlmFailureReason,
  retryAfterMs: number | null,
  headers: { get(name: string): string | null } | null,
): LlmFailure['next'] {
  if (reason !== 'rate_limited' && reason !== 'overloaded' && reason !== 'unavailable') return 'fallback';
  if (headers?.get('x-should-retry') === 'false') return 'fallback';
  return retryAfterMs === null || retryAfterMs <= RETRY_WITHIN_MS ? 'retry' : 'fallback';
}

function reasonOfStatus(status: number | null): LlmFailureReason | undefined {
  if (status === null) return undefined;
  if (status >= 300 && status < 400) return 'bad_response';
  switch (status) {
    case 401:
    case 403:
      return 'unauthorized';
    case 402:
      return 'quota_exhausted';
    case 404:
    case 410:
      return 'unknown_model';
    case 408:
    case 409:
    case 425:
      return 'unavailable';
    case 413:
      return 'too_long';
    case 429:
      return 'rate_limited';
    case 451:
      return 'region_refused';
    // Anthropic's own status for an overload; 503 is OpenAI's.
    case 503:
    case 529:
      return 'overloaded';
    default:
      if (status >= 500) return 'unavailable';
      return status >= 400 ? 'bad_request' : undefined;
  }
}

/** Milliseconds from `retry-after-ms`, or `retry-after` in seconds or as a date; null where there is no sound one. */
function retryAfter(headers: { get(name: string): string | null } | null, now: number): number | null {
  const exact = headers?.get('retry-after-ms') ?? null;
  if (exact !== null && exact.trim() !== '') {
    const ms = Number(exact);
    if (Number.isFinite(ms) && ms >= 0) return Math.ceil(ms);
  }
  const after = headers?.get('retry-after') ?? null;
  if (after === null || after.trim() === '') return null;
  const seconds = Number(after);
  if (Number.isFinite(seconds)) return seconds >= 0 ? Math.ceil(seconds * 1_000) : null;
  const date = Date.parse(after);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function failure(reason: LlmFailureReason, detail: string): LlmFailure {
  return { reason, next: 'fallback', retryAfterMs: null, detail };
}
