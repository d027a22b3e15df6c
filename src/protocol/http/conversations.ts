import * as z from 'zod';
import { CONVERSATION_STATES } from '../../domain/conversation.ts';
import { ratingSchema } from '../client-frame.ts';
import { conversationHeadSchema } from '../queue.ts';
import { nameText, plainText, requiredText } from '../text.ts';
import { pageQuerySchema } from './page.ts';
import { conversationCostSchema } from './usage.ts';

export const conversationSchema = conversationHeadSchema.meta({ id: 'Conversation' });

/** `cost`: for those who may see analytics, and absent while its models' calls are not archived yet or there were none. */
export const costedConversationSchema = conversationHeadSchema
  .extend({ cost: conversationCostSchema.exactOptional() })
  .meta({ id: 'CostedConversation' });

const localeSchema = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'must be a locale such as en-GB');

/** A conversation that a user or a system begins for a customer. */
export const createConversationSchema = z.strictObject({
  channel: z.enum(['web', 'api', 'email']).default('api'),
  customer: z
    .strictObject({
      name: nameText(200).nullable().optional(),
      email: z.email().max(320).nullable().optional(),
      externalId: plainText(200).nullable().optional(),
    })
    .optional(),
  subject: requiredText(300).optional(),
  locale: localeSchema.optional(),
});

export const updateConversationSchema = z.strictObject({
  subject: requiredText(300).nullable().optional(),
  locale: localeSchema.nullable().optional(),
});

export const conversationQuerySchema = pageQuerySchema.extend({
  status: z.enum(CONVERSATION_STATES).optional(),
  channel: z.string().min(1).max(40).optional(),
  /** `ai`, or a user's id. */
  owner: z.string().min(1).max(100).optional(),
  /** An exact conversation id or customer e-mail, or a part of the subject or of a message. */
  text: z.string().min(1).max(200).optional(),
  sort: z.enum(['-updatedAt', 'updatedAt']).optional(),
});

export const assignSchema = z.strictObject({ userId: z.string().min(1).max(100) });

export const createNoteSchema = z.strictObject({ text: requiredText(8_000) });

export const noteSchema = z
  .object({
    id: z.string(),
    author: z.object({ id: z.string(), name: z.string() }),
    text: z.string(),
    createdAt: z.string(),
  })
  .meta({ id: 'Note' });

export const feedbackRequestSchema = z.strictObject({
  messageId: z.string().min(1).max(100).optional(),
  rating: ratingSchema,
  comment: plainText(2_000).optional(),
});
