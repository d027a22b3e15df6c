import { isId } from '../../src/domain/ids.ts';
import type { Principal } from '../../src/domain/user.ts';
import type { Actor } from '../conversation/api.ts';
import type { ConversationHandle, HttpDeps } from './deps.ts';

/**
 * The object of a conversation, reached through the caller's own organization: a stranger's id names an empty object, which
 * answers `not_found` like any id that never was. Null when the text is no conversation id at all.
 */
export async function conversationFor(
  deps: HttpDeps,
  principal: Principal,
  conversationId: string,
): Promise<ConversationHandle | null> {
  if (!isId('cnv', conversationId)) return null;
  const { organizationId } = principal;
  if (principal.kind === 'customer') {
    return deps.conversation(organizationId, conversationId, principal.jurisdiction ?? null);
  }
  const organization = await deps.organizations.byId(organizationId);
  if (!organization) return null;
  return deps.conversation(organizationId, conversationId, organization.jurisdiction);
}

/** Who a principal is inside a conversation. Pure. */
export function actorOf(principal: Principal, customerName: string | null = null): Actor {
  if (principal.kind === 'customer') {
    return { role: 'customer', id: principal.customerId, name: customerName };
  }
  const id = principal.kind === 'user' ? principal.userId : principal.keyId;
  return { role: 'agent', id, name: principal.name };
}
