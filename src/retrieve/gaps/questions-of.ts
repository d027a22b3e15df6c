import type { ConversationState } from '../../domain/conversation.ts';
import type { Message } from '../../domain/message.ts';

/** What a customer asked the assistant and how it went on. */
export interface AskedQuestion {
  messageId: string;
  /** As written: it has to be masked before it is stored elsewhere. */
  text: string;
  language: string;
  intent: string | null;
  askedAt: string;
  /** Whether the reply rested on the knowledge, and how sure it was. */
  supported: boolean;
  confidence: number | null;
  cited: { articleId: string; version: number | null }[];
  /** A person was asked for after it and before the next question. */
  handoff: boolean;
  thumbsDown: boolean;
  /** The conversation ended with it, and no person was needed. */
  resolved: boolean;
}

/** The rating that is a thumb down. One star and a thumb up are the same number, so stars say nothing about a single reply. */
const THUMB_DOWN = -1;

/** Replies that say nothing about the knowledge: a greeting, one that was cut short, one for a failure. */
const NO_ANSWER = new Set(['small-talk', 'stopped', 'none']);

const OVER: ReadonlySet<ConversationState> = new Set(['resolved', 'closed']);

/**
 * The questions of a conversation, from its messages in order. Replies come in the order of the questions; what a person takes
 * over gets none. Whatever is asked of a person is no question to the assistant. Pure.
 */
export function questionsOf(conversation: {
  state: ConversationState;
  messages: readonly Message[];
  feedback: readonly { messageId: string | null; rating: number }[];
}): AskedQuestion[] {
  const { state, messages, feedback } = conversation;
  const disliked = new Set(
    feedback.filter(({ rating }) => rating === THUMB_DOWN).map((one) => one.messageId),
  );
  const asked: AskedQuestion[] = [];
  let waiting: Message[] = [];
  let last: AskedQuestion | null = null;
  for (const message of messages) {
    if (message.role === 'customer') waiting.push(message);
    if (message.role === 'agent') waiting = [];
    if (message.role === 'system' && (message.event === 'handoff' || message.event === 'takeover')) {
      if (last !== null) last.handoff = true;
      last = null;
      waiting = [];
    }
    if (message.role !== 'assistant') continue;
    const question = waiting.shift();
    if (question === undefined || NO_ANSWER.has(message.model ?? '')) continue;
    last = answered(question, message, disliked.has(message.id));
    asked.push(last);
  }
  if (last !== null && OVER.has(state)) last.resolved = true;
  return asked;
}

function answered(question: Message, reply: Message, thumbsDown: boolean): AskedQuestion {
  const versions = new Map(
    reply.citations.map(({ articleId, articleVersion = null }) => [articleId, articleVersion]),
  );
  return {
    messageId: question.id,
    text: question.text,
    language: question.language ?? 'und',
    intent: question.intent?.name ?? null,
    askedAt: question.createdAt,
    supported: versions.size > 0,
    confidence: reply.confidence ?? null,
    cited: [...versions].map(([articleId, version]) => ({ articleId, version })),
    handoff: false,
    thumbsDown,
    resolved: false,
  };
}
