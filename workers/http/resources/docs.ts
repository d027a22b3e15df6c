import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { HttpEnv } from '../deps.ts';
import { docsPage } from '../docs-page.ts';
import { DOCS_STYLE } from '../docs-style.ts';
import type { RouteTable } from '../route.ts';

/** The page loads its style from here and nothing else from anywhere. */
const DOCS_POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** The specification changes with a deploy only. */
const CACHE = 'public, max-age=300';

const SPECIFICATION = createRoute({
  method: 'get',
  path: '/openapi.json',
  tags: ['Documentation'],
  summary: 'This interface as OpenAPI 3.1',
  responses: { 200: { description: 'The specification' } },
});

const PAGE = createRoute({
  method: 'get',
  path: '/docs',
  tags: ['Documentation'],
  summary: 'This interface as a page',
  responses: { 200: { description: 'HTML that loads nothing from other hosts' } },
});

/** The specification, and the same for people. Both are made when first asked for: a cold start pays nothing. */
export function docsRoutes({ app, methods }: RouteTable): void {
  let made: { json: string; html: string } | null = null;
  const document = () => {
    made ??= render(app);
    return made;
  };
  for (const path of ['/openapi.json', '/docs', '/docs.css'])
    methods.set(path, { methods: ['GET'], cors: false });
  app.openapi(SPECIFICATION, (c) => {
    c.set('route', 'GET /openapi.json');
    return c.body(document().json, 200, {
      'Content-Type': 'application/json',
      'Cache-Control': CACHE,
      'Access-Control-Allow-Origin': '*',
    });
  });
  app.openapi(PAGE, (c) => {
    c.set('route', 'GET /docs');
    return c.body(document().html, 200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': CACHE,
      'Content-Security-Policy': DOCS_POLICY,
    });
  });
  app.get('/docs.css', (c) => {
    c.set('route', 'GET /docs.css');
    return c.body(DOCS_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': CACHE });
  });
}

function render(app: OpenAPIHono<HttpEnv>): { json: string; html: string } {
  const document = openApiDocument(app);
  return { json: JSON.stringify(document), html: docsPage(document) };
}

/** The OpenAPI 3.1 document of every route in the table. */
export function openApiDocument(app: OpenAPIHono<HttpEnv>) {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'An access token from `POST /v1/auth/login`, an API key (`ew_live_...`), or a widget token.',
  });
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Edgewise',
      version: '1',
      description:
        'Customer service conversations over HTTP. Errors are `application/problem+json` (RFC 9457) with a stable `code`. ' +
        'Lists take `limit` and `cursor`. Creating requests take `Idempotency-Key`. Bodies with unknown fields are refused, ' +
        'except on widget sessions.',
    },
    servers: [{ url: '/' }],
  });
}
