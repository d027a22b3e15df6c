import type { ErrorHandler, Handler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { AppError } from '../../../src/domain/errors.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import { unexpectedFailure } from '../../../src/telemetry/events.ts';
import type { HttpEnv } from '../deps.ts';
import { problemResponse } from '../problem.ts';

/** What was thrown is for the log; the client gets the request id to ask about. */
export const onError: ErrorHandler<HttpEnv> = (thrown, c) => {
  if (thrown instanceof HTTPException && thrown.status < 500) {
    return problemResponse(c, { code: 'malformed_request', detail: 'The request could not be read.' });
  }
  unexpectedFailure(c.get('log'), c.get('route'), thrown);
  return problemResponse(c, unexpected(thrown));
};

function unexpected(thrown: unknown): Problem {
  if (thrown instanceof AppError && (thrown.code === 'storage_unavailable' || thrown.code === 'timeout')) {
    return { code: 'unavailable', detail: 'Try again in a moment.', retryAfterSeconds: 2 };
  }
  return { code: 'internal', detail: 'It was logged under this request id.' };
}

/** 405 with `Allow` for a path that exists, and a plain answer to a preflight that no other site may make. */
export function otherMethods(methods: readonly string[]): Handler<HttpEnv> {
  const allow = [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])].join(
    ', ',
  );
  return (c) => {
    if (c.req.method === 'OPTIONS') return c.body(null, 204, { Allow: allow });
    const response = problemResponse(c, {
      code: 'method_not_allowed',
      detail: `Allowed here: ${allow}.`,
    });
    response.headers.set('Allow', allow);
    return response;
  };
}
