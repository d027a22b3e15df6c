import * as z from 'zod';
import { plainText, requiredText } from '../text.ts';

/** What an organization may teach at once. */
export const INTENT_LIMITS = {
  /** Intents of a model: twice the largest published taxonomy; one row of weights each, and people lose track long before. */
  intents: 300,
  /** A single intent is no choice, and a single example is no pattern. */
  intentsMin: 2,
  examplesPerIntentMin: 2,
  /** Examples of all intents and those out of scope: beyond it, a training outlasts the five CPU minutes of a queue consumer. */
  examples: 20_000,
  /** UTF-16 units of an example: a long chat message. A wish is said in less; pasted logs only dilute it. */
  exampleChars: 500,
  /** Bytes of the request: 20,000 examples of usual length. Also bounds the time of a training, which grows with its text. */
  bodyBytes: 2_000_000,
} as const;

const intentNameSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
    'must be 1 to 64 letters, digits, dashes or underscores, beginning with a letter or digit',
  );

const exampleSchema = requiredText(INTENT_LIMITS.exampleChars);
const examplesSchema = z.array(exampleSchema).max(INTENT_LIMITS.examples, tooMany('examples'));

export const trainIntentsSchema = z
  .strictObject({
    intents: z
      .array(z.strictObject({ name: intentNameSchema, examples: examplesSchema }))
      .min(INTENT_LIMITS.intentsMin, `must name at least ${INTENT_LIMITS.intentsMin} intents`)
      .max(INTENT_LIMITS.intents, tooMany('intents')),
    outOfScope: z
      .array(plainText(INTENT_LIMITS.exampleChars))
      .max(INTENT_LIMITS.examples, tooMany('examples'))
      .optional(),
    activate: z.boolean().optional(),
  })
  .superRefine(({ intents, outOfScope = [] }, context) => {
    const seen = new Set<string>();
    let total = outOfScope.length;
    for (const [index, { name, examples }] of intents.entries()) {
      const issue = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['intents', index, field], message });
      if (seen.has(name)) issue('name', 'is the name of an intent before it');
      seen.add(name);
      total += examples.length;
      if (new Set(examples.map((text) => text.trim())).size < INTENT_LIMITS.examplesPerIntentMin) {
        issue('examples', `must be at least ${INTENT_LIMITS.examplesPerIntentMin} different examples`);
      }
    }
    if (total > INTENT_LIMITS.examples) {
      context.addIssue({
        code: 'custom',
        path: ['intents'],
        message: `must have at most ${INTENT_LIMITS.examples} examples together, with those out of scope`,
      });
    }
  });

function tooMany(what: 'intents' | 'examples'): string {
  return `must be at most ${INTENT_LIMITS[what]}`;
}

/** What `POST /v1/intents/train` was given, as it is kept. */
export type TrainIntentsBody = z.output<typeof trainIntentsSchema>;

/** `queued`: waits. `training`: under way. `ready`: may be used. `failed`: `note` says why. */
const INTENT_STATES = ['queued', 'training', 'ready', 'failed'] as const;

/** What a training measured on examples that the measured model had not seen. Shares are 0 to 1. */
export const intentReportSchema = z
  .object({
    /** `folds`: each example once, in three parts. `hold-out`: a quarter of the examples, where there are many. */
    method: z.enum(['folds', 'hold-out']),
    /** Examples that were asked for their intent. */
    measured: z.number().int(),
    accuracy: z.number(),
    /** Share of them that was held for out of scope. */
    rejected: z.number(),
    intents: z.array(
      z.object({ name: z.string(), examples: z.number().int(), precision: z.number(), recall: z.number() }),
    ),
    /** The pairs that were confused most, at most 20. */
    confusions: z.array(z.object({ expected: z.string(), got: z.string(), count: z.number().int() })),
    /** Bytes of the model; null until it is trained. */
    bytes: z.number().int().nullable(),
  })
  .meta({ id: 'IntentReport' });

export type IntentReport = z.infer<typeof intentReportSchema>;

export const intentVersionSchema = z
  .object({
    version: z.number().int(),
    state: z.enum(INTENT_STATES),
    /** Whether conversations are understood with it. */
    active: z.boolean(),
    /** 0 to 1. */
    progress: z.number(),
    /** What is being done, or why it failed. */
    note: z.string().nullable(),
    /** Whether it is put to use as soon as it is ready. */
    activate: z.boolean(),
    intents: z.number().int(),
    examples: z.number().int(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'IntentVersion' });

export const intentVersionWithReportSchema = intentVersionSchema
  .extend({ report: intentReportSchema.nullable() })
  .meta({ id: 'IntentVersionWithReport' });

/** `active` null: the built-in intents. */
export const activeIntentsSchema = z.object({ active: z.number().int().nullable() });
