import * as z from 'zod';
import { LIMITS } from '../domain/limits.ts';
import { plainText, requiredText } from './text.ts';

export const clientIdSchema = z
  .string()
  .min(1)
  .max(LIMITS.clientIdChars)
  .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces');

/** 1 to 5 stars, or a thumb: -1 or 1. */
export const ratingSchema = z.literal([-1, 1, 2, 3, 4, 5]);

/** Every frame that a client may send. Unknown extra fields are dropped; a wrong type of a known one is `malformed`. */
export const clientFrameSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), after: z.number().int().nonnegative() }),
  z.object({ type: z.literal('message'), clientId: clientIdSchema, text: requiredText(LIMITS.messageChars) }),
  z.object({ type: z.literal('typing'), on: z.boolean() }),
  z.object({ type: z.literal('read'), seq: z.number().int().nonnegative() }),
  z.object({
    type: z.literal('feedback'),
    messageId: z.string().max(100),
    rating: ratingSchema,
    comment: plainText(2_000).optional(),
  }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('person') }),
]);

export type ClientFrame = z.infer<typeof clientFrameSchema>;
