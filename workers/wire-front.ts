import { newId } from '../src/domain/ids.ts';
import { createLogger } from '../src/telemetry/logger.ts';
import { type Env, parseEnv } from './env.ts';
import type { FrontDeps } from './http/deps.ts';

const clock = () => Date.now();

/**
 * What a request is met with before it is known whether it needs a database, a token or a key: all that an isolate makes at its
 * start. Throws `configuration` when a binding is missing or wrong.
 */
export function wireFront(env: Env): FrontDeps {
  parseEnv(env);
  return {
    clock,
    newId,
    logger: createLogger({ clock, write: (level, line) => console[level](line) }),
    probes: {
      records: { check: () => env.RECORDS.prepare('SELECT 1').first(), needed: true },
      knowledge: { check: () => env.KNOWLEDGE.prepare('SELECT 1').first(), needed: true },
      conversations: { check: () => env.CONVERSATION.getByName('probe').probe(), needed: true },
      queue: {
        check: () =>
          env.EVENTS.send({ kind: 'probe', eventId: newId('evt'), requestId: newId('req'), sentAt: clock() }),
        needed: false,
      },
    },
    assets: env.ASSETS,
  };
}
