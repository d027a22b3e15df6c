import { expect, test } from 'vitest';
import { ACTIONS, type Action, can, canManage, canReach } from '../../../src/auth/permissions.ts';
import { type Principal, ROLES, type Role } from '../../../src/domain/user.ts';

const user = (role: Role): Principal => ({
  kind: 'user',
  organizationId: 'org_1',
  userId: 'usr_1',
  role,
  name: 'A',
});
const apiKey = (role: Role): Principal => ({
  kind: 'api-key',
  organizationId: 'org_1',
  keyId: 'key_1',
  role,
  name: 'A',
});
const customer: Principal = {
  kind: 'customer',
  organizationId: 'org_1',
  conversationId: 'cnv_1',
  customerId: 'cus_1',
};

/** Written out on purpose, not computed: columns are owner, admin, agent, analyst, the same as API keys, customer. */
const MATRIX: Record<Action, string> = {
  'profile.read': 'yyyy nnnn n',
  'profile.write': 'yyyy nnnn n',
  'users.read': 'yyyy yyyy n',
  'users.write': 'yynn nnnn n',
  'organization.read': 'yynn yynn n',
  'organization.write': 'yynn yynn n',
  'api-keys.read': 'yynn yynn n',
  'api-keys.write': 'yynn nnnn n',
  'knowledge.read': 'yyyy yyyy n',
  'knowledge.write': 'yynn yynn n',
  'knowledge.search': 'yyyy yyyy n',
  'understand.use': 'yyyy yyyy n',
  'intents.read': 'yyyy yyyy n',
  'intents.write': 'yynn yynn n',
  'conversations.list': 'yyyy yyyy n',
  'conversations.create': 'yyyn yyyn n',
  'conversations.read': 'yyyy yyyy y',
  'conversations.update': 'yyyn yyyn n',
  'conversations.end': 'yyyn yyyn n',
  'conversations.post': 'yyyn yyyn y',
  'conversations.handle': 'yyyn yyyn n',
  'notes.read': 'yyyy yyyy n',
  'notes.write': 'yyyn yyyn n',
  'actions.read': 'yyyy yyyy n',
  'feedback.write': 'yyyn yyyn y',
  'analytics.read': 'yyny yyny n',
  'audit.read': 'yynn yynn n',
  'dead-letters.manage': 'yynn yynn n',
  'connectors.read': 'yynn yynn n',
  'connectors.write': 'yynn yynn n',
};

test.each(ACTIONS)('%s is allowed to exactly those whom the matrix names', (action) => {
  const row = [
    ROLES.map((role) => can(user(role), action)),
    ROLES.map((role) => can(apiKey(role), action)),
    [can(customer, action)],
  ];
  const shown = row.map((cells) => cells.map((cell) => (cell ? 'y' : 'n')).join('')).join(' ');
  expect(shown).toBe(MATRIX[action]);
});

test('what is not in the table is denied to everybody', () => {
  const unknown = 'everything' as Action;
  for (const principal of [customer, ...ROLES.map(user), ...ROLES.map(apiKey)])
    expect(can(principal, unknown)).toBe(false);
});

test('a customer reaches its own conversation only, a user those of its organization only', () => {
  const own = { organizationId: 'org_1', conversationId: 'cnv_1' };
  const sibling = { organizationId: 'org_1', conversationId: 'cnv_2' };
  const foreign = { organizationId: 'org_2', conversationId: 'cnv_1' };
  expect([own, sibling, foreign].map((one) => canReach(customer, one))).toEqual([true, false, false]);
  expect([own, sibling, foreign].map((one) => canReach(user('agent'), one))).toEqual([true, true, false]);
  expect([own, sibling, foreign].map((one) => canReach(apiKey('admin'), one))).toEqual([true, true, false]);
});

test('only an owner touches owners, and no program or agent manages anybody', () => {
  const targets = ROLES.map((role) => ({ role }));
  const manages = (principal: Principal) => targets.map((target) => canManage(principal, target));
  expect(manages(user('owner'))).toEqual([true, true, true, true]);
  expect(manages(user('admin'))).toEqual([false, true, true, true]);
  for (const principal of [user('agent'), user('analyst'), apiKey('owner'), apiKey('admin'), customer]) {
    expect(manages(principal)).toEqual([false, false, false, false]);
  }
});
