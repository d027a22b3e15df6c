import {
  LLM_VENDORS,
  type LlmEvent,
  type LlmRequest,
  type LlmUsage,
  type ModelName,
} from '../../src/domain/llm.ts';
import { costMicros } from '../../src/llm/pricing/cost.ts';
import { splitModelName } from '../../src/llm/providers/models.ts';
import { type LlmEnv, type Providers, providersOf } from '../../src/llm/providers/providers-of.ts';
import { startOpenAi } from '../../test/stand-ins/llm/start-openai.ts';

/** A model that an evaluation asks, one call after the other. */
export interface AskedModel {
  name: string;
  stream(request: LlmRequest, signal: AbortSignal): AsyncIterable<LlmEvent>;
  /** Calls so far, and millionths of a US dollar; `priced` is false where a price is not known. */
  spent(): { calls: number; micros: number; priced: boolean };
  stop(): Promise<void>;
}

/** A model that cannot be asked: the words are for whoever called. */
export class UnaskableModel extends Error {}

/** Of a stand-in on loopback, no model runs. */
export const STAND_IN = 'stand-in';

/**
 * A model by its name (`openai/gpt-6-luna`), with the keys of the environment as the product reads them; `url`: of a server that speaks
 * OpenAI's chat completions, for `compatible/...`. `stand-in` starts one on loopback. Throws where it cannot be asked.
 */
export async function askModel(wanted: string, url: string | null): Promise<AskedModel> {
  const standIn = wanted === STAND_IN ? await startOpenAi() : null;
  const named = splitModelName(standIn ? 'openai/gpt-6-luna' : wanted);
  if (named === null)
    throw new UnaskableModel(
      `${wanted}: name a model as one of ${LLM_VENDORS.join(', ')}, a slash, and its name`,
    );
  const env: LlmEnv = standIn
    ? { OPENAI_API_KEY: standIn.key, OPENAI_BASE_URL: standIn.baseUrl }
    : { ...environment(), ...(url === null ? {} : { LLM_URL: url, LLM_MODEL: named.model }) };
  const provider = providersIn(env).get(named.vendor);
  if (!provider)
    throw new UnaskableModel(`${wanted}: its vendor has no key in the environment (docs/llm.md)`);
  const model: ModelName = `${named.vendor}/${named.model}`;
  const spent = { calls: 0, micros: 0, priced: true };
  return {
    name: standIn ? STAND_IN : model,
    spent: () => ({ ...spent }),
    stop: async () => standIn?.stop(),
    async *stream(request, signal) {
      spent.calls += 1;
      let usage: LlmUsage | null = null;
      try {
        for await (const event of provider.stream(named.model, request, signal)) {
          if (event.kind === 'usage') usage = event.usage;
          yield event;
        }
      } finally {
        // Also where nobody listens to the end.
        const cost = usage === null ? { micros: 0, priced: false } : costMicros(model, usage);
        spent.micros += cost.micros;
        spent.priced &&= cost.priced;
      }
    },
  };
}

function providersIn(env: LlmEnv): Providers['providers'] {
  try {
    return providersOf(env, { fetch, clock: Date.now }).providers;
  } catch (error) {
    throw new UnaskableModel(error instanceof Error ? error.message : String(error));
  }
}

/** What of the environment says which models there are. */
function environment(): LlmEnv {
  const {
    OPENAI_API_KEY,
    OPENAI_BASE_URL,
    ANTHROPIC_API_KEY,
    ANTHROPIC_BASE_URL,
    LLM_URL,
    LLM_KEY,
    LLM_MODEL,
  } = process.env;
  const set = {
    OPENAI_API_KEY,
    OPENAI_BASE_URL,
    ANTHROPIC_API_KEY,
    ANTHROPIC_BASE_URL,
    LLM_URL,
    LLM_KEY,
    LLM_MODEL,
  };
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}
