import * as z from 'zod';
import { MESSAGE_ROLES, SYSTEM_EVENTS } from '../domain/message.ts';
import { EMOTIONS, SENTIMENTS, TRENDS } from '../domain/understanding.ts';

export const citationSchema = z.object({
  n: z.number().int().positive(),
  articleId: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  quote: z.string(),
  articleVersion: z.number().int().positive().exactOptional(),
  chunkId: z.string().exactOptional(),
  start: z.number().int().nonnegative().exactOptional(),
  end: z.number().int().nonnegative().exactOptional(),
  heading: z.string().exactOptional(),
});

const score = z.number().min(0).max(1);
export const intentSchema = z.object({ name: z.string(), confidence: score });
export const sentimentSchema = z.object({ label: z.enum(SENTIMENTS), score });
export const emotionSchema = z.object({ label: z.enum(EMOTIONS), score });

/** A message as it crosses every boundary: socket, HTTP, queue. */
export const messageSchema = z.object({
  id: z.string(),
  conversationId: z.string(),
  seq: z.number().int().positive(),
  role: z.enum(MESSAGE_ROLES),
  text: z.string(),
  createdAt: z.iso.datetime(),
  clientId: z.string().optional(),
  citations: z.array(citationSchema),
  confidence: z.number().min(0).max(1).optional(),
  quickReplies: z.array(z.string()).optional(),
  model: z.string().optional(),
  cost: z.number().nonnegative().optional(),
  author: z.object({ id: z.string(), name: z.string() }).optional(),
  event: z.enum(SYSTEM_EVENTS).optional(),
  language: z.string().optional(),
  intent: intentSchema.optional(),
  sentiment: sentimentSchema.optional(),
  emotion: emotionSchema.optional(),
  frustration: score.optional(),
  trend: z.enum(TRENDS).exactOptional(),
});

export type WireMessage = z.infer<typeof messageSchema>;
