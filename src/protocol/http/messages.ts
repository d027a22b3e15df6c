import * as z from 'zod';
import { LIMITS } from '../../domain/limits.ts';
import { clientIdSchema } from '../client-frame.ts';
import { messageSchema } from '../message.ts';
import { requiredText } from '../text.ts';

export const wireMessageSchema = messageSchema.meta({ id: 'Message' });

export const postMessageSchema = z.strictObject({
  text: requiredText(LIMITS.messageChars),
  clientId: clientIdSchema.optional(),
  /** For whom staff speak; customers leave it out. */
  as: z.enum(['customer', 'agent']).optional(),
});

export const postMessageQuerySchema = z.object({ wait: z.enum(['true', 'false']).optional() });

export const acceptedMessageSchema = z.object({ message: wireMessageSchema });
export const answeredMessageSchema = z.object({ message: wireMessageSchema, reply: wireMessageSchema });

/** Messages of a higher `seq` than `after`, ascending. */
export const historyQuerySchema = z.object({
  after: z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .optional()
    .meta({ type: 'integer', minimum: 0, default: 0 }),
  limit: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().int().min(1).max(LIMITS.pageSize))
    .optional()
    .meta({ type: 'integer', minimum: 1, maximum: LIMITS.pageSize, default: LIMITS.pageSize }),
});

/** `nextCursor` is the `after` of the next page; `lastSeq` is the newest message of the conversation. */
export const historySchema = z.object({
  data: z.array(wireMessageSchema),
  nextCursor: z.string().nullable(),
  lastSeq: z.number().int(),
});

/** A message as it was written: what sanitising took out is in it, so it is never shown as it is. */
export const originalSchema = z.object({ messageId: z.string(), original: z.string() });
