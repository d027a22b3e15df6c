import { createMiddleware } from 'hono/factory';
import type { HttpEnv } from '../deps.ts';

/** Seconds a browser may keep a preflight answer: Chromium caps it at two hours. */
const PREFLIGHT_SECONDS = 7_200;

/**
 * CORS of the routes that a customer's browser calls. A preflight carries neither widget key nor token, so it cannot know
 * the organization: it is answered for every origin. That gives nothing away, because these routes take no cookie; the
 * request itself is then checked against the organization's allowed origins (`origin_not_allowed`). The refusal is
 * readable across origins too, so that a site's developer sees why.
 */
export function customerCors(methods: readonly string[]) {
  const allow = methods.join(', ');
  return createMiddleware<HttpEnv>(async (c, next) => {
    const origin = c.req.header('origin');
    if (c.req.method === 'OPTIONS') {
      if (!origin) return c.body(null, 204, { Allow: allow });
      return c.body(null, 204, {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Methods': allow,
        'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key, X-Request-Id',
        'Access-Control-Max-Age': String(PREFLIGHT_SECONDS),
        Vary: 'Origin',
      });
    }
    await next();
    if (!origin || c.res.status === 101) return;
    c.header('Access-Control-Allow-Origin', origin);
    c.header('Access-Control-Expose-Headers', 'X-Request-Id, Retry-After, Idempotency-Replayed');
    c.header('Vary', 'Origin', { append: true });
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
  });
}

/** True when a request with this `Origin` may speak for the organization's customers. No header: not a browser. Pure. */
export function originAllowed(origin: string | undefined, allowed: readonly string[], own: string): boolean {
  return origin === undefined || allowed.length === 0 || origin === own || allowed.includes(origin);
}
