import { docsPage } from '../docs-page.ts';
import { DOCS_STYLE } from '../docs-style.ts';
import { openApiDocument } from '../openapi.ts';
import { addRow, type RouteTable } from '../route.ts';
import type { RouteSpec } from '../route-spec.ts';

/** The page loads its style from here and nothing else from anywhere. */
const DOCS_POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** The specification changes with a deploy only. */
const CACHE = { 'Cache-Control': 'public, max-age=300' };

const row = (path: string, summary: string): RouteSpec => ({
  method: 'get',
  path,
  tag: 'Documentation',
  summary,
  access: 'anyone',
  rate: 'none',
  answers: { 200: null },
});

/** The specification, and the same for people. Both are made when first asked for: a cold start pays nothing. */
export function docsRoutes(table: RouteTable): void {
  const { app } = table;
  addRow(table, row('/openapi.json', 'This interface as OpenAPI 3.1'));
  addRow(table, row('/docs', 'This interface as a page'));
  addRow(table, row('/docs.css', 'Style of the page'));
  let made: Promise<{ json: string; html: string }> | null = null;
  const rendered = () => {
    made ??= table.allRows().then(render);
    return made;
  };
  app.get('/openapi.json', async (c) => {
    c.set('route', 'GET /openapi.json');
    return c.body((await rendered()).json, 200, {
      ...CACHE,
      'Content-Type': 'application/json',
      'Access-Control-Allow-Origin': '*',
    });
  });
  app.get('/docs', async (c) => {
    c.set('route', 'GET /docs');
    return c.html((await rendered()).html, 200, { ...CACHE, 'Content-Security-Policy': DOCS_POLICY });
  });
  app.get('/docs.css', (c) => {
    c.set('route', 'GET /docs.css');
    return c.body(DOCS_STYLE, 200, { ...CACHE, 'Content-Type': 'text/css; charset=utf-8' });
  });
}

function render(rows: readonly RouteSpec[]): { json: string; html: string } {
  const document = openApiDocument(rows);
  return { json: JSON.stringify(document), html: docsPage(document) };
}
