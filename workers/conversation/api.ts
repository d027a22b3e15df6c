import type { ConversationHead, CustomerProfile, IllegalTransition } from '../../src/domain/conversation.ts';
import type { Message } from '../../src/domain/message.ts';
import type { OrganizationSnapshot } from '../../src/domain/organization.ts';
import type { Result } from '../../src/domain/result.ts';
import type { StoredHandover } from '../hand-over.ts';

/** Who acts on a conversation, as the Worker has verified it. */
export type Actor =
  | { role: 'customer'; id: string; name: string | null }
  | { role: 'agent'; id: string; name: string };

export type NotFound = { reason: 'not_found' };
export type PostFailure =
  | NotFound
  | { reason: 'ended' }
  | { reason: 'rate_limited'; retryAfterMs: number }
  | { reason: 'full'; limit: number }
  | { reason: 'not_owner'; owner: string };

export interface OpenConversation {
  organization: OrganizationSnapshot;
  conversationId: string;
  channel: string;
  customer: CustomerProfile;
  locale: string | null;
  page: string | null;
  requestId: string;
}

export interface PostMessage {
  actor: Actor;
  clientId: string;
  text: string;
  requestId: string;
}

/**
 * What the Worker may ask of a conversation object. Every method returns expected failures as values: errors lose their
 * fields over RPC. A socket is opened through `fetch` (an upgrade cannot travel over RPC).
 */
export interface ConversationApi {
  /** Creates the conversation, or, when it exists, refreshes the organization snapshot and the customer. Idempotent. */
  open(input: OpenConversation): Promise<Result<ConversationHead, NotFound>>;
  head(): Promise<Result<ConversationHead, NotFound>>;
  /** Stores a message (accepted = committed) and starts a turn when it is a customer's. A repeated `clientId` returns the first result. */
  post(input: PostMessage): Promise<Result<{ message: Message; duplicate: boolean }, PostFailure>>;
  /** Waits until the reply to this customer message is stored; `timeout` when it is not within `timeoutMs`. */
  reply(input: {
    messageId: string;
    timeoutMs: number;
  }): Promise<Result<Message, NotFound | { reason: 'timeout' }>>;
  /** Messages with `seq > after`, ascending. */
  history(input: {
    after: number;
    limit: number;
  }): Promise<Result<{ messages: Message[]; lastSeq: number }, NotFound>>;
  message(input: { messageId: string }): Promise<Result<Message, NotFound>>;
  takeover(input: {
    actor: Actor;
    requestId: string;
  }): Promise<Result<ConversationHead, NotFound | IllegalTransition>>;
  giveBack(input: {
    actor: Actor;
    requestId: string;
  }): Promise<Result<ConversationHead, NotFound | IllegalTransition>>;
  assign(input: {
    actor: Actor;
    assignee: { id: string; name: string };
    requestId: string;
  }): Promise<Result<ConversationHead, NotFound | IllegalTransition>>;
  askPerson(input: {
    actor: Actor;
    requestId: string;
  }): Promise<Result<ConversationHead, NotFound | IllegalTransition>>;
  resolve(input: {
    actor: Actor;
    requestId: string;
  }): Promise<Result<ConversationHead, NotFound | IllegalTransition>>;
  end(input: {
    actor: Actor;
    requestId: string;
  }): Promise<Result<ConversationHead, NotFound | IllegalTransition>>;
  update(input: {
    subject?: string | null;
    locale?: string | null;
    requestId: string;
  }): Promise<Result<ConversationHead, NotFound>>;
  /** An internal note: agents only, never sent to the customer. */
  note(input: {
    actor: Actor;
    text: string;
    requestId: string;
  }): Promise<Result<Note, NotFound | { reason: 'limit_reached'; limit: number }>>;
  notes(): Promise<Result<Note[], NotFound>>;
  /** What the person who took over should know; null where nobody was asked for. */
  handover(): Promise<Result<StoredHandover | null, NotFound>>;
  feedback(input: {
    actor: Actor;
    messageId: string | null;
    rating: number;
    comment: string | null;
    requestId: string;
  }): Promise<Result<{ id: string }, NotFound>>;
  /** A message as it was written, before sanitising: for the audit. */
  original(input: { messageId: string }): Promise<Result<string, NotFound>>;
  /** Called by the queue consumer once outbox rows `from`..`through` are in D1. */
  confirmArchived(input: { from: number; through: number }): Promise<void>;
  /** Touches storage and answers; the readiness probe. */
  probe(): Promise<{ ok: true }>;
}

export interface Note {
  id: string;
  author: { id: string; name: string };
  text: string;
  createdAt: string;
}

/** Set by the Worker on the upgrade request after it verified the token; a client's own header of this name is dropped. */
export const ACTOR_HEADER = 'x-edgewise-actor';
