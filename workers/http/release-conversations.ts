import type { HttpDeps } from './deps.ts';

/** Conversations that one removal gives back, a page at a time: ten times what one person can have open. */
const PAGES_MAX = 20;

/**
 * Gives a user's conversations back to the assistant, so that no customer writes to somebody who is gone. Conversations
 * whose records are still on their way to D1 are not seen; they show in the console as owned by a disabled user.
 */
export async function releaseConversations(
  deps: Pick<HttpDeps, 'records' | 'organizations' | 'conversation'>,
  organizationId: string,
  user: { id: string; name: string },
  requestId: string,
): Promise<void> {
  const organization = await deps.organizations.byId(organizationId);
  let cursor: string | undefined;
  for (let page = 0; organization && page < PAGES_MAX; page += 1) {
    const found = await deps.records.conversations.list(organizationId, {
      owner: user.id,
      limit: 100,
      ...(cursor === undefined ? {} : { cursor }),
    });
    if (!found.ok) return;
    const actor = { role: 'agent' as const, ...user };
    for (const { id, state } of found.value.data) {
      if (state !== 'assigned') continue;
      await deps.conversation(organizationId, id, organization.jurisdiction).giveBack({ actor, requestId });
    }
    if (found.value.nextCursor === null) return;
    cursor = found.value.nextCursor;
  }
}
