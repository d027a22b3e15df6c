import type { ConversationState, Owner } from '../domain/conversation.ts';
import type { Message } from '../domain/message.ts';

/** The subprotocol that the server speaks and answers; a client offers it beside `bearer.<token>`. */
export const SOCKET_PROTOCOL = 'edgewise.v1';

export type { ClientFrame } from './client-frame.ts';

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
