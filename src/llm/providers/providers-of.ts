import type { Clock } from '../../domain/clock.ts';
import { AppError } from '../../domain/errors.ts';
import type { LlmTask, LlmVendor, ModelName } from '../../domain/llm.ts';
import { AnthropicProvider } from './anthropic-provider.ts';
import { DEFAULT_MODELS, splitModelName } from './models.ts';
import { OpenAiProvider } from './openai-provider.ts';
import type { LlmProvider } from './provider.ts';
import { WorkersAiProvider, type WorkersAiTextBinding } from './workers-ai-provider.ts';

/** Optional variables and bindings. Without any of them no model is called. */
export interface LlmEnv {
  OPENAI_API_KEY?: string;
  OPENAI_BASE_URL?: string;
  OPENAI_MODEL?: string;
  ANTHROPIC_API_KEY?: string;
  /** Without `/v1`. */
  ANTHROPIC_BASE_URL?: string;
  ANTHROPIC_MODEL?: string;
  /** Any server that speaks OpenAI's chat completions, up to and without `/chat/completions`. */
  LLM_URL?: string;
  /** Not every server wants one. */
  LLM_KEY?: string;
  LLM_MODEL?: string;
  WORKERS_AI_MODEL?: string;
  AI?: WorkersAiTextBinding;
  /** Models in the order in which they are asked, with commas: `anthropic/claude-haiku-5-5, openai/gpt-6-luna`. */
  LLM_CHAIN?: string;
  LLM_SUMMARY_CHAIN?: string;
  LLM_CLASSIFY_CHAIN?: string;
}

export interface Providers {
  providers: ReadonlyMap<LlmVendor, LlmProvider>;
  /** Empty where no provider is configured. */
  chains: Record<LlmTask, ModelName[]>;
}

/** The providers that a deployment has, and the chains it asks. Throws `configuration`, with what to do, when it has them wrongly. */
export function providersOf(env: LlmEnv, deps: { fetch: typeof fetch; clock: Clock }): Providers {
  const found = [
    anthropicOf(env, deps),
    openAiOf(env, deps),
    compatibleOf(env, deps),
    workersAiOf(env, deps),
  ];
  const configured = found.filter((one) => one !== null);
  const providers = new Map<LlmVendor, LlmProvider>(
    configured.map(({ provider }) => [provider.vendor, provider]),
  );
  const standard = configured.map(({ provider, model }): ModelName => `${provider.vendor}/${model}`);
  const answer = chainOf(env, 'LLM_CHAIN', providers) ?? standard;
  return {
    providers,
    chains: {
      answer,
      summary: chainOf(env, 'LLM_SUMMARY_CHAIN', providers) ?? answer,
      classify: chainOf(env, 'LLM_CLASSIFY_CHAIN', providers) ?? answer,
    },
  };
}

/** What is wrong with the configuration, in words for whoever deploys; empty when nothing is. Never holds a key. */
export function checkProviders(env: LlmEnv): string[] {
  try {
    providersOf(env, { fetch: () => Promise.reject(new TypeError('only checked')), clock: () => 0 });
    return [];
  } catch (problem) {
    return [problem instanceof Error ? problem.message : String(problem)];
  }
}

type Configured = { provider: LlmProvider; model: string } | null;
type Deps = { fetch: typeof fetch; clock: Clock };

function anthropicOf(env: LlmEnv, deps: Deps): Configured {
  const apiKey = keyOf(env, 'ANTHROPIC_API_KEY');
  const baseUrl = urlOf(env, 'ANTHROPIC_BASE_URL', 'https://api.anthropic.com');
  const model = modelOf(env, 'ANTHROPIC_MODEL');
  if (apiKey === null) return unused(env, 'ANTHROPIC_API_KEY', ['ANTHROPIC_BASE_URL', 'ANTHROPIC_MODEL']);
  if (/\/v1\/?$/.test(baseUrl ?? ''))
    throw wrong('ANTHROPIC_BASE_URL must not end with /v1: the client adds it. Remove it');
  return {
    provider: new AnthropicProvider({ apiKey, baseUrl: baseUrl ?? 'https://api.anthropic.com' }, deps),
    model: model ?? DEFAULT_MODELS.anthropic,
  };
}

function openAiOf(env: LlmEnv, deps: Deps): Configured {
  const apiKey = keyOf(env, 'OPENAI_API_KEY');
  const baseUrl = urlOf(env, 'OPENAI_BASE_URL', 'https://api.openai.com/v1');
  const model = modelOf(env, 'OPENAI_MODEL');
  if (apiKey === null) return unused(env, 'OPENAI_API_KEY', ['OPENAI_BASE_URL', 'OPENAI_MODEL']);
  return {
    provider: new OpenAiProvider('openai', { apiKey, baseUrl: baseUrl ?? 'https://api.openai.com/v1' }, deps),
    model: model ?? DEFAULT_MODELS.openai,
  };
}

