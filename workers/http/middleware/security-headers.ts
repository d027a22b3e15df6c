import { createMiddleware } from 'hono/factory';
import type { HttpEnv } from '../deps.ts';

/** The API answers data, never a page: nothing in it may load, run, be framed or be posted to. */
const API_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const ALWAYS: readonly (readonly [string, string])[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
];

/** Two years, the value that the browsers' preload list asks for. */
const HSTS = 'max-age=63072000; includeSubDomains';

/**
 * Puts the security headers on every response. A route that serves a page sets its own `Content-Security-Policy`; a route
 * whose files other sites load sets its own `Cross-Origin-Resource-Policy`. An upgrade (101) has no headers to set.
 */
export function securityHeaders() {
  return createMiddleware<HttpEnv>(async (c, next) => {
    await next();
    if (c.res.status === 101) return;
    for (const [name, value] of ALWAYS) c.header(name, value);
    if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', API_POLICY);
    if (!c.res.headers.has('Cross-Origin-Resource-Policy')) {
      c.header('Cross-Origin-Resource-Policy', 'same-origin');
      c.header('X-Frame-Options', 'DENY');
    }
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
    if (new URL(c.req.url).protocol === 'https:') c.header('Strict-Transport-Security', HSTS);
  });
}
