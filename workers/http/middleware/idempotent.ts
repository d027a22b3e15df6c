import type { Context } from 'hono';
import { sha256Hex } from '../../../src/auth/encoding.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { principalId } from './access-log.ts';

/** What clients usually send is a UUID; the draft standard asks for no more than printable ASCII. */
const KEY = /^[\x21-\x7e]{1,255}$/;
const HEADER = 'idempotency-key';

const RUNNING: Problem = {
  code: 'in_progress',
  detail: 'The first request with this key has not answered yet.',
  retryAfterSeconds: 1,
};
const MISMATCH: Problem = {
  code: 'idempotency_mismatch',
  detail: 'Use a new key for another request.',
};
const MALFORMED: Problem = {
  code: 'malformed_request',
  detail: 'Idempotency-Key must be 1 to 255 printable ASCII characters.',
};

/**
 * Runs a creating request once per `Idempotency-Key`; a repeat with the same body gets the first answer again. A key counts
 * for one organization, caller and path. Only successes are kept: what failed had no effect and may be tried again.
 */
export async function idempotent(
  deps: HttpDeps,
  c: Context<HttpEnv>,
  run: () => Promise<Response>,
): Promise<Response> {
  const key = c.req.header(HEADER);
  const principal = c.get('principal');
  if (key === undefined || principal === null) return run();
  if (!KEY.test(key)) return problemResponse(c, MALFORMED);
  const scope = { route: routeScope(c), key };
  const { organizationId } = principal;
  const store = deps.records.idempotency;
  const start = await store.begin(organizationId, scope, await sha256Hex(c.get('bodyText')));
  if (start.kind === 'running') return problemResponse(c, RUNNING);
  if (start.kind === 'mismatch') return problemResponse(c, MISMATCH);
  if (start.kind === 'replay') {
    return c.body(start.response, start.status as 200, {
      'Content-Type': 'application/json',
      'Idempotency-Replayed': 'true',
    });
  }
  let response: Response;
  try {
    response = await run();
  } catch (thrown) {
    await store.abandon(organizationId, scope);
    throw thrown;
  }
  if (response.ok)
    await store.complete(organizationId, scope, response.status, await response.clone().text());
  else await store.abandon(organizationId, scope);
  return response;
}

/**
 * A message id that derives from the `Idempotency-Key`, so that a retry after a crash between storing the message and
 * storing the answer still finds the first message. Undefined without a key.
 */
export async function idempotentClientId(c: Context<HttpEnv>): Promise<string | undefined> {
  const key = c.req.header(HEADER);
  return key === undefined ? undefined : `idem-${(await sha256Hex(`${routeScope(c)}\n${key}`)).slice(0, 40)}`;
}

function routeScope(c: Context<HttpEnv>): string {
  const principal = c.get('principal');
  return `${principal ? principalId(principal) : ''} ${c.req.method} ${c.req.path}`;
}
