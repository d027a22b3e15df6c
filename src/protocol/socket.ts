import * as z from 'zod';
import type { ConversationState, Owner } from '../domain/conversation.ts';
import { LIMITS } from '../domain/limits.ts';
import type { Message } from '../domain/message.ts';
import { once } from '../domain/once.ts';
import { plainText, requiredText } from './text.ts';

/** The subprotocol that the server speaks and answers; a client offers it beside `bearer.<token>`. */
export const SOCKET_PROTOCOL = 'edgewise.v1';

/** Every frame that a client may send. Unknown extra fields are dropped; a wrong type of a known one is `malformed`. */
export const clientFrameSchema = once(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('hello'), after: z.number().int().nonnegative() }),
    z.object({ type: z.literal('message'), clientId: clientId(), text: requiredText(LIMITS.messageChars) }),
    z.object({ type: z.literal('typing'), on: z.boolean() }),
    z.object({ type: z.literal('read'), seq: z.number().int().nonnegative() }),
    z.object({
      type: z.literal('feedback'),
      messageId: z.string().max(100),
      rating: rating(),
      comment: plainText(2_000).optional(),
    }),
    z.object({ type: z.literal('stop') }),
    z.object({ type: z.literal('person') }),
  ]),
);

export type ClientFrame = z.infer<ReturnType<typeof clientFrameSchema>>;

/** The id that a client gives its message, so that a repeat is known for one. */
export function clientId() {
  return z
    .string()
    .min(1)
    .max(LIMITS.clientIdChars)
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces');
}

/** 1 to 5 stars, or a thumb: -1 or 1. */
export function rating() {
  return z.literal([-1, 1, 2, 3, 4, 5]);
}

export type SocketErrorCode =
  | 'malformed'
  | 'unknown_type'
  | 'too_large'
  | 'rate_limited'
  | 'not_allowed'
  | 'not_found'
  | 'ended'
  | 'full'
  | 'internal';

export type SocketRole = 'customer' | 'agent';

/** Every frame that the server sends. Clients ignore types that they do not know. */
export type ServerFrame =
  | {
      type: 'welcome';
      conversation: { id: string; state: ConversationState; owner: Owner };
      lastSeq: number;
      you: { role: SocketRole };
    }
  | { type: 'message'; message: Message }
  | { type: 'ack'; clientId: string; seq: number; messageId: string }
  | { type: 'delta'; turnId: string; from: number; text: string }
  | { type: 'typing'; who: string; on: boolean }
  | { type: 'presence'; online: { role: SocketRole; name: string | null }[] }
  | { type: 'read'; who: string; seq: number }
  | { type: 'state'; state: ConversationState; owner: Owner }
  | { type: 'error'; code: SocketErrorCode; message: string; clientId?: string; retryAfterMs?: number };

/** 1000 ended, 1008 policy, 1012 restart (reconnect with jitter), 4401 token expired (get a new one, reconnect). */
export const CLOSE = { ended: 1000, policy: 1008, restart: 1012, expired: 4401 } as const;
