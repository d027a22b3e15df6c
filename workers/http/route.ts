import type { Context, MiddlewareHandler } from 'hono';
import type * as z from 'zod';
import { LIMITS } from '../../src/domain/limits.ts';
import type { HttpDeps, HttpEnv } from './deps.ts';
import { addRow, type FrontTable, patternOf } from './front-route.ts';
import { audited } from './middleware/audit.ts';
import { authorize } from './middleware/authorize.ts';
import { customerCors } from './middleware/cors.ts';
import { idempotent } from './middleware/idempotent.ts';
import { checkBody, limitBody } from './middleware/json-body.ts';
import { edgeRateLimit } from './middleware/rate-limit.ts';
import { parseInput } from './parse-input.ts';
import { problemResponse } from './problem.ts';
import type { Access, Answers, PrincipalOf, Refusal, Reply, RouteSpec } from './route-spec.ts';

/** The table of an area that has all of the world that the HTTP layer knows. */
export interface RouteTable extends FrontTable {
  deps: HttpDeps;
}

/** What a handler is given: everything is parsed, and the caller is known and allowed. */
export interface Call<P, Q, B, K extends Access> {
  params: P;
  query: Q;
  body: B;
  principal: PrincipalOf<K>;
  requestId: string;
  c: Context<HttpEnv>;
}

/**
 * Adds a row to the route table. What happens to a request, and in which order, is decided here once for all routes:
 * CORS, body limit, edge rate limit, authentication and permission, audit, JSON, schemas, idempotency, handler.
 */
export function defineRoute<
  const A extends Answers,
  const K extends Access,
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodUndefined,
>(
  table: RouteTable,
  spec: RouteSpec<P, Q, B, A, K>,
  handler: (call: Call<z.output<P>, z.output<Q>, z.output<B>, K>) => Promise<Reply<NoInfer<A>>>,
): void {
  const { app, deps } = table;
  addRow(table, spec);
  app.on([spec.method.toUpperCase()], [patternOf(spec.path)], ...before(deps, spec), async (c) => {
    const input = parseInput(spec, c);
    if (!input.ok) return problemResponse(c, input.error);
    const run = async () =>
      respond(
        c,
        await handler({
          params: input.value.params as z.output<P>,
          query: input.value.query as z.output<Q>,
          body: input.value.body as z.output<B>,
          principal: c.get('principal') as PrincipalOf<K>,
          requestId: c.get('requestId'),
          c,
        }),
      );
    return spec.idempotent ? idempotent(deps, c, run) : run();
  });
}

/** Everything that runs before the schemas. */
function before(deps: HttpDeps, spec: RouteSpec): MiddlewareHandler<HttpEnv>[] {
  const name = `${spec.method.toUpperCase()} ${spec.path}`;
  return [
    async (c, next) => {
      c.set('route', name);
      await next();
    },
    ...(spec.cors ? [customerCors([])] : []),
    ...(spec.body ? [limitBody(spec.bodyBytes ?? LIMITS.bodyBytes)] : []),
    ...(spec.rate === 'none' ? [] : [edgeRateLimit(deps, spec.rate ?? 'public')]),
    ...(spec.access === 'anyone' ? [] : [authorize(deps, spec.access, spec.audit)]),
    ...(spec.audit ? [audited(deps, spec.audit)] : []),
    ...(spec.body ? [checkBody()] : []),
  ];
}

function respond(c: Context<HttpEnv>, reply: Refusal | { status: number; body: unknown }): Response {
  if ('problem' in reply) return problemResponse(c, reply.problem);
  if (reply.body instanceof Response) return reply.body;
  if (reply.body === null) return c.body(null, reply.status as 204);
  return c.body(JSON.stringify(reply.body), reply.status as 200, { 'Content-Type': 'application/json' });
}
