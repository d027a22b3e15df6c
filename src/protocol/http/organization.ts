import * as z from 'zod';
import { LIMITS } from '../../domain/limits.ts';
import { isModelName, LLM_TASKS, LLM_VENDORS } from '../../domain/llm.ts';
import { SYNONYM_DECISIONS_MAX } from '../../domain/mined-synonyms.ts';
import { TIERS } from '../../domain/organization.ts';
import { JURISDICTIONS } from '../../domain/user.ts';
import { requiredText } from '../text.ts';
import { synonymDecisionSchema } from './synonyms.ts';

/** A browser origin exactly as browsers send it: scheme, host, port unless it is the default; no path, no slash. */
export const originSchema = z
  .string()
  .max(300)
  .refine(isOrigin, 'must be an origin such as https://www.example.com, without a path');

function isOrigin(text: string): boolean {
  try {
    const url = new URL(text);
    const web = url.protocol === 'https:' || url.protocol === 'http:';
    return web && url.origin === text && !text.includes('*');
  } catch {
    return false;
  }
}

const accentColorSchema = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #0b5fff');
const languageSchema = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language such as en');

/** Every open conversation keeps a copy of the settings, so what they hold is bounded. */
const GREETINGS_MAX = 50;
const PRODUCTS_MAX = 200;
const SYNONYM_GROUPS_MAX = 200;
const SYNONYMS_MAX = 12;
/** One word: search compares words. */
const wordSchema = z
  .string()
  .max(40)
  .regex(/^[\p{L}\p{N}_.+#-]+$/u, 'must be one word');

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

const MODELS_MAX = 5;
/** A million dollars: above it a limit is a slip of the keyboard. */
const USD_MAX = 1_000_000;
const TOKENS_MAX = 1_000_000_000_000;
/** Vendors' names are below 80; what is longer was pasted wrongly. */
const MODEL_CHARS = 120;
export const modelSchema = z
  .string()
  .max(MODEL_CHARS, `must be the name of one model, at most ${MODEL_CHARS} characters`)
  .refine(
    isModelName,
    `must be a model such as openai/gpt-6-luna, without spaces or invisible characters; vendors: ${LLM_VENDORS.join(', ')}`,
  );

/** In the order in which they are asked. A model is asked once more by itself where that may help, so that twice is a slip. */
const chainSchema = z
  .array(modelSchema)
  .max(MODELS_MAX)
  .superRefine((models, context) => {
    for (const [at, model] of models.entries()) {
      const first = models.indexOf(model);
      if (first === at) continue;
      const message = `${model} is already number ${first + 1} of this list. Name each model once`;
      context.addIssue({ code: 'custom', path: [at], message });
    }
  });

const budgetSchema = z.number().min(0).max(USD_MAX).nullable();

/** All of it together: what is left out is the default again. */
const llmSettingsSchema = z.strictObject({
  enabled: z.boolean().default(true),
  models: z.partialRecord(z.enum(LLM_TASKS), chainSchema).default({}),
  budgets: z
    .strictObject({
      turnUsd: budgetSchema.default(null),
      conversationUsd: budgetSchema.default(null),
      dayUsd: budgetSchema.default(null),
      dayTokens: z.number().int().min(0).max(TOKENS_MAX).nullable().default(null),
    })
    .default({ turnUsd: null, conversationUsd: null, dayUsd: null, dayTokens: null }),
  voice: z.string().max(600).default(''),
  instructions: z.string().max(2_000).default(''),
});

/** Settings as an admin may change them: every field is optional, and what is left out stays as it is. */
export const settingsPatchSchema = z.strictObject({
  displayName: requiredText(80).optional(),
  accentColor: accentColorSchema.optional(),
  greeting: z
    .record(languageSchema, requiredText(500))
    .refine(
      (texts) => Object.keys(texts).length <= GREETINGS_MAX,
      `must have at most ${GREETINGS_MAX} languages`,
    )
    .optional(),
  starters: z.array(requiredText(120)).max(LIMITS.quickReplies).optional(),
  allowedOrigins: z.array(originSchema).max(50).optional(),
  answerThreshold: z.number().min(0).max(1).optional(),
  timeZone: z
    .string()
    .max(64)
    .refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin')
    .optional(),
  products: z.array(requiredText(80)).max(PRODUCTS_MAX).optional(),
  synonyms: z.array(z.array(wordSchema).min(2).max(SYNONYMS_MAX)).max(SYNONYM_GROUPS_MAX).optional(),
  minedSynonyms: z.array(synonymDecisionSchema).max(SYNONYM_DECISIONS_MAX).optional(),
  preferNewer: z.boolean().optional(),
  llm: llmSettingsSchema.optional(),
});

/** `identitySecret` is write-only: 32 bytes and more as text, or `null` to stop accepting identity tokens. */
export const organizationPatchSchema = z.strictObject({
  name: requiredText(200).optional(),
  settings: settingsPatchSchema.optional(),
  identitySecret: z.string().min(32).max(512).nullable().optional(),
  /** When given, the change is refused with `version_conflict` unless it is the current version. */
  version: z.number().int().positive().optional(),
});

export const organizationSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    tier: z.enum(TIERS),
    version: z.number().int(),
    jurisdiction: z.enum(JURISDICTIONS).nullable(),
    widgetKey: z.string(),
    hasIdentitySecret: z.boolean(),
    limits: z.record(z.string(), z.number()),
    settings: z.object({
      displayName: z.string(),
      accentColor: z.string(),
      greeting: z.record(z.string(), z.string()),
      starters: z.array(z.string()),
      allowedOrigins: z.array(z.string()),
      answerThreshold: z.number(),
      timeZone: z.string().optional(),
      products: z.array(z.string()).optional(),
      synonyms: z.array(z.array(z.string())).optional(),
      minedSynonyms: z.array(synonymDecisionSchema).optional(),
      preferNewer: z.boolean().optional(),
      llm: llmSettingsSchema.optional(),
    }),
  })
  .meta({ id: 'Organization' });
