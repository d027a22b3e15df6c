import { Hono } from 'hono';
import { TrieRouter } from 'hono/router/trie-router';
import { AREAS, type Area, areaOf } from './areas.ts';
import type { FrontDeps, HttpDeps, HttpEnv } from './deps.ts';
import { type FrontTable, patternOf, type Row } from './front-route.ts';
import { accessLog } from './middleware/access-log.ts';
import { customerCors } from './middleware/cors.ts';
import { onError, otherMethods } from './middleware/fallback.ts';
import { requestId } from './middleware/request-id.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { assetRoutes } from './resources/assets.ts';
import type { RouteSpec } from './route-spec.ts';

/** The HTTP interface, whose areas are loaded by the first request that needs them. */
export interface App {
  fetch: Hono<HttpEnv>['fetch'];
  /** Loads all that is not loaded yet: every row of the route table, in the order of the areas. */
  rows(): Promise<RouteSpec[]>;
  /** What the router holds of the areas loaded so far. */
  routes(): Hono<HttpEnv>['routes'];
}

/**
 * The HTTP interface. What happens to a request, in this order:
 *
 * 1. request id      echoed or made; on every response and log line
 * 2. access log      one masked JSON line, written when all below is done
 * 3. security headers
 * 4. CORS            on the routes that customers' browsers call (`defineRoute`, from here on per route)
 * 5. body limit      enforced while reading: 413
 * 6. edge rate limit 429 with `Retry-After`
 * 7. authentication  401, then permission 403, another tenant's or customer's id 404, and the page's origin 403
 * 8. JSON            415 content type, 400 malformed, duplicate field or too deep
 * 9. schemas         422 with the fields that are wrong
 * 10. idempotency    a repeated key gets the first answer
 * 11. handler        and, where the route changes something, one audit event
 *
 * Whatever fails ends as problem+json.
 *
 * The trie router takes 3 to 9 µs a match and takes new routes at any time, which areas need; Hono's default tries the
 * regular-expression router first, which cannot hold this table (`/v1/users/me` beside `/v1/users/{id}`).
 */
export function createApp(front: FrontDeps, deps: () => Promise<HttpDeps>): App {
  const app = new Hono<HttpEnv>({ router: new TrieRouter() });
  app.use(requestId(front), accessLog(front), securityHeaders());
  app.onError(onError);
  assetRoutes(app, front);

  const loaded = new Map<Area, Promise<Row[]>>();
  const rowsOf = (area: Area) => {
    const known = loaded.get(area) ?? addArea({ app, deps: front, rows: [], allRows }, deps, area);
    loaded.set(area, known);
    return known;
  };
  const allRows = async () => Promise.all((await Promise.all(AREAS.map(rowsOf))).flat().map(described));
  return {
    async fetch(request, env, ctx) {
      const area = areaOf(app.getPath(request));
      if (area) await rowsOf(area);
      return app.fetch(request, env, ctx);
    },
    rows: allRows,
    routes: () => app.routes,
  };
}

/** Adds an area's routes, with an answer to the methods that a path of theirs does not take. */
async function addArea(table: FrontTable, deps: () => Promise<HttpDeps>, area: Area): Promise<Row[]> {
  const { app } = table;
  if ('loadFront' in area) {
    for (const addRoutes of await area.loadFront()) addRoutes(table);
  } else {
    const [resources, full] = await Promise.all([area.load(), deps()]);
    for (const addRoutes of resources) addRoutes({ ...table, deps: full });
  }
  for (const [path, rows] of Map.groupBy(table.rows, (row) => row.path)) {
    const methods = rows.map(({ method }) => method.toUpperCase());
    if (rows.some(({ cors }) => cors)) app.options(patternOf(path), customerCors(methods));
    app.all(patternOf(path), otherMethods(methods));
  }
  return table.rows;
}

async function described({ answers, ...row }: Row): Promise<RouteSpec> {
  return { ...row, answers: typeof answers === 'function' ? await answers() : answers };
}
