import { LIMITS } from '../src/domain/limits.ts';
import type { Message } from '../src/domain/message.ts';
import type { Records } from '../src/store/records.ts';

/** All that was said in an archived conversation, in order. */
export async function allMessages(
  { conversations }: Pick<Records, 'conversations'>,
  organizationId: string,
  conversationId: string,
): Promise<Message[]> {
  const all: Message[] = [];
  for (let after = 0; all.length < LIMITS.messagesPerConversation; after = all.at(-1)?.seq ?? after) {
    const page = await conversations.messages(organizationId, conversationId, { after });
    all.push(...page);
    if (page.length < LIMITS.pageSize) break;
  }
  return all;
}
