import { createFieldCipher, type FieldCipher } from '../src/auth/field-cipher.ts';
import { builtInTools } from '../src/decide/tools/built-in.ts';
import { connectorTools } from '../src/decide/tools/connector-tools.ts';
import type { ToolAudit } from '../src/decide/tools/journal.ts';
import type { SettledAction } from '../src/decide/tools/settle-action.ts';
import { createToolRunner, type ToolRunner } from '../src/decide/tools/tool-runner.ts';
import type { Clock } from '../src/domain/clock.ts';
import { type CallConnector, connectorSecretField } from '../src/domain/connector.ts';
import { AppError } from '../src/domain/errors.ts';
import type { Answer } from '../src/domain/passage.ts';
import { createHttpConnector } from '../src/integrations/connectors/http-connector.ts';
import { Breaker } from '../src/llm/breaker.ts';
import { checkUrl } from '../src/retrieve/crawl/url-policy.ts';
import { toolRun } from '../src/telemetry/events.ts';
import type { Logger } from '../src/telemetry/logger.ts';
import type { TurnInput } from '../src/turn.ts';
import { findPii } from '../src/understand/mask/find-pii.ts';
import { type Env, parseEnv } from './env.ts';

/** What tools need of the platform. */
export interface ToolsDeps {
  clock: Clock;
  logger: Logger;
}

/**
 * The tools of one turn: built in, and the organization's connectors. Whoever runs them shows models what they give: arguments come
 * with their personal values, and results go with theirs.
 */
export function toolsFor(env: Env, { clock, logger }: ToolsDeps, input: TurnInput): ToolRunner {
  const { organization, message, requestId, ledger } = input;
  const about = { organizationId: organization.id, conversationId: message.conversationId, requestId };
  const call = connectorCaller(env, organization.id, clock);
  const note = (text: string) => ledger.noteForStaff(text);
  return createToolRunner(
    {
      ...{ ledger, clock },
      sources: [builtInTools({ noteForStaff: note }), connectorTools(organization.connectors ?? [], call)],
      restore: (text) => text,
      maskResult: (text) => text,
      isPersonal: (text) => findPii(text).length > 0,
      audit: (event: ToolAudit) => toolRun(logger, { ...about, ...event }),
      noteForStaff: note,
      timeout: (ms) => AbortSignal.timeout(ms),
    },
    input,
  );
}

/** What a settled action says, as an answer. Nothing in it comes from an article or a model. Pure. */
export function settledAnswer({ text, quickReplies }: SettledAction): Answer {
  return { text, quickReplies, citations: [], confidence: 1, supported: true, model: 'tools' };
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
