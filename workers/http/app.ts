import { Hono } from 'hono';
import { TrieRouter } from 'hono/router/trie-router';
import type { HttpDeps, HttpEnv } from './deps.ts';
import { accessLog } from './middleware/access-log.ts';
import { customerCors } from './middleware/cors.ts';
import { onError, otherMethods } from './middleware/fallback.ts';
import { requestId } from './middleware/request-id.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { apiKeyRoutes } from './resources/api-keys.ts';
import { articleRoutes } from './resources/articles.ts';
import { assetRoutes } from './resources/assets.ts';
import { authRoutes } from './resources/auth.ts';
import { conversationRoutes } from './resources/conversations.ts';
import { docsRoutes } from './resources/docs.ts';
import { feedbackRoutes } from './resources/feedback.ts';
import { healthRoutes } from './resources/health.ts';
import { humanWorkRoutes } from './resources/human-work.ts';
import { meRoutes } from './resources/me.ts';
import { messageRoutes } from './resources/messages.ts';
import { organizationRoutes } from './resources/organization.ts';
import { searchRoutes } from './resources/search.ts';
import { socketRoute } from './resources/socket.ts';
import { userRoutes } from './resources/users.ts';
import { widgetSessionRoutes } from './resources/widget-sessions.ts';
import { patternOf, type RouteTable } from './route.ts';

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
 * The trie router takes 2 ms to build and 3 to 9 µs a match; Hono's default tries the regular-expression router first, which
 * cannot hold this table (`/v1/users/me` beside `/v1/users/{id}`).
 */
export function createApp(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>({ router: new TrieRouter() });
  app.use(requestId(deps), accessLog(deps), securityHeaders());
  app.onError(onError);

  const table: RouteTable = { app, deps, rows: [] };
  healthRoutes(table);
  authRoutes(table);
  meRoutes(table);
  userRoutes(table);
  organizationRoutes(table);
  apiKeyRoutes(table);
  widgetSessionRoutes(table);
  socketRoute(table);
  conversationRoutes(table);
  messageRoutes(table);
  humanWorkRoutes(table);
  feedbackRoutes(table);
  articleRoutes(table);
  searchRoutes(table);
  docsRoutes(table);
  for (const [path, rows] of Map.groupBy(table.rows, (row) => row.path)) {
    const methods = rows.map(({ method }) => method.toUpperCase());
    if (rows.some(({ cors }) => cors)) app.options(patternOf(path), customerCors(methods));
    app.all(patternOf(path), otherMethods(methods));
  }
  assetRoutes(table);
  return app;
}
