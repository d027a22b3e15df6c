import * as z from 'zod';
import { AppError } from '../src/domain/errors.ts';
import type { QueueMessage } from '../src/protocol/queue.ts';
import type { ConversationObject } from './conversation/conversation-object.ts';

/** The Worker's bindings as wrangler.toml names them. Only `workers/` sees this type. */
export interface Env {
  ASSETS: Fetcher;
  CONVERSATION: DurableObjectNamespace<ConversationObject>;
  RECORDS: D1Database;
  KNOWLEDGE: D1Database;
  EVENTS: Queue<QueueMessage>;
  DEAD_LETTERS: Queue<unknown>;
  RATE_PUBLIC: RateLimit;
  RATE_LOGIN: RateLimit;
  ENVIRONMENT: string;
  /** Milliseconds between two pieces of a streamed answer, so that text flows instead of jumping. */
  ANSWER_PACE_MS?: string;
  TOKEN_KEYS: string;
  FIELD_KEYS: string;
}

/** A key ring: the first key signs or encrypts, all of them verify or decrypt. `secret` is base64 of 32 bytes or more. */
const keyRingSchema = z
  .array(
    z.object({
      kid: z.string().regex(/^[0-9A-Za-z_-]{1,32}$/),
      secret: z.base64().refine((text) => atob(text).length >= 32, 'must be base64 of at least 32 bytes'),
    }),
  )
  .min(1);

export type KeyRing = z.infer<typeof keyRingSchema>;

export interface Config {
  environment: string;
  tokenKeys: KeyRing;
  fieldKeys: KeyRing;
}

const BINDINGS = [
  'ASSETS',
  'CONVERSATION',
  'RECORDS',
  'KNOWLEDGE',
  'EVENTS',
  'DEAD_LETTERS',
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
    const parsed = keyRingSchema.safeParse(JSON.parse(text));
    if (parsed.success) return { success: true, ring: parsed.data };
    return { success: false, why: parsed.error.issues.map((issue) => issue.message).join('; ') };
  } catch {
    return { success: false, why: 'not JSON' };
  }
}
