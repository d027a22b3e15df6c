import * as z from 'zod';
import { CONVERSATION_STATES } from '../domain/conversation.ts';
import { llmCallSchema } from './llm-call.ts';
import { messageSchema } from './message.ts';
import { toolRunSchema } from './tool-run.ts';

const customerSchema = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  externalId: z.string().nullable(),
  verified: z.boolean(),
});

export const conversationHeadSchema = z.object({
  id: z.string(),
  organizationId: z.string(),
  state: z.enum(CONVERSATION_STATES),
  owner: z.string(),
  epoch: z.number().int().nonnegative(),
  lastSeq: z.number().int().nonnegative(),
  channel: z.string(),
  customer: customerSchema,
  subject: z.string().nullable(),
  locale: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

/** Feedback as stored: `rating` is 1..5 stars, or -1/1 for a thumb. */
export const feedbackSchema = z.object({
  id: z.string(),
  messageId: z.string().nullable(),
  rating: z.number().int(),
  comment: z.string().nullable(),
  by: z.string(),
  createdAt: z.iso.datetime(),
});

const recordsSchema = z.object({
  kind: z.literal('records'),
  eventId: z.string(),
  requestId: z.string(),
  organizationId: z.string(),
  conversationId: z.string(),
  jurisdiction: z.enum(['eu', 'us', 'fedramp']).nullable(),
  from: z.number().int().nonnegative(),
  through: z.number().int().nonnegative(),
  head: conversationHeadSchema,
  messages: z.array(messageSchema),
  feedback: z.array(feedbackSchema),
  /** Calls of models, with the customer's message that each was made for. Absent in records of before there were any. */
  calls: z.array(z.object({ messageSeq: z.number().int().positive(), call: llmCallSchema })).exactOptional(),
  /** Runs of tools, with the customer's message that each was first asked for in. Absent where there were none. */
  runs: z.array(z.object({ messageSeq: z.number().int().positive(), run: toolRunSchema })).exactOptional(),
});

/** The part of a record that is personal: it crosses the queue sealed. */
export const recordsContentSchema = recordsSchema.pick({
  head: true,
  messages: true,
  feedback: true,
  calls: true,
  runs: true,
});

/** What the sealed content is bound to besides its organization. */
export const SEALED_RECORDS_FIELD = 'queue.records';

/**
 * What travels through the queue. `records` carries a conversation's head and what was added to it; the consumer writes D1
 * idempotently and then confirms `from`..`through` (outbox ids) to the object, which only then forgets those rows. Objects
 * send it as `sealed-records`: a queue body holds nothing that a customer wrote in the clear.
 */
export const queueMessageSchema = z.discriminatedUnion('kind', [
  recordsSchema,
  recordsSchema
    .omit({ head: true, messages: true, feedback: true, calls: true, runs: true })
    .extend({ kind: z.literal('sealed-records'), sealed: z.string() }),
  z.object({
    kind: z.literal('index'),
    eventId: z.string(),
    requestId: z.string(),
    organizationId: z.string(),
    articleId: z.string(),
    version: z.number().int().positive(),
  }),
  z.object({
    kind: z.literal('compare'),
    eventId: z.string(),
    requestId: z.string(),
    organizationId: z.string(),
    articleId: z.string(),
    /** The first of the chunks to compare. */
    from: z.number().int().nonnegative(),
  }),
  z.object({
    kind: z.literal('train-intents'),
    eventId: z.string(),
    requestId: z.string(),
    organizationId: z.string(),
    version: z.number().int().positive(),
  }),
  z.object({
    kind: z.literal('sync-source'),
    eventId: z.string(),
    requestId: z.string(),
    organizationId: z.string(),
    sourceId: z.string(),
    /** The sync's number. */
    sync: z.number().int().positive(),
  }),
  z.object({ kind: z.literal('probe'), eventId: z.string(), requestId: z.string(), sentAt: z.number() }),
]);

export type QueueMessage = z.infer<typeof queueMessageSchema>;
export type RecordsMessage = Extract<QueueMessage, { kind: 'records' }>;
export type TrainIntentsMessage = Extract<QueueMessage, { kind: 'train-intents' }>;
export type SyncSourceMessage = Extract<QueueMessage, { kind: 'sync-source' }>;
export type SealedRecordsMessage = Extract<QueueMessage, { kind: 'sealed-records' }>;
export type StoredFeedback = z.infer<typeof feedbackSchema>;
