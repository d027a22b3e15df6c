import type { Message } from '../../../src/domain/message.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import type { SaidMessage } from '../../../src/retrieve/gaps/draft-from-conversation.ts';
import type { Draft } from '../../../src/store/knowledge-drafts.ts';
import { allMessages } from '../../all-messages.ts';
import type { HttpDeps } from '../deps.ts';
import { problemOf } from '../problem.ts';

/** Messages before that count for masking: a card number comes in two. */
const REMEMBERED = 5;

/** The draft of a conversation that a person resolved: the one that is being written, or a new one. */
export async function draftOfConversation(
  deps: HttpDeps,
  organizationId: string,
  conversationId: string,
): Promise<{ draft: Draft; created: boolean } | { problem: Problem }> {
  const { conversations, drafts } = deps.records;
  const head = await conversations.get(organizationId, conversationId);
  if (!head) return { problem: UNKNOWN };
  if (head.state !== 'resolved' && head.state !== 'closed') return { problem: NOT_RESOLVED };
  const there = await drafts.ofConversation(organizationId, conversationId);
  if (there) return { draft: there, created: false };
  const messages = await allMessages(deps.records, organizationId, conversationId);
  const { name, email, externalId } = head.customer;
  const staff = messages.flatMap(({ author }) => author?.name ?? []);
  const known = [name, email, externalId, ...staff].filter((value) => value !== null);
  const [{ draftFromConversation }, { smallTalk }] = await Promise.all([
    import('../../../src/retrieve/gaps/draft-from-conversation.ts'),
    import('../../../src/understand/small-talk.ts'),
  ]);
  const said = await maskedMessages(messages, known);
  const made = draftFromConversation(said, { isSmallTalk: (text) => smallTalk(text) !== null });
  if (!made) return { problem: NOTHING_SAID };
  const input = { gapId: null, conversationId, locale: head.locale, sources: [], ...made };
  const stored = await drafts.create(organizationId, input);
  return stored.ok ? { draft: stored.value, created: true } : { problem: problemOf(stored.error) };
}

async function maskedMessages(
  messages: readonly Message[],
  known: readonly string[],
): Promise<SaidMessage[]> {
  const { redactQuestion } = await import('../../../src/understand/mask/redact-question.ts');
  const earlier: Record<string, string[]> = {};
  return messages.flatMap(({ role, text }) => {
    if (role === 'system') return [];
    earlier[role] ??= [];
    const before = earlier[role].slice(-REMEMBERED);
    earlier[role].push(text);
    return [{ role, text: redactQuestion(text, { before, known }) }];
  });
}

const UNKNOWN: Problem = {
  code: 'invalid',
  detail: 'There is no such conversation in the archive.',
  errors: [{ path: 'conversationId', message: 'must be the id of a conversation that is archived' }],
};

const NOT_RESOLVED: Problem = {
  code: 'illegal_transition',
  detail:
    'The conversation is not resolved in the archive yet; resolve it, wait a few seconds and try again.',
};

const NOTHING_SAID: Problem = {
  code: 'illegal_transition',
  detail: 'No person told anything in the conversation that an article could be made of.',
};
