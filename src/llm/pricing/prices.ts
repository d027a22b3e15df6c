import type { ModelName } from '../../domain/llm.ts';

/** US dollars for a million tokens: what is the same, millionths of a dollar for one. */
export interface Rates {
  input: number;
  /** Input that the provider had kept from an earlier call. */
  cachedInput: number;
  /** Input that the provider keeps for later calls, for the shortest time it offers. */
  cacheWrite: number;
  output: number;
}

export interface Price extends Rates {
  /** What every token of a call costs whose input is longer than `above` tokens. */
  long?: Rates & { above: number };
  /** Where it was looked up. */
  source: string;
}

/** The day on which every price below was looked up, in stored copies of the pages named beside it. */
export const PRICES_LOOKED_UP = '2026-11-22';

const OPENAI = 'https://developers.openai.com/api/docs/models';
const OPENAI_GPT_5_4 =
  'https://developers.openai.com/api/docs/pricing (read 2026-05-04, by api-evangelist/openai)';
const GITHUB_DOCS = 'https://github.com/github/docs/blob/main/data/tables/copilot/models-and-pricing.yml';
const LITELLM = 'https://docs.litellm.ai/blog/gpt_6_sol_luna (2026-09-22)';
const ANTHROPIC = 'https://platform.claude.com/docs/en/about-claude/pricing';
const WORKERS_AI = 'https://developers.cloudflare.com/workers-ai/platform/pricing/';

/** Since GPT-5.6 OpenAI charges 1.25 times the input for a cache write, a tenth for a hit, and beyond 272,000 tokens 2 and 1.5 times. */
function openaiGpt6(input: number, output: number): Price {
  const rates = { input, cachedInput: input / 10, cacheWrite: input * 1.25, output };
  const long = {
    above: 272_000,
    input: input * 2,
    cachedInput: rates.cachedInput * 2,
    cacheWrite: rates.cacheWrite * 2,
    output: output * 1.5,
  };
  return { ...rates, long, source: OPENAI };
}

/** Before GPT-5.6, writing to the cache costs nothing more than the input itself. */
function openai(input: number, cachedInput: number, output: number, source: string): Price {
  return { input, cachedInput, cacheWrite: input, output, source };
}

/** A cache write for five minutes costs 1.25 times the input. */
function anthropic(input: number, cachedInput: number, output: number): Price {
  return { input, cachedInput, cacheWrite: input * 1.25, output, source: ANTHROPIC };
}

/** Workers AI has one price for input. */
function workersAi(input: number, output: number): Price {
  return { input, cachedInput: input, cacheWrite: input, output, source: WORKERS_AI };
}

/**
 * What models cost, by name without a date. What could not be looked up is not here, rather than guessed; so is GPT-5.6 Sol, whose
 * price was a promotion until the day before. A deployment adds what it needs with LLM_PRICES.
 */
export const PRICES: Readonly<Partial<Record<ModelName, Price>>> = {
  'openai/gpt-6-astra': openaiGpt6(10, 50),
  'openai/gpt-6.1-sol': openaiGpt6(2, 10),
  'openai/gpt-6-sol': { ...openaiGpt6(2, 10), source: LITELLM },
  'openai/gpt-6.1-terra': openaiGpt6(1, 5),
  'openai/gpt-6-luna': openaiGpt6(0.1, 0.5),
  'openai/gpt-5.6-terra': openaiGpt6(2, 12),
  'openai/gpt-5.6-luna': openaiGpt6(0.2, 1.2),
  'openai/gpt-5.5': openai(5, 0.5, 30, OPENAI_GPT_5_4),
  'openai/gpt-5.4': openai(2.5, 0.25, 15, OPENAI_GPT_5_4),
  'openai/gpt-5.4-mini': openai(0.75, 0.075, 4.5, OPENAI_GPT_5_4),
  'openai/gpt-5.4-nano': openai(0.2, 0.02, 1.25, OPENAI_GPT_5_4),
  'openai/gpt-5.2': openai(1.75, 0.175, 14, GITHUB_DOCS),
  'openai/gpt-5-mini': openai(0.25, 0.025, 2, GITHUB_DOCS),
  'openai/gpt-4.1': openai(2, 0.5, 8, GITHUB_DOCS),
  'anthropic/claude-fable-5-1': anthropic(10, 0.25, 50),
  'anthropic/claude-fable-5': anthropic(10, 1, 50),
  'anthropic/claude-opus-5-5': anthropic(4, 0.2, 20),
  'anthropic/claude-opus-5': anthropic(5, 0.5, 25),
  'anthropic/claude-opus-4-8': anthropic(5, 0.5, 25),
  'anthropic/claude-opus-4-7': anthropic(5, 0.5, 25),
  'anthropic/claude-opus-4-6': anthropic(5, 0.5, 25),
  'anthropic/claude-opus-4-5': anthropic(5, 0.5, 25),
  'anthropic/claude-sonnet-5-5': anthropic(2, 0.1, 10),
  'anthropic/claude-sonnet-5': anthropic(2, 0.2, 10),
  'anthropic/claude-sonnet-4-6': anthropic(3, 0.3, 15),
  'anthropic/claude-sonnet-4-5': anthropic(3, 0.3, 15),
  'anthropic/claude-haiku-5-5': {
    ...anthropic(0.1, 0.01, 0.5),
    long: { above: 100_000, input: 0.5, cachedInput: 0.05, cacheWrite: 0.625, output: 2.5 },
  },
  'anthropic/claude-haiku-4-5': anthropic(1, 0.1, 5),
  'workers-ai/@cf/openai/gpt-oss-120b': workersAi(0.35, 0.75),
  'workers-ai/@cf/openai/gpt-oss-20b': workersAi(0.2, 0.3),
  'workers-ai/@cf/zai-org/glm-4.7-flash': workersAi(0.0605, 0.4),
  'workers-ai/@cf/meta/llama-4-scout-17b-16e-instruct': workersAi(0.27, 0.85),
  'workers-ai/@cf/meta/llama-3.3-70b-instruct-fp8-fast': workersAi(0.293, 2.253),
  'workers-ai/@cf/meta/llama-3.1-8b-instruct-fp8-fast': workersAi(0.045, 0.384),
  'workers-ai/@cf/meta/llama-3.1-8b-instruct-fp8': workersAi(0.152, 0.287),
  'workers-ai/@cf/meta/llama-3.2-3b-instruct': workersAi(0.051, 0.335),
};
