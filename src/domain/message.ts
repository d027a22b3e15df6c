import type { MessageReading } from './understanding.ts';

/** `system` messages announce facts of the state machine (hand-off, takeover, end); they are never written by a model. */
export const MESSAGE_ROLES = ['customer', 'assistant', 'agent', 'system'] as const;
export type MessageRole = (typeof MESSAGE_ROLES)[number];

/** A source of a sentence: `quote` is a byte-exact span of the article version that was searched. */
export interface Citation {
  n: number;
  articleId: string;
  title: string;
  url: string | null;
  quote: string;
  /**
   * Where the quote stands: UTF-16 offsets into the stored text of this version of the article, of which it is the slice
   * `start`..`end`. `heading`: the headings above it, joined by ` > `. Citations of before versions were kept have none.
   */
  articleVersion?: number;
  chunkId?: string;
  start?: number;
  end?: number;
  heading?: string;
}

/** A citation that says where its quote stands; all that are made now do. */
export type PlacedCitation = Citation &
  Required<Pick<Citation, 'articleVersion' | 'start' | 'end' | 'heading'>>;

/** A stored message. `seq` is dense and starts at 1 within its conversation. A customer's message is read by its turn. */
export interface Message extends MessageReading {
  id: string;
  conversationId: string;
  seq: number;
  role: MessageRole;
  text: string;
  createdAt: string;
  clientId?: string;
  citations: Citation[];
  confidence?: number;
  quickReplies?: string[];
  /** What wrote it: a model, or `extractive`. */
  model?: string;
  /** US dollars that models cost for it; absent where none was called. */
  cost?: number;
  /** Who wrote it, where a person did: a user's id and name. */
  author?: { id: string; name: string };
  /** For `system`: which fact, so that clients can say it in the reader's language. */
  event?: SystemEvent;
}

export const SYSTEM_EVENTS = ['handoff', 'takeover', 'returned', 'resolved', 'closed', 'reopened'] as const;
export type SystemEvent = (typeof SYSTEM_EVENTS)[number];
