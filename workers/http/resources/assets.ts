import type { Hono } from 'hono';
import type { FrontDeps, HttpEnv } from '../deps.ts';
import { problemResponse } from '../problem.ts';

/** Pages of ours: everything from this host, nothing inline, framed by nobody else. */
const PAGE_POLICY = [
  "default-src 'self'",
  "img-src 'self' data: https:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

/** Everything that is no route: `/` leads to the demo, the rest are static files, which other sites may load. */
export function assetRoutes(app: Hono<HttpEnv>, deps: FrontDeps): void {
  app.get('/', (c) => {
    c.set('route', 'GET /');
    return c.redirect('/demo/', 302);
  });
  app.notFound(async (c) => {
    const { path } = c.req;
    const isFile = ['GET', 'HEAD'].includes(c.req.method) && !path.startsWith('/v1/');
    const file = isFile ? await deps.assets.fetch(c.req.raw) : null;
    if (!file || file.status === 404) {
      return problemResponse(c, { code: 'route_not_found', detail: 'See /docs for what there is.' });
    }
    c.set('route', 'GET (asset)');
    const response = new Response(file.body, file);
    response.headers.set('Content-Security-Policy', PAGE_POLICY);
    response.headers.set('Cross-Origin-Resource-Policy', 'cross-origin');
    return response;
  });
}
