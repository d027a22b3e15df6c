import { createMiddleware } from 'hono/factory';
import type { FrontDeps, HttpEnv } from '../deps.ts';

/** Safe in a header, a log line and a queue message; nothing that could open a second line or hold an address. */
const PATTERN = /^[A-Za-z0-9._:-]{1,100}$/;

/** Echoes a client's `X-Request-Id` when it is safe, else makes one; binds it to the logger of this request. */
export function requestId(deps: FrontDeps) {
  return createMiddleware<HttpEnv>(async (c, next) => {
    const given = c.req.header('x-request-id');
    const id = given && PATTERN.test(given) ? given : deps.newId('req');
    c.set('requestId', id);
    c.set('log', deps.logger.with({ requestId: id }));
    c.set('principal', null);
    c.set('route', '(none)');
    await next();
    c.header('X-Request-Id', id);
  });
}
