import type { Principal, Role } from '../domain/user.ts';

/** Everything that a caller may want to do. A route names exactly one of them. */
export const ACTIONS = [
  'profile.read',
  'profile.write',
  'users.read',
  'users.write',
  'organization.read',
  'organization.write',
  'api-keys.read',
  'api-keys.write',
  'knowledge.read',
  'knowledge.write',
  'knowledge.search',
  'understand.use',
  'intents.read',
  'intents.write',
  'conversations.list',
  'conversations.create',
  'conversations.read',
  'conversations.update',
  'conversations.end',
  'conversations.post',
  'conversations.handle',
  'notes.read',
  'notes.write',
  'actions.read',
  'feedback.write',
  'analytics.read',
  'audit.read',
  'dead-letters.manage',
  'connectors.read',
  'connectors.write',
] as const;
export type Action = (typeof ACTIONS)[number];

const READ: Action[] = [
  'knowledge.read',
  'knowledge.search',
  'intents.read',
  'conversations.list',
  'conversations.read',
  'actions.read',
];
const AGENT: Action[] = [
  ...READ,
  'understand.use',
  'users.read',
  'conversations.create',
  'conversations.update',
  'conversations.end',
  'conversations.post',
  'conversations.handle',
  'notes.read',
  'notes.write',
  'feedback.write',
];
const ANALYST: Action[] = [...READ, 'understand.use', 'users.read', 'notes.read', 'analytics.read'];
const ADMIN: Action[] = [
  ...AGENT,
  'users.write',
  'organization.read',
  'organization.write',
  'api-keys.read',
  'api-keys.write',
  'knowledge.write',
  'intents.write',
  'analytics.read',
  'audit.read',
  'dead-letters.manage',
  'connectors.read',
  'connectors.write',
];

/** What each role may do. What is not here is denied. */
const ROLE_ACTIONS: Record<Role, ReadonlySet<Action>> = {
  owner: new Set(ADMIN),
  admin: new Set(ADMIN),
  agent: new Set(AGENT),
  analyst: new Set(ANALYST),
};

/** A console user has a profile; a program has none. */
const USER_ONLY: ReadonlySet<Action> = new Set<Action>(['profile.read', 'profile.write']);

/** Never for programs: a leaked key must not be able to make itself users or further keys. */
const NOT_FOR_KEYS: ReadonlySet<Action> = new Set<Action>(['users.write', 'api-keys.write']);

/** Within their one conversation; `canReach` checks which one. */
const CUSTOMER: ReadonlySet<Action> = new Set<Action>([
  'conversations.read',
  'conversations.post',
  'feedback.write',
]);

/** Whether this caller may do this at all, within its own organization. Denied unless the table says otherwise. */
export function can(principal: Principal, action: Action): boolean {
  if (principal.kind === 'customer') return CUSTOMER.has(action);
  if (principal.kind === 'user') return USER_ONLY.has(action) || ROLE_ACTIONS[principal.role].has(action);
  return ROLE_ACTIONS[principal.role].has(action) && !NOT_FOR_KEYS.has(action);
}

/**
 * Whether a conversation exists for this caller. False must be answered like an unknown id: 404, so that ids of others
 * cannot be told from ids of nobody.
 */
export function canReach(
  principal: Principal,
  conversation: { organizationId: string; conversationId: string },
): boolean {
  if (principal.organizationId !== conversation.organizationId) return false;
  return principal.kind !== 'customer' || principal.conversationId === conversation.conversationId;
}

/** Whether a user with `users.write` may change or remove this member, or give this role: only owners touch owners. */
export function canManage(principal: Principal, target: { role: Role }): boolean {
  if (!can(principal, 'users.write')) return false;
  return target.role !== 'owner' || (principal.kind === 'user' && principal.role === 'owner');
}
