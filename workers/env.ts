import type { KeyRing } from '../src/auth/key-ring.ts';
import { AppError } from '../src/domain/errors.ts';
import type { LlmEnv } from '../src/llm/providers/providers-of.ts';
import type { QueueMessage } from '../src/protocol/queue.ts';
import type { BudgetObject } from './budget/budget-object.ts';
import type { ConversationObject } from './conversation/conversation-object.ts';
import type Reader from './reader/index.ts';
import type { VectorEnv } from './wire-vectors.ts';

/** The Worker's bindings as wrangler.toml names them. Only `workers/` sees this type. */
export interface Env extends VectorEnv, Omit<LlmEnv, 'AI'> {
  ASSETS: Fetcher;
  CONVERSATION: DurableObjectNamespace<ConversationObject>;
  /** What organizations spend on language models, one object each. */
  BUDGET: DurableObjectNamespace<BudgetObject>;
  RECORDS: D1Database;
  KNOWLEDGE: D1Database;
  EVENTS: Queue<QueueMessage>;
  /** Trainings of organizations' own intents: minutes each, so they hold up nothing else. */
  TRAINING: Queue<QueueMessage>;
  /** Syncs of sources of knowledge: many small steps each, so they hold up nothing else. */
  SYNCS: Queue<QueueMessage>;
  DEAD_LETTERS: Queue<unknown>;
  /** Files of sources of knowledge, what was read of them, and what they held at earlier times. */
  FILES: R2Bucket;
  /** The Worker that reads documents: `workers/reader/index.ts`. */
  READER: Service<typeof Reader>;
  RATE_PUBLIC: RateLimit;
  RATE_LOGIN: RateLimit;
  ENVIRONMENT: string;
  /** Milliseconds between two pieces of a streamed answer, so that text flows instead of jumping. */
  ANSWER_PACE_MS?: string;
  /** `true` only on one's own machine: websites on loopback may be sources. */
  ALLOW_LOOPBACK_SITES?: string;
  /** Prices of models beside the table's, in US dollars for a million tokens: `{"compatible/x": {"input": 0.5, "output": 1.5}}`. */
  LLM_PRICES?: string;
  /** Milliseconds without a word after which another vendor is asked too; `off`: never. Default 3000. */
  LLM_HEDGE_MS?: string;
  /** Texts that no answer may ever hold, with commas: what was laid out to notice a leak. */
  LLM_CANARIES?: string;
  TOKEN_KEYS: string;
  FIELD_KEYS: string;
}

export interface Config {
  environment: string;
  tokenKeys: KeyRing;
  fieldKeys: KeyRing;
}

const BINDINGS = [
  'ASSETS',
  'CONVERSATION',
  'BUDGET',
  'RECORDS',
  'KNOWLEDGE',
  'EVENTS',
  'TRAINING',
  'SYNCS',
  'DEAD_LETTERS',
  'FILES',
  'READER',
  'RATE_PUBLIC',
  'RATE_LOGIN',
] as const;

/** Checks what the platform gave us. Throws `configuration`, naming every missing or wrong binding at once. */
export function parseEnv(env: Env): Config {
  const missing = BINDINGS.filter((name) => !env[name]);
  const rings = { TOKEN_KEYS: parseRing(env.TOKEN_KEYS), FIELD_KEYS: parseRing(env.FIELD_KEYS) };
  const wrong = Object.entries(rings).flatMap(([name, ring]) =>
    ring.success ? [] : [`${name} (${ring.why})`],
  );
  if (missing.length > 0 || wrong.length > 0) {
    throw new AppError('configuration', `missing or wrong bindings: ${[...missing, ...wrong].join(', ')}`);
  }
  return {
    environment: env.ENVIRONMENT ?? 'production',
    tokenKeys: rings.TOKEN_KEYS.success ? rings.TOKEN_KEYS.ring : [],
    fieldKeys: rings.FIELD_KEYS.success ? rings.FIELD_KEYS.ring : [],
  };
}

function parseRing(
  text: string | undefined,
): { success: true; ring: KeyRing } | { success: false; why: string } {
  if (!text) return { success: false, why: 'not set; expected [{"kid":"k1","secret":"<base64, 32 bytes>"}]' };
  try {
    const keys: unknown = JSON.parse(text);
    if (!Array.isArray(keys) || keys.length === 0) return { success: false, why: 'no list of keys' };
    if (!keys.every(isKey)) return { success: false, why: KEY_RULE };
    return { success: true, ring: keys };
  } catch {
    return { success: false, why: 'not JSON' };
  }
}

const KEY_RULE =
  'each key needs a kid of 1 to 32 letters, digits, _ or -, and a secret that is base64 of at least 32 bytes';

/** Checked by hand, not by a schema: every start of an isolate comes by here, and the first use of a schema costs more than all of it. */
function isKey(value: unknown): value is KeyRing[number] {
  if (typeof value !== 'object' || value === null || !('kid' in value && 'secret' in value)) return false;
  const { kid, secret } = value;
  if (typeof kid !== 'string' || !/^[0-9A-Za-z_-]{1,32}$/.test(kid)) return false;
  return typeof secret === 'string' && byteLengthOf(secret) >= 32;
}

/** Bytes of a base64 text; 0 when it is not one. */
function byteLengthOf(base64: string): number {
  if (!/^[0-9A-Za-z+/]*={0,2}$/.test(base64) || base64.length % 4 !== 0) return 0;
  return atob(base64).length;
}

/** True where the deployment names a provider of models, rightly or wrongly. */
export function namesModels(env: Env): boolean {
  const { OPENAI_API_KEY, ANTHROPIC_API_KEY, LLM_URL, WORKERS_AI_MODEL } = env;
  return [OPENAI_API_KEY, ANTHROPIC_API_KEY, LLM_URL, WORKERS_AI_MODEL].some(Boolean);
}
