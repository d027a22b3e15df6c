import { docsPage } from '../docs-page.ts';
import { DOCS_STYLE } from '../docs-style.ts';
import { defineFrontRoute, type FrontTable } from '../front-route.ts';
import { openApiDocument } from '../openapi.ts';
import type { RouteSpec } from '../route-spec.ts';

/** The page loads its style from here and nothing else from anywhere. */
const DOCS_POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** The specification changes with a deploy only. */
const CACHE = { 'Cache-Control': 'public, max-age=300' };

const tag = 'Documentation';
const answers = { 200: null };

/** The specification, and the same for people. Both are made when first asked for. */
export function docsRoutes(table: FrontTable): void {
  let made: Promise<{ json: string; html: string }> | null = null;
  const rendered = () => {
    made ??= table.allRows().then(render);
    return made;
  };
  const summary = 'This interface as OpenAPI 3.1';
  defineFrontRoute(table, { path: '/openapi.json', tag, summary, answers }, async (c) =>
    c.body((await rendered()).json, 200, {
      ...CACHE,
      'Content-Type': 'application/json',
      'Access-Control-Allow-Origin': '*',
    }),
  );
  defineFrontRoute(table, { path: '/docs', tag, summary: 'This interface as a page', answers }, async (c) =>
    c.html((await rendered()).html, 200, { ...CACHE, 'Content-Security-Policy': DOCS_POLICY }),
  );
  defineFrontRoute(table, { path: '/docs.css', tag, summary: 'Style of the page', answers }, (c) =>
    c.body(DOCS_STYLE, 200, { ...CACHE, 'Content-Type': 'text/css; charset=utf-8' }),
  );
}

function render(rows: readonly RouteSpec[]): { json: string; html: string } {
  const document = openApiDocument(rows);
  return { json: JSON.stringify(document), html: docsPage(document) };
}
