/** What a model is asked for. Each has its own chain of models: a summary need not be written by the best one. */
export const LLM_TASKS = ['answer', 'summary', 'classify'] as const;
export type LlmTask = (typeof LLM_TASKS)[number];

/** What a call can have been made for. `check`: somebody tried a model by hand, which has no chain and no conversation. */
export const LLM_CALL_TASKS = [...LLM_TASKS, 'check'] as const;
export type LlmCallTask = (typeof LLM_CALL_TASKS)[number];

/** Kinds of provider. `compatible`: any server that speaks OpenAI's chat completions (AI Gateway, a local model server). */
export const LLM_VENDORS = ['openai', 'anthropic', 'workers-ai', 'compatible'] as const;
export type LlmVendor = (typeof LLM_VENDORS)[number];

/** A model with its provider, `openai/gpt-6-luna`: everything before the first slash is the vendor. */
export type ModelName = `${LlmVendor}/${string}`;

/** True for a vendor, a slash and the vendor's name for a model. Pure. */
export function isModelName(text: string): text is ModelName {
  const slash = text.indexOf('/');
  const vendor = text.slice(0, Math.max(0, slash));
  return LLM_VENDORS.some((one) => one === vendor) && /^[\w@.:+/-]{1,200}$/.test(text.slice(slash + 1));
}

/** JSON Schema (2020-12) of an object. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A piece of the system prompt. `cache`: what stands up to here is the same in later calls, so the provider may keep it. */
export interface PromptPart {
  text: string;
  cache: boolean;
}

/** A model's request to run a tool. `input`: what it wrote, which may not even be JSON. A request, never an authority. */
export interface ToolCall {
  id: string;
  name: string;
  input: string;
}

export type LlmMessage =
  | { role: 'user'; text: string }
  | { role: 'assistant'; text: string; toolCalls: readonly ToolCall[] }
  | { role: 'tool'; callId: string; text: string };

export interface ToolSpec {
  /** `a-z`, digits and `_`, at most 64: what both vendors accept. */
  name: string;
  description: string;
  input: JsonSchema;
}

export interface LlmRequest {
  task: LlmCallTask;
  /** Name and version of the prompt, `answer-v1`: for the records, not for the model. */
  prompt?: string;
  system: readonly PromptPart[];
  /** Alternating; begins with `user`. A last message of `assistant` is the beginning of the answer, to be continued. */
  messages: readonly LlmMessage[];
  tools: readonly ToolSpec[];
  maxOutputTokens: number;
  /** 0 to 1. Left out where a model does not take it. */
  temperature: number;
  /** Set: the answer is JSON that follows the schema. */
  json: { name: string; schema: JsonSchema } | null;
}

/** Tokens of one call. The three kinds of input do not overlap: their sum is what the model has read. */
export interface LlmUsage {
  inputTokens: number;
  cachedInputTokens: number;
  cacheWriteTokens: number;
  /** With what the model thought but did not say. */
  outputTokens: number;
}

export const NO_USAGE: LlmUsage = {
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
};

export const LLM_FAILURES = [
  'rate_limited',
  'overloaded',
  'unavailable',
  'timeout',
  'incomplete',
  'quota_exhausted',
  'unauthorized',
  'unknown_model',
  'region_refused',
  'too_long',
  'bad_request',
  'bad_response',
  'no_provider',
  'budget_spent',
  'aborted',
] as const;
export type LlmFailureReason = (typeof LLM_FAILURES)[number];

/**
 * Why a call gave nothing, or no more. `next`: `retry` the same model after `retryAfterMs`; `fallback` to the next of the
 * chain; `stop`, since no other would do better. `detail` is for the log: it never holds words of the customer.
 */
export interface LlmFailure {
  reason: LlmFailureReason;
  next: 'retry' | 'fallback' | 'stop';
  retryAfterMs: number | null;
  detail: string;
}

/**
 * What a call gives, in order: `model` once, as soon as a provider has accepted; then text and tool calls; at last exactly one of
 * `end` and `failed`. Usage is what is known so far; the last one counts.
 */
export type LlmEvent =
  | { kind: 'model'; model: ModelName }
  | { kind: 'text'; text: string }
  | { kind: 'tool-call'; call: ToolCall }
  | { kind: 'usage'; usage: LlmUsage }
  | { kind: 'end'; stop: 'complete' | 'length' | 'tools' | 'refused' }
  | { kind: 'failed'; failure: LlmFailure };

/** One call of one provider, as it is accounted for. Sent, answered or not: what was spent counts. */
export interface LlmCall {
  /** `llm_...`; unique, so that a record delivered twice counts once. */
  id: string;
  task: LlmCallTask;
  /** Of the request. */
  prompt?: string;
  model: ModelName;
  usage: LlmUsage;
  /** True where the provider did not say what was used, and tokens were estimated from the characters. */
  estimated: boolean;
  /** Millionths of a US dollar, rounded up; 0 where the model's price is not known (`priced` is false then). */
  costMicros: number;
  priced: boolean;
  /** ISO 8601 UTC. */
  startedAt: string;
  /** Milliseconds to the first text or tool call; null where none came. */
  firstMs: number | null;
  /** Of an `interrupted` one 0: nobody was there to measure it. */
  totalMs: number;
  /** `interrupted`: our own process ended in its middle. What it used is then the most that it can have used. */
  outcome: 'complete' | 'length' | 'tools' | 'refused' | 'interrupted' | LlmFailureReason;
}

/** How an organization uses models. An empty list of models: the deployment's own chain. */
export interface LlmSettings {
  /** False: answers are quoted from articles, and no model is called. */
  enabled: boolean;
  models: Partial<Record<LlmTask, ModelName[]>>;
  /** Money in US dollars; null: no limit of its own. 0: nothing may be spent, so no model is called. */
  budgets: {
    turnUsd: number | null;
    conversationUsd: number | null;
    dayUsd: number | null;
    /** Tokens of all kinds in a UTC day. */
    dayTokens: number | null;
  };
  /** How the organization wants to sound, in its own words. */
  voice: string;
  /** What else the assistant should know or observe. Adds to the rails, never removes one. */
  instructions: string;
}

export const DEFAULT_LLM_SETTINGS: LlmSettings = {
  enabled: true,
  models: {},
  budgets: { turnUsd: null, conversationUsd: null, dayUsd: null, dayTokens: null },
  voice: '',
  instructions: '',
};
