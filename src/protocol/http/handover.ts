import * as z from 'zod';
import { EMOTIONS, TRENDS } from '../../domain/understanding.ts';
import { TOOL_RUN_STATES } from '../tool-run.ts';

/** What the person who takes a conversation over should know. */
export const handoverSchema = z
  .object({
    /** The last message that is in it. */
    throughSeq: z.number().int().nonnegative(),
    createdAt: z.iso.datetime(),
    /** The model that wrote `summary`; null: its sentences were taken from what was said. */
    model: z.string().nullable(),
    /** One sentence a line, oldest first. */
    summary: z.string(),
    /** Newest first. */
    intents: z.array(z.string()),
    feeling: z
      .object({ emotion: z.enum(EMOTIONS), frustration: z.number(), trend: z.enum(TRENDS) })
      .nullable(),
    /** What was asked, newest last, and what was answered to it from which articles. */
    asked: z.array(
      z.object({
        seq: z.number().int().positive(),
        text: z.string(),
        answer: z
          .object({ seq: z.number().int().positive(), text: z.string(), sources: z.array(z.string()) })
          .nullable(),
      }),
    ),
    facts: z.array(z.string()),
    actions: z.array(z.object({ tool: z.string(), state: z.enum(TOOL_RUN_STATES) })),
  })
  .meta({ id: 'Handover' });

/** Null: nobody was asked for. */
export const handoverAnswerSchema = z.object({ handover: handoverSchema.nullable() });

export type HandoverView = z.infer<typeof handoverSchema>;
