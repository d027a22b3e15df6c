import { newId } from '../src/domain/ids.ts';
import type {
  LlmCall,
  LlmFailure,
  LlmFailureReason,
  LlmRequest,
  LlmSettings,
  LlmTask,
  ModelName,
} from '../src/domain/llm.ts';
import type { PriceOverrides } from '../src/llm/pricing/cost.ts';
import { parsePrices } from '../src/llm/pricing/parse-prices.ts';
import { type LlmEnv, type Providers, providersOf } from '../src/llm/providers/providers-of.ts';
import { createRouter, type Router } from '../src/llm/router/router.ts';
import { sleep } from '../src/llm/router/sleep.ts';
import type { Logger } from '../src/telemetry/logger.ts';
import type { Env } from './env.ts';
import type { ModelOps } from './http/deps.ts';

/** The language models of a deployment. Without any, `chains` are empty. */
export interface Llm extends Providers {
  router: Router;
  /** A router that knows of no failure yet: what was refused a minute ago may have been put right since. */
  fresh(): Router;
  /** Prices beside the table's. */
  prices: PriceOverrides;
  /** What is wrong with the settings, and what to do; no model is called then. */
  problem: string | null;
}

const NONE: Providers = { providers: new Map(), chains: { answer: [], summary: [], classify: [] } };

/** One router, and with it one set of breakers, for all that an isolate asks. */
const wired = new WeakMap<D1Database, Llm>();

/** The models of this isolate. Never throws: with wrong settings answers are quoted, and the log says why. */
export function llmOf(env: Env, logger: Logger): Llm {
  const known = wired.get(env.KNOWLEDGE);
  if (known) return known;
  const llm = wireLlm(env, logger);
  wired.set(env.KNOWLEDGE, llm);
  return llm;
}

function wireLlm(env: Env, logger: Logger): Llm {
  const { providers, chains, prices, problem } = readSettings(env);
  if (problem !== null) logger.error('llm.configuration', { problem });
  const fresh = () =>
    createRouter({
      providers,
      prices,
      clock: () => Date.now(),
      random: Math.random,
      sleep,
      newId: () => newId('llm'),
      log: (event, fields) => logger.warn(event, { ...fields }),
      ...hedge(env),
    });
  return { providers, chains, router: fresh(), fresh, prices, problem };
}

/** `off`, or milliseconds; what else is set counts as not set. */
function hedge({ LLM_HEDGE_MS: text }: Env): { hedgeAfterMs?: number | null } {
  if (text === 'off') return { hedgeAfterMs: null };
  const ms = Number(text);
  return text && Number.isInteger(ms) && ms >= 0 ? { hedgeAfterMs: ms } : {};
}

function readSettings(env: LlmEnv & { LLM_PRICES?: string }): Providers & {
  prices: PriceOverrides;
  problem: string | null;
} {
  const prices = parsePrices(env.LLM_PRICES);
  if (!prices.ok) return { ...NONE, prices: {}, problem: prices.error };
  try {
    const deps = {
      clock: () => Date.now(),
      fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
    };
    return { ...providersOf(env, deps), prices: prices.value, problem: null };
  } catch (error) {
    return { ...NONE, prices: {}, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** The models that an organization has answers, summaries or readings written by; empty: none is to be called. Pure. */
export function chainFor(
  settings: LlmSettings | undefined,
  task: LlmTask,
  { chains }: Pick<Llm, 'chains'>,
): readonly ModelName[] {
  if (settings?.enabled === false) return [];
  const own = settings?.models[task] ?? [];
  return own.length > 0 ? own : chains[task];
}

/** What the HTTP interface knows of models. */
export function modelOps(env: Env, logger: Logger): ModelOps {
  return {
    overview: async () => {
      const { providers, chains, problem } = llmOf(env, logger);
      return { vendors: [...providers.keys()], chains, problem };
    },
    check: (...asked) => checkModel(llmOf(env, logger), ...asked),
  };
}

/** One word is asked for, with room for what a model thinks before it. */
const CHECK: LlmRequest = {
  task: 'check',
  system: [{ text: 'You are being tested for reachability.', cache: false }],
  messages: [{ role: 'user', text: 'Answer with the word OK.' }],
  tools: [],
  maxOutputTokens: 64,
  temperature: 0,
  json: null,
};

/** A model that takes longer for one word answers no customer. */
const CHECK_MS = 15_000;

async function checkModel(
  { fresh }: Llm,
  organizationId: string,
  model: ModelName,
  onStart: (worst: LlmCall) => Promise<void>,
) {
  const calls: LlmCall[] = [];
  let failure: LlmFailure | null = null;
  const options = {
    organizationId,
    chain: [model],
    avoid: [],
    budget: null,
    signal: AbortSignal.timeout(CHECK_MS),
    onStart,
    onCall: (call: LlmCall) => void calls.push(call),
  };
  for await (const event of fresh().stream(CHECK, options)) {
    if (event.kind === 'failed') failure = event.failure;
  }
  const reason: LlmFailureReason | null = failure?.reason ?? null;
  const detail = failure === null ? 'It answers.' : `${ADVICE[failure.reason]} (${failure.detail})`;
  return { ok: failure === null, reason, detail, calls };
}

/** What whoever set a model up can do. */
const ADVICE: Record<LlmFailureReason, string> = {
  rate_limited: 'The provider wants fewer calls just now. Try again in a minute.',
  overloaded: 'The provider is overloaded. Try again later.',
  unavailable: 'The provider cannot be reached. Check its address and its status page.',
  timeout: 'The provider took too long. Try again, or choose a faster model.',
  incomplete: 'The answer ended before its end. Try again.',
  quota_exhausted:
    'The account has no credit left or has reached its spending limit. Raise it with the provider.',
  unauthorized: 'The key is not accepted. Check the secret of this provider.',
  unknown_model: 'The provider does not know this model, or the key may not use it. Check its name.',
  region_refused: 'The provider does not serve this region.',
  too_long: 'The request is too long for this model.',
  bad_request: 'The provider refused the request. This model may not be made for chats.',
  bad_response: 'What came back is not in the format of this provider. Check its address.',
  no_provider: 'No key is set for this provider.',
  budget_spent: 'The budget does not allow a call.',
  aborted: 'It took too long.',
};
