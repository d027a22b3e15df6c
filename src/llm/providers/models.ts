import { LLM_VENDORS, type LlmVendor, type ModelName } from '../../domain/llm.ts';

/** What must be known of a model before it is asked. */
export interface ModelFacts {
  /** Tokens of question and answer together. */
  contextTokens: number;
  maxOutputTokens: number;
  /** False: a request with a temperature is refused. */
  temperature: boolean;
  /** True: a last message of the assistant is continued as it stands. */
  prefill: boolean;
  /** False: it takes no tools in the interface that we use. */
  tools: boolean;
  /** True: JSON that follows a schema is enforced; otherwise it is asked for in words. */
  jsonSchema: boolean;
  /** What is said of thinking, so that the first word comes soon. `absent`: nothing, the model does not think unless asked. */
  thinking: 'absent' | 'off' | 'between_tools' | 'minimal' | 'low';
  /** Tokens that thinking may take of the output, at what is said above: asked for beside `maxOutputTokens`. */
  thinkingTokens: number;
  /** True: the ends of stable prefixes are marked (OpenAI since GPT-5.6; Anthropic's are always). */
  cacheBreakpoints: boolean;
}

/** The day on which the table was compared with its sources. */
export const MODELS_AS_OF = '2026-11-22';

/** Asked where a vendor has a key and no `*_MODEL`: the fast and cheap one of each, which a support answer needs. */
export const DEFAULT_MODELS = { anthropic: 'claude-haiku-5-5', openai: 'gpt-6-luna' } as const;

/** Facts of a model. Of an unknown one the least is assumed, so that a request is not refused for what it holds. Pure. */
export function modelFacts(name: ModelName): ModelFacts {
  const { vendor, model } = splitModelName(name) ?? { vendor: 'compatible', model: name };
  if (vendor === 'compatible') {
    // A gateway names models with their vendor. It speaks OpenAI's format: what only the vendor's own interface has is left out.
    const behind = splitModelName(model);
    const facts = behind ? find(behind.vendor, behind.model) : null;
    return facts ? { ...facts, prefill: false, cacheBreakpoints: false } : UNKNOWN.compatible;
  }
  return find(vendor, model) ?? UNKNOWN[vendor];
}

/** The two parts of a model's name, or null where it has no known vendor or nothing after it. Pure. */
export function splitModelName(name: string): { vendor: LlmVendor; model: string } | null {
  const at = name.indexOf('/');
  const vendor = LLM_VENDORS.find((known) => known === name.slice(0, at));
  const model = name.slice(at + 1);
  return vendor && model !== '' ? { vendor, model } : null;
}

/** By its own name, or that of a dated version of it. */
function find(vendor: LlmVendor, model: string): ModelFacts | null {
  const table = new Map(Object.entries(MODELS[vendor]));
  return table.get(model) ?? table.get(model.replace(DATED, '')) ?? null;
}

/** `-20251001`, `-2025-04-14` or `-latest` at the end. */
const DATED = /-(?:\d{8}|\d{4}-\d{2}-\d{2}|latest)$/;

const PLAIN: ModelFacts = {
  contextTokens: 128_000,
  maxOutputTokens: 16_384,
  temperature: true,
  prefill: false,
  tools: true,
  jsonSchema: true,
  thinking: 'absent',
  thinkingTokens: 0,
  cacheBreakpoints: false,
};

const UNKNOWN: Record<LlmVendor, ModelFacts> = {
  anthropic: {
    ...PLAIN,
    contextTokens: 200_000,
    maxOutputTokens: 8_192,
    temperature: false,
    jsonSchema: false,
  },
  openai: { ...PLAIN, temperature: false },
  'workers-ai': { ...PLAIN, contextTokens: 24_000, maxOutputTokens: 4_096, jsonSchema: false },
  compatible: { ...PLAIN, contextTokens: 32_000, maxOutputTokens: 4_096 },
};

/** Thinking at the lowest effort: some hundred tokens, seldom more than this. */
const LITTLE_THOUGHT = 2_048;

/**
 * Claude since 4.6 refuses prefill, since 4.7 temperature (https://platform.claude.com/docs/en/models/haiku-5-5/migration-guide);
 * the interface's version 2026-10-21, which the official client speaks, refuses temperature for all.
 */
