import { createFieldCipher, type FieldCipher } from '../src/auth/field-cipher.ts';
import { builtInTools } from '../src/decide/tools/built-in.ts';
import { connectorTools } from '../src/decide/tools/connector-tools.ts';
import type { ToolAudit } from '../src/decide/tools/journal.ts';
import { createToolRunner, type ToolRunner } from '../src/decide/tools/tool-runner.ts';
import type { Clock } from '../src/domain/clock.ts';
import { type CallConnector, connectorSecretField } from '../src/domain/connector.ts';
import { AppError } from '../src/domain/errors.ts';
import type { TurnLedger } from '../src/domain/turn-ledger.ts';
import { createHttpConnector } from '../src/integrations/connectors/http-connector.ts';
import { Breaker } from '../src/llm/breaker.ts';
import { checkUrl } from '../src/retrieve/crawl/url-policy.ts';
import { toolRun } from '../src/telemetry/events.ts';
import type { Logger } from '../src/telemetry/logger.ts';
import type { TurnInput } from '../src/turn.ts';
import { type Env, parseEnv } from './env.ts';

/** What tools need of their turn, beside its input. */
export interface ToolsDeps {
  ledger: Pick<TurnLedger, 'toolRun' | 'toolRuns' | 'saveToolRun'>;
  clock: Clock;
  logger: Logger;
  /** Puts values back in the place of the conversation's tokens. */
  restore(text: string): string;
  /** Replaces personal values of what a tool gave by tokens of the conversation. */
  maskResult(text: string): string;
  /** Writes an internal note into the conversation, also once the turn has ended. */
  noteForStaff(text: string): void;
}

/** The tools of one turn: built in, and the organization's connectors. */
export function toolsFor(env: Env, deps: ToolsDeps, input: TurnInput): ToolRunner {
  const { organization, message, requestId } = input;
  const about = { organizationId: organization.id, conversationId: message.conversationId, requestId };
  const call = connectorCaller(env, organization.id, deps.clock);
  return createToolRunner(
    {
      ...deps,
      sources: [builtInTools(deps), connectorTools(organization.connectors ?? [], call)],
      audit: (event: ToolAudit) => toolRun(deps.logger, { ...about, ...event }),
      timeout: (ms) => AbortSignal.timeout(ms),
    },
    input,
  );
}

/** Calls connectors of one organization, with their secrets opened. */
export function connectorCaller(env: Env, organizationId: string, clock: Clock): CallConnector {
  const allowLoopback = env.ALLOW_LOOPBACK_SITES === 'true';
  return createHttpConnector({
    fetch: (url, init) => fetch(url, init),
    allowed: (url) => isAllowed(url, allowLoopback),
    secret: async ({ connector: { name, secret } }) => {
      if (secret === null) return null;
      const opened = await cipherOf(env).open(organizationId, connectorSecretField(name), secret);
      if (opened.ok) return opened.value;
      throw new AppError('configuration', `cannot open a connector's secret (${opened.error.reason})`);
    },
    breaker: ({ connector: { name, baseUrl } }) => breakerOf(`${organizationId}/${name}/${baseUrl}`, clock),
    random: Math.random,
    wait: (ms) => scheduler.wait(ms),
    timeout: (ms) => AbortSignal.timeout(ms),
  });
}

/** Whether a connector's address may be asked: https on the public internet; on one's own machine loopback too. Pure. */
export function isAllowed(address: string, allowLoopback: boolean): boolean {
  const checked = checkUrl(address, { allowLoopback });
  // What is not https and passes without this is loopback, or public and in the clear.
  return (
    checked.ok && (checked.value.protocol === 'https:' || !checkUrl(address, { allowLoopback: false }).ok)
  );
}

const ciphers = new WeakMap<Env, FieldCipher>();

function cipherOf(env: Env): FieldCipher {
  const cipher = ciphers.get(env) ?? createFieldCipher(parseEnv(env).fieldKeys);
  ciphers.set(env, cipher);
  return cipher;
}

/** Connectors whose state an isolate remembers; the oldest is dropped first. */
const BREAKERS_MAX = 1_000;
const breakers = new Map<string, Breaker>();

function breakerOf(key: string, clock: Clock): Breaker {
  const breaker = breakers.get(key) ?? new Breaker(clock);
  breakers.delete(key);
  breakers.set(key, breaker);
  const oldest = breakers.keys().next();
  if (breakers.size > BREAKERS_MAX && !oldest.done) breakers.delete(oldest.value);
  return breaker;
}
