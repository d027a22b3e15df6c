import type { Context } from 'hono';
import type { Principal } from '../../../src/domain/user.ts';
import { unexpectedFailure } from '../../../src/telemetry/events.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';

/** "In use" is told by the hour, so an isolate asks the database to note it no more often than this. */
const NOTE_EVERY_MS = 3_600_000;
/** Keys remembered per isolate; forgetting one costs a statement. */
const MAX_KEYS = 1_000;

const noted = new Map<string, number>();

/** Notes that an API key is in use, after the answer is sent: nobody waits for it and nothing fails with it. */
export function noteKeyUse(deps: HttpDeps, c: Context<HttpEnv>, principal: Principal): void {
  if (principal.kind !== 'api-key') return;
  const now = deps.clock();
  if (now - (noted.get(principal.keyId) ?? Number.NEGATIVE_INFINITY) < NOTE_EVERY_MS) return;
  if (noted.size >= MAX_KEYS) noted.clear();
  noted.set(principal.keyId, now);
  const done = deps.records.apiKeys
    .touch(principal.organizationId, principal.keyId)
    .catch((thrown: unknown) => unexpectedFailure(deps.logger, 'api key use', thrown));
  c.executionCtx.waitUntil(done);
}
