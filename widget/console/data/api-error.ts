import type { FieldError } from '../../../src/protocol/problem.ts';

/** What a caller may know of an answer that is no success. */
export interface Failure {
  /** HTTP status; 0 when there was no answer at all. */
  status: number;
  /** A code of src/protocol/problem.ts; `offline` without network, `timeout` without an answer in time. */
  code: string;
  /** English, from the server: what this request did wrong. */
  detail: string;
  fields: readonly FieldError[];
  /** Seconds after which a repeat can succeed, where the server said so. */
  retryAfterSeconds: number | null;
  /** What the log of the server knows this request by. */
  requestId: string | null;
}

/** A request that did not succeed. */
export class ApiError extends Error implements Failure {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly fields: readonly FieldError[];
  readonly retryAfterSeconds: number | null;
  readonly requestId: string | null;

  constructor(failure: Failure) {
    super(`${failure.status} ${failure.code}: ${failure.detail}`);
    this.name = 'ApiError';
    this.status = failure.status;
    this.code = failure.code;
    this.detail = failure.detail;
    this.fields = failure.fields;
    this.retryAfterSeconds = failure.retryAfterSeconds;
    this.requestId = failure.requestId;
  }
}

/** No answer: `offline` or `timeout`. */
export function noAnswer(code: 'offline' | 'timeout'): ApiError {
  return new ApiError({ status: 0, code, detail: '', fields: [], retryAfterSeconds: null, requestId: null });
}

/** A refused request as an error. What is no problem document, such as a proxy's page, keeps its status. */
export async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const problem: Partial<Record<string, unknown>> =
    typeof body === 'object' && body !== null ? { ...body } : {};
  const after = Number(response.headers.get('Retry-After'));
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return new ApiError({
    status: response.status,
    code: text(problem.code) || 'unknown',
    detail: text(problem.detail),
    fields: Array.isArray(problem.errors) ? problem.errors.filter(isFieldError) : [],
    retryAfterSeconds: after > 0 ? after : null,
    requestId: text(problem.requestId) || response.headers.get('X-Request-Id'),
  });
}

function isFieldError(value: unknown): value is FieldError {
  return typeof value === 'object' && value !== null && 'path' in value && 'message' in value;
}
