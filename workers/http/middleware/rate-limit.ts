import { createMiddleware } from 'hono/factory';
import { rateLimited, unexpectedFailure } from '../../../src/telemetry/events.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { problemResponse } from '../problem.ts';

/** The binding counts per 60 s and does not say when the window ends, so a client is told to wait a whole one. */
const WINDOW_SECONDS = 60;

/**
 * The coarse shield at the edge, per client address. It fails open: when the limiter itself is unreachable, the exact limits
 * behind it (login pauses, each conversation's bucket) still hold.
 */
export function edgeRateLimit(deps: HttpDeps, name: 'public' | 'login') {
  return createMiddleware<HttpEnv>(async (c, next) => {
    if (await within(deps, name, clientAddress(c.req.raw))) return next();
    rateLimited(c.get('log'), name);
    return problemResponse(c, {
      code: 'rate_limited',
      detail: 'Too many requests from this address.',
      retryAfterSeconds: WINDOW_SECONDS,
    });
  });
}

async function within(deps: HttpDeps, name: 'public' | 'login', address: string): Promise<boolean> {
  try {
    return (await deps.limiters[name].limit({ key: address })).success;
  } catch (thrown) {
    unexpectedFailure(deps.logger, `limiter ${name}`, thrown);
    return true;
  }
}

/** The address that the platform saw; a client cannot set this header itself. */
export function clientAddress(request: Request): string {
  return request.headers.get('cf-connecting-ip') ?? 'unknown';
}
