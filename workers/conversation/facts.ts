import { isoTime } from '../../src/domain/clock.ts';
import type { ConversationHead } from '../../src/domain/conversation.ts';
import type { SystemEvent } from '../../src/domain/message.ts';
import type { Answer } from '../../src/domain/passage.ts';
import type { OpenConversation } from './api.ts';

/** A conversation as it begins. */
export function newHead(input: OpenConversation, now: number): ConversationHead {
  return {
    id: input.conversationId,
    organizationId: input.organization.id,
    state: 'active',
    owner: 'ai',
    epoch: 0,
    lastSeq: 0,
    channel: input.channel,
    customer: input.customer,
    subject: null,
    locale: input.locale,
    createdAt: isoTime(now),
    updatedAt: isoTime(now),
  };
}

/** What the record says when a fact of the state machine is announced. Clients say it in the reader's language by `event`. */
export function systemText(event: SystemEvent, name: string | null): string {
  switch (event) {
    case 'handoff':
      return 'You asked for a person. Someone from the team will join here; everything you wrote is kept.';
    case 'takeover':
      return `${name ?? 'A person'} has joined the conversation.`;
    case 'returned':
      return 'The assistant is back in the conversation.';
    case 'resolved':
      return 'This conversation was marked as resolved. Write again at any time to reopen it.';
    case 'closed':
      return 'This conversation has ended.';
    case 'reopened':
      return 'This conversation was reopened.';
  }
}

/** What was written before somebody stopped it. Its sources are not known yet, so no marker may point at one. */
export function stoppedAnswer(written: string): Answer {
  const text = written.replace(/\s\[\d{1,3}\](?=\s|$)/g, '').trim();
  return {
    text: text === '' ? '…' : text,
    citations: [],
    confidence: 0,
    supported: false,
    quickReplies: [],
    model: 'stopped',
  };
}

/** The reply when every attempt at an answer failed: honest, and with a way on. */
export function failureAnswer(): Answer {
  return {
    text: 'I could not finish an answer to this just now. Your message is saved. You can ask again, or I can get a person.',
    citations: [],
    confidence: 0,
    supported: false,
    quickReplies: ['Talk to a person'],
    model: 'none',
  };
}
