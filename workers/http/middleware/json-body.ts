import { createMiddleware } from 'hono/factory';
import { LIMITS } from '../../../src/domain/limits.ts';
import { parseJson } from '../../../src/protocol/http/parse-json.ts';
import type { HttpEnv } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { readBody } from './read-body.ts';

/** Reads the body within its limit, before anything is spent on the request. 413 beyond it, 400 when it is not UTF-8. */
export function limitBody(limitBytes: number) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const body = await readBody(c.req.raw, limitBytes);
    if (!body.ok) {
      return body.error.reason === 'too_large'
        ? problemResponse(c, { code: 'too_large', detail: `The body may have at most ${limitBytes} bytes.` })
        : problemResponse(c, { code: 'malformed_json', detail: 'The body is not UTF-8.' });
    }
    c.set('bodyText', body.value);
    return next();
  });
}

/**
 * Refuses what is not one sound JSON text: 415 by its content type, 400 by its form.
 */
export function checkBody() {
  return createMiddleware<HttpEnv>(async (c, next) => {
    if (!isJson(c.req.header('content-type'))) {
      return problemResponse(c, {
        code: 'unsupported_media_type',
        detail: 'Send the body as application/json.',
      });
    }
    const parsed = parseJson(c.get('bodyText'), LIMITS.jsonDepth);
    if (!parsed.ok) return problemResponse(c, { code: 'malformed_json', detail: parsed.error.detail });
    c.set('json', parsed.value);
    return next();
  });
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json *(;|$)/i.test(contentType ?? '');
}