const CLAUDE: ModelFacts = {
  ...PLAIN,
  contextTokens: 1_000_000,
  maxOutputTokens: 128_000,
  temperature: false,
};
const CLAUDE_4_5: ModelFacts = { ...CLAUDE, contextTokens: 200_000, maxOutputTokens: 64_000, prefill: true };
const CLAUDE_THINKS: ModelFacts = { ...CLAUDE, thinking: 'low', thinkingTokens: LITTLE_THOUGHT };
/** https://developers.openai.com/api/docs/guides/latest-model: temperature, and tools in chat completions, only without reasoning. */
const GPT_6: ModelFacts = {
  ...PLAIN,
  contextTokens: 1_050_000,
  maxOutputTokens: 128_000,
  thinking: 'off',
  cacheBreakpoints: true,
};
const GPT_THINKS: ModelFacts = {
  ...GPT_6,
  temperature: false,
  tools: false,
  thinking: 'low',
  thinkingTokens: LITTLE_THOUGHT,
};
const GPT_5: ModelFacts = {
  ...PLAIN,
  contextTokens: 400_000,
  maxOutputTokens: 128_000,
  temperature: false,
  thinking: 'minimal',
  thinkingTokens: LITTLE_THOUGHT,
};
/** Since 5.1 thinking can be turned off: https://developers.openai.com/api/docs/guides/reasoning */
const GPT_5_1: ModelFacts = { ...GPT_5, thinking: 'off', thinkingTokens: 0 };
const O_SERIES: ModelFacts = { ...GPT_5, contextTokens: 200_000, maxOutputTokens: 100_000, thinking: 'low' };

const MODELS: Record<LlmVendor, Record<string, ModelFacts>> = {
  // https://platform.claude.com/docs/en/models/overview and each model's own page below it
  anthropic: {
    'claude-haiku-5-5': { ...CLAUDE, thinking: 'off' },
    'claude-sonnet-5-5': { ...CLAUDE, thinking: 'between_tools' },
    'claude-opus-5-5': CLAUDE_THINKS,
    'claude-fable-5-2': CLAUDE_THINKS,
    'claude-fable-5-1': CLAUDE_THINKS,
    'claude-fable-5': CLAUDE_THINKS,
    'claude-opus-5': { ...CLAUDE, thinking: 'off' },
    'claude-sonnet-5': { ...CLAUDE, thinking: 'off' },
    'claude-opus-4-8': CLAUDE,
    'claude-opus-4-7': CLAUDE,
    'claude-opus-4-6': CLAUDE,
    'claude-sonnet-4-6': { ...CLAUDE, maxOutputTokens: 64_000 },
    'claude-haiku-4-5': CLAUDE_4_5,
    'claude-sonnet-4-5': CLAUDE_4_5,
    'claude-opus-4-5': CLAUDE_4_5,
  },
  // https://developers.openai.com/api/docs/models and .../guides/deployment-checklist
  openai: {
    'gpt-6-luna': GPT_6,
    'gpt-6-sol': GPT_6,
    'gpt-6.1-terra': GPT_6,
    'gpt-6.1-sol': GPT_THINKS,
    'gpt-6-astra': GPT_THINKS,
    'gpt-5.6-luna': { ...GPT_6, temperature: false },
    'gpt-5.6-terra': { ...GPT_6, temperature: false },
    'gpt-5.6-sol': { ...GPT_6, temperature: false },
    'gpt-5.5': GPT_5_1,
    'gpt-5.4': GPT_5_1,
    'gpt-5.4-mini': GPT_5_1,
    'gpt-5.4-nano': GPT_5_1,
    'gpt-5.2': GPT_5_1,
    'gpt-5.1': GPT_5_1,
    'gpt-5': GPT_5,
    'gpt-5-mini': GPT_5,
    'gpt-5-nano': GPT_5,
    o3: O_SERIES,
    'o4-mini': O_SERIES,
    'gpt-4.1': { ...PLAIN, contextTokens: 1_047_576, maxOutputTokens: 32_768 },
    'gpt-4.1-mini': { ...PLAIN, contextTokens: 1_047_576, maxOutputTokens: 32_768 },
    'gpt-4.1-nano': { ...PLAIN, contextTokens: 1_047_576, maxOutputTokens: 32_768 },
    'gpt-4o': PLAIN,
    'gpt-4o-mini': PLAIN,
  },
  // https://developers.cloudflare.com/workers-ai/models/
  'workers-ai': {
    '@cf/meta/llama-4-scout-17b-16e-instruct': {
      ...PLAIN,
      contextTokens: 131_000,
      maxOutputTokens: 8_192,
      jsonSchema: false,
    },
    '@cf/meta/llama-3.3-70b-instruct-fp8-fast': {
      ...PLAIN,
      contextTokens: 24_000,
      maxOutputTokens: 4_096,
      jsonSchema: false,
    },
    '@cf/google/gemma-4-26b-a4b-it': {
      ...PLAIN,
      contextTokens: 256_000,
      maxOutputTokens: 8_192,
      jsonSchema: false,
    },
    '@cf/openai/gpt-oss-120b': {
      ...PLAIN,
      maxOutputTokens: 32_768,
      jsonSchema: false,
      thinking: 'low',
      thinkingTokens: LITTLE_THOUGHT,
    },
    '@cf/openai/gpt-oss-20b': {
      ...PLAIN,
      maxOutputTokens: 32_768,
      jsonSchema: false,
      thinking: 'low',
      thinkingTokens: LITTLE_THOUGHT,
    },
    '@cf/zai-org/glm-5.3-flash': {
      ...PLAIN,
      contextTokens: 1_310_720,
      maxOutputTokens: 32_768,
      jsonSchema: false,
      thinking: 'low',
      thinkingTokens: LITTLE_THOUGHT,
    },
  },
  compatible: {},
};
