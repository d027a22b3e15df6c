import type { ServerFrame } from '../../src/protocol/socket.ts';
import type { Message } from './conversation.ts';
import type { Draft } from './device.ts';

/** A draft older than this is not sent by itself any more: its writer has moved on and is asked. */
export const DRAFT_AGE_MAX_MS = 24 * 60 * 60 * 1_000;

/** Stored drafts as they are taken up again: every failure gets a new chance, except old age. */
export function recall(stored: readonly Draft[], now: number): Draft[] {
  return stored.map((draft) => ({ ...draft, failed: now - draft.at > DRAFT_AGE_MAX_MS ? 'old' : null }));
}

/** What another tab left behind comes after our own; ours keep their fate. */
export function merge(own: readonly Draft[], found: readonly Draft[]): readonly Draft[] {
  const more = found.filter((draft) => !own.some((one) => one.clientId === draft.clientId));
  return more.length > 0 ? [...own, ...more] : own;
}

/** The message as the server has it, made from what we sent: its own copy may come later or not at all. */
export function storedDraft(
  draft: Draft,
  ack: Extract<ServerFrame, { type: 'ack' }>,
  conversationId: string,
  now: number,
): Message {
  return {
    id: ack.messageId,
    conversationId,
    seq: ack.seq,
    role: 'customer',
    text: draft.text,
    createdAt: new Date(now).toISOString(),
    clientId: draft.clientId,
    citations: [],
  };
}
