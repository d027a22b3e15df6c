import * as z from 'zod';
import { LIMITS } from '../../domain/limits.ts';
import { ATTACKS, ENTITY_TYPES, TRENDS } from '../../domain/understanding.ts';
import { emotionSchema, intentSchema, sentimentSchema } from '../message.ts';
import { LOCALE } from '../text.ts';

/** May be empty: a text that says nothing has a meaning too, `und`. Nothing is cut out, so that offsets are the caller's. */
export const understandRequestSchema = z.strictObject({
  text: z
    .string()
    .max(LIMITS.understandChars, `must be at most ${LIMITS.understandChars} characters`)
    .refine((text) => text.isWellFormed(), 'must be well-formed Unicode (it has a lone surrogate)'),
  locale: z.string().max(35).regex(LOCALE, 'must be a locale such as en-GB').optional(),
});

const score = z.number().min(0).max(1);

const entitySchema = z
  .object({
    type: z.enum(ENTITY_TYPES),
    text: z.string(),
    start: z.number().int(),
    end: z.number().int(),
    value: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('text'), text: z.string() }),
      z.object({ kind: z.literal('amount'), value: z.number(), currency: z.string().nullable() }),
      z.object({ kind: z.literal('date'), date: z.string(), until: z.string().optional() }),
      z.object({ kind: z.literal('time'), time: z.string(), until: z.string().optional() }),
    ]),
  })
  .meta({ id: 'Entity' });

export const understandingSchema = z
  .object({
    language: z.string(),
    languageConfidence: score,
    intents: z.array(intentSchema),
    entities: z.array(entitySchema),
    sentiment: sentimentSchema,
    emotion: emotionSchema,
    frustration: score,
    trend: z.enum(TRENDS),
    guard: z.object({ attack: z.enum(ATTACKS), score, flagged: z.boolean() }),
    profane: z.boolean(),
    masked: z.string(),
  })
  .meta({ id: 'Understanding' });