function compatibleOf(env: LlmEnv, deps: Deps): Configured {
  const apiKey = keyOf(env, 'LLM_KEY');
  const baseUrl = urlOf(env, 'LLM_URL', 'https://models.example.com/v1');
  const model = modelOf(env, 'LLM_MODEL');
  if (baseUrl === null) return unused(env, 'LLM_URL', ['LLM_KEY', 'LLM_MODEL']);
  if (model === null)
    throw wrong('LLM_URL is set, and LLM_MODEL is not. Set LLM_MODEL to a name that the server knows');
  return { provider: new OpenAiProvider('compatible', { apiKey, baseUrl }, deps), model };
}

function workersAiOf(env: LlmEnv, deps: Deps): Configured {
  const model = modelOf(env, 'WORKERS_AI_MODEL');
  // The binding alone is no wish for models: embeddings use it too.
  if (model === null) return null;
  if (!env.AI)
    throw wrong(
      'WORKERS_AI_MODEL is set, and there is no binding AI. Add [ai] binding = "AI" to wrangler.toml',
    );
  if (!model.startsWith('@'))
    throw wrong('WORKERS_AI_MODEL must be a full name, such as @cf/meta/llama-4-scout-17b-16e-instruct');
  const { AI } = env;
  const binding: WorkersAiTextBinding = { run: (name, input, options) => AI.run(name, input, options) };
  return { provider: new WorkersAiProvider(binding, deps), model };
}

type TextName = Exclude<keyof LlmEnv, 'AI'>;

/** A vendor whose key is missing, although something else of it is set, was meant to be used. */
function unused(env: LlmEnv, key: TextName, others: TextName[]): null {
  const set = others.find((name) => (env[name] ?? '') !== '');
  if (set) throw wrong(`${set} is set, and ${key} is not. Set ${key}, or remove ${set}`);
  return null;
}

/** Characters that a header cannot carry, or that come from copying too much. */
const NOT_IN_A_KEY = /[^\x21-\x7e]|^["']|["']$/;

/** Longer than any vendor's key: something else was pasted. */
const MAX_KEY_CHARS = 512;

function keyOf(env: LlmEnv, name: TextName): string | null {
  const key = env[name] ?? '';
  if (key === '') return null;
  if (key.length > MAX_KEY_CHARS || NOT_IN_A_KEY.test(key))
    throw wrong(`${name} holds spaces, quotes or other characters that no key has. Paste the key alone`);
  return key;
}

/** A vendor's name for a model, without spaces. */
const MODEL = /^[\w@./:+-]{1,200}$/;

function modelOf(env: LlmEnv, name: TextName): string | null {
  const model = env[name] ?? '';
  if (model === '') return null;
  if (!MODEL.test(model)) throw wrong(`${name} must be the name of one model, such as claude-haiku-5-5`);
  return model;
}

/** `https`, or `http` on the same machine: the key and customers' words travel there. */
function urlOf(env: LlmEnv, name: TextName, example: string): string | null {
  const text = env[name] ?? '';
  if (text === '') return null;
  const url = URL.parse(text);
  const local = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost' || url?.hostname === '[::1]';
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && local)))
    throw wrong(`${name} must be an https address, such as ${example}, or http on this machine`);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw wrong(`${name} must hold no user, password, query or fragment. Keys have variables of their own`);
  return text.replace(/\/+$/, '');
}

function chainOf(
  env: LlmEnv,
  name: TextName,
  providers: ReadonlyMap<LlmVendor, LlmProvider>,
): ModelName[] | null {
  const text = env[name] ?? '';
  if (text.trim() === '') return null;
  const models = text.split(',').map((part): ModelName => {
    const model = splitModelName(part.trim());
    if (!model || !MODEL.test(model.model))
      throw wrong(
        `${name} must be a list such as anthropic/claude-haiku-5-5, openai/gpt-6-luna: a vendor (${VENDORS}), a slash and a model`,
      );
    if (!providers.has(model.vendor))
      throw wrong(
        `${name} names ${model.vendor}, and ${NEEDED[model.vendor]}. Set it, or remove ${model.vendor} from ${name}`,
      );
    return `${model.vendor}/${model.model}`;
  });
  const twice = models.find((model, at) => models.indexOf(model) !== at);
  if (twice !== undefined) throw wrong(`${name} names ${twice} twice. Name each model once`);
  return models;
}

const VENDORS = 'anthropic, openai, compatible, workers-ai';

const NEEDED: Record<LlmVendor, string> = {
  anthropic: 'ANTHROPIC_API_KEY is not set',
  openai: 'OPENAI_API_KEY is not set',
  compatible: 'LLM_URL is not set',
  'workers-ai': 'WORKERS_AI_MODEL is not set',
};

function wrong(why: string): AppError {
  return new AppError('configuration', why);
}
