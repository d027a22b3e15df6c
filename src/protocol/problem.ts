import type { ProblemBody } from './problem-schema.ts';

/** Every error that the HTTP interface can answer, with its status and its short title. Codes are stable; titles are for people. */
export const PROBLEMS = {
  malformed_json: { status: 400, title: 'The body is not valid JSON' },
  malformed_request: { status: 400, title: 'The request is malformed' },
  unauthenticated: { status: 401, title: 'A valid credential is needed' },
  token_expired: { status: 401, title: 'The token has expired' },
  invalid_credentials: { status: 401, title: 'E-mail or password is wrong' },
  invalid_refresh_token: { status: 401, title: 'The refresh token is not valid' },
  invalid_widget_key: { status: 401, title: 'The widget key is not known' },
  invalid_identity_token: { status: 401, title: 'The identity token is not valid' },
  invalid_resume_token: { status: 401, title: 'The conversation cannot be resumed' },
  forbidden: { status: 403, title: 'Not allowed' },
  origin_not_allowed: { status: 403, title: 'This site may not use the widget' },
  not_found: { status: 404, title: 'Not found' },
  route_not_found: { status: 404, title: 'There is no such route' },
  method_not_allowed: { status: 405, title: 'The route does not take this method' },
  email_taken: { status: 409, title: 'The e-mail address is in use' },
  last_owner: { status: 409, title: 'An organization needs an owner' },
  illegal_transition: { status: 409, title: 'Not possible in the current state' },
  ended: { status: 409, title: 'The conversation has ended' },
  full: { status: 409, title: 'The conversation is full' },
  not_owner: { status: 409, title: 'Somebody else owns the conversation' },
  limit_reached: { status: 409, title: 'The organization has as many as it may have' },
  belongs_to_source: { status: 409, title: 'The article belongs to a source' },
  version_conflict: { status: 409, title: 'It was changed by somebody else' },
  idempotency_mismatch: { status: 409, title: 'The idempotency key was used with another body' },
  in_progress: { status: 409, title: 'The same request is still running' },
  not_replayable: { status: 409, title: 'The message cannot be sent again' },
  too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body has the wrong content type' },
  invalid: { status: 422, title: 'The input is not valid' },
  upgrade_required: { status: 426, title: 'This route is a WebSocket' },
  rate_limited: { status: 429, title: 'Too many requests' },
  login_paused: { status: 429, title: 'Too many failed logins' },
  internal: { status: 500, title: 'Something failed on our side' },
  unavailable: { status: 503, title: 'Not available right now' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** One wrong field of an input; `path` is dotted from the body's root, empty for the body itself. */
export interface FieldError {
  path: string;
  message: string;
}

/** A failure on its way to the wire: a code of the table above, and what this request did wrong. */
export interface Problem {
  code: ProblemCode;
  detail: string;
  errors?: FieldError[];
  /** Seconds after which a repeat can succeed; becomes `Retry-After`. */
  retryAfterSeconds?: number;
}

/** The wire form of a problem. Pure. */
export function problemBody(problem: Problem, requestId: string): ProblemBody {
  const { status, title } = PROBLEMS[problem.code];
  return {
    type: `/docs#problem-${problem.code}`,
    title,
    status,
    code: problem.code,
    detail: problem.detail,
    requestId,
    ...(problem.errors ? { errors: problem.errors } : {}),
  };
}
