import { err, ok, type Result } from './result.ts';

/**
 * `active`: the assistant's, nothing pending. `processing`: a turn is being answered. `waiting`: for the customer.
 * `handoff`: queued for a person. `assigned`: a person owns it. `resolved`: done, reopens on a new message. `closed`: over.
 */
export const CONVERSATION_STATES = [
  'active',
  'processing',
  'waiting',
  'handoff',
  'assigned',
  'resolved',
  'closed',
] as const;
export type ConversationState = (typeof CONVERSATION_STATES)[number];

/** `ai`, or the id of the user who took over. */
export type Owner = 'ai' | string;

export const CONVERSATION_EVENTS = [
  'message',
  'answered',
  'ask-person',
  'take',
  'return',
  'resolve',
  'close',
] as const;
/**
 * `message`: a customer wrote. `answered`: the turn's reply is stored, or the turn was stopped. `ask-person`: a person is
 * wanted. `take`: a person takes over or is assigned. `return`: a person gives it back. `resolve`, `close`: as named.
 */
export type ConversationEvent = (typeof CONVERSATION_EVENTS)[number];

/** Every legal transition. What is not here is an `illegal_transition`. */
export const TRANSITIONS: Record<ConversationState, Partial<Record<ConversationEvent, ConversationState>>> = {
  active: {
    message: 'processing',
    'ask-person': 'handoff',
    take: 'assigned',
    resolve: 'resolved',
    close: 'closed',
  },
  processing: {
    message: 'processing',
    answered: 'waiting',
    'ask-person': 'handoff',
    take: 'assigned',
    resolve: 'resolved',
    close: 'closed',
  },
  waiting: {
    message: 'processing',
    'ask-person': 'handoff',
    take: 'assigned',
    resolve: 'resolved',
    close: 'closed',
  },
  handoff: {
    message: 'handoff',
    'ask-person': 'handoff',
    take: 'assigned',
    return: 'waiting',
    resolve: 'resolved',
    close: 'closed',
  },
  assigned: {
    message: 'assigned',
    'ask-person': 'assigned',
    take: 'assigned',
    return: 'waiting',
    resolve: 'resolved',
    close: 'closed',
  },
  resolved: {
    message: 'processing',
    'ask-person': 'handoff',
    take: 'assigned',
    resolve: 'resolved',
    close: 'closed',
  },
  closed: { close: 'closed' },
};

export interface IllegalTransition {
  reason: 'illegal_transition';
  from: ConversationState;
  event: ConversationEvent;
}

/** The state after `event`, or why it cannot happen. Pure. */
export function nextState(
  from: ConversationState,
  event: ConversationEvent,
): Result<ConversationState, IllegalTransition> {
  const to = TRANSITIONS[from][event];
  return to === undefined ? err({ reason: 'illegal_transition', from, event }) : ok(to);
}

/** A conversation's head: what a list shows and what `welcome` tells. */
export interface ConversationHead {
  id: string;
  organizationId: string;
  state: ConversationState;
  owner: Owner;
  /** Rises with every change of owner. A reply begun under an older epoch is never stored or sent. */
  epoch: number;
  lastSeq: number;
  channel: string;
  customer: CustomerProfile;
  subject: string | null;
  locale: string | null;
  createdAt: string;
  updatedAt: string;
}

/** What is known of the customer. `verified` is true only when an organization-signed token said so. */
export interface CustomerProfile {
  id: string;
  name: string | null;
  email: string | null;
  externalId: string | null;
  verified: boolean;
  /**
   * Until when they are a partner of the organization, in milliseconds since the Unix epoch: the end of the last token that said so. Null
   * or absent: they are none.
   */
  partnerUntil?: number | null;
}
