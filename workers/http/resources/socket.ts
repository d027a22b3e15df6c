import type { Context } from 'hono';
import { decodeJwt } from 'jose';
import { err, ok, type Result } from '../../../src/domain/result.ts';
import type { Principal } from '../../../src/domain/user.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import { SOCKET_PROTOCOL } from '../../../src/protocol/socket.ts';
import { socketRefused } from '../../../src/telemetry/events.ts';
import { ACTOR_HEADER } from '../../conversation/api.ts';
import { authenticate } from '../authenticate.ts';
import { actorOf, conversationFor } from '../conversation-access.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { addRow, patternOf } from '../front-route.ts';
import { identify, originRefusal, refusalOf } from '../middleware/authorize.ts';
import { edgeRateLimit } from '../middleware/rate-limit.ts';
import { NOT_FOUND, problemResponse } from '../problem.ts';
import type { RouteTable } from '../route.ts';
import type { RouteSpec } from '../route-spec.ts';
import { conversationParams } from './conversations.ts';

/**
 * The upgrade. The token comes in the subprotocol list, because browsers cannot set headers on a WebSocket and a URL ends in
 * logs; the conversation's object gets the verified actor in a header that no client can send.
 */
export function socketRoute(table: RouteTable): void {
  const { app, deps } = table;
  addRow(table, ROW);
  app.get(
    patternOf(ROW.path),
    async (c, next) => {
      c.set('route', `GET ${ROW.path}`);
      await next();
    },
    edgeRateLimit(deps, 'public'),
    (c) => openSocket(deps, c, c.req.param('id') ?? ''),
  );
}

const ROW: RouteSpec = {
  method: 'get',
  path: '/v1/conversations/{id}/socket',
  tag: 'Conversations',
  summary: 'Open the WebSocket of a conversation',
  description: `Offer the subprotocols \`${SOCKET_PROTOCOL}\` and \`bearer.<token>\`; the server answers \`${SOCKET_PROTOCOL}\`. Frames are in docs/protocol.md.`,
  access: 'conversations.post',
  params: conversationParams,
  answers: { 101: null },
};

async function openSocket(deps: HttpDeps, c: Context<HttpEnv>, conversationId: string): Promise<Response> {
  const admitted = await admit(deps, c, conversationId);
  if (!admitted.ok) {
    socketRefused(c.get('log'), admitted.error.code);
    return problemResponse(c, admitted.error);
  }
  const { principal, expiresAt } = admitted.value;
  const handle = await conversationFor(deps, principal, conversationId);
  if (!handle) return problemResponse(c, NOT_FOUND);
  const headers = new Headers({
    upgrade: 'websocket',
    'sec-websocket-protocol': SOCKET_PROTOCOL,
    'x-request-id': c.get('requestId'),
    [ACTOR_HEADER]: asciiJson({ ...actorOf(principal), expiresAt }),
  });
  const answer = await handle.fetch(new Request(c.req.url, { headers }));
  if (answer.status === 101) return answer;
  return problemResponse(c, answer.status === 429 ? TOO_MANY_SOCKETS : NOT_FOUND);
}

const TOO_MANY_SOCKETS: Problem = {
  code: 'rate_limited',
  detail: 'Too many connections to this conversation.',
  retryAfterSeconds: 30,
};

/** JSON that is safe in a header: names can have any letter, headers cannot. Pure. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const NO_KEYS: Problem = { code: 'forbidden', detail: 'An API key cannot open a socket.' };

interface Admitted {
  principal: Principal;
  /** Epoch seconds: the object closes the socket with 4401 then. */
  expiresAt: number;
}

/** Who may connect: 426, 401, 403 or 404 before anything is upgraded. */
async function admit(
  deps: HttpDeps,
  c: Context<HttpEnv>,
  conversationId: string,
): Promise<Result<Admitted, Problem>> {
  if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
    return err({ code: 'upgrade_required', detail: 'Connect with a WebSocket client.' });
  }
  const token = socketToken(c.req.header('sec-websocket-protocol'));
  if (!token) return err({ code: 'unauthenticated', detail: `Offer ${SOCKET_PROTOCOL} and bearer.<token>.` });
  const known = await authenticate(deps, token);
  if (!known.ok) return known;
  const principal = known.value;
  identify(c, principal);
  const refusal =
    refusalOf('conversations.post', principal, conversationId) ?? (await originRefusal(deps, c, principal));
  if (refusal) return err(refusal);
  if (principal.kind === 'api-key') return err(NO_KEYS);
  const { exp = 0 } = decodeJwt(token);
  return ok({ principal, expiresAt: exp });
}

/** The token of `edgewise.v1, bearer.<token>`; null when the list is not of this form. Pure. */
export function socketToken(header: string | undefined): string | null {
  const offered = (header ?? '').split(',').map((name) => name.trim());
  if (!offered.includes(SOCKET_PROTOCOL)) return null;
  const bearer = offered.filter((name) => name.startsWith('bearer.'));
  return bearer.length === 1 ? (bearer[0]?.slice('bearer.'.length) ?? null) : null;
}
