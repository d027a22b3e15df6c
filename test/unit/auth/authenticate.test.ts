import { expect, test } from 'vitest';
import { newApiKey } from '../../../src/auth/api-key.ts';
import { authenticateAny, authenticateUser } from '../../../src/auth/authenticate.ts';
import { createTokens } from '../../../src/auth/tokens.ts';

const tokens = createTokens([{ kid: 'k1', secret: btoa('a'.repeat(32)) }], () => 1_800_000_000_000);
const made = await newApiKey();
const asked: string[] = [];
const deps = {
  tokens,
  apiKeys: {
    findByHash: async (hash: string) => {
      asked.push(hash);
      return hash === made.hash
        ? { id: 'key_1', organizationId: 'org_1', role: 'agent' as const, name: 'CI' }
        : null;
    },
  },
};
const access = await tokens.sign('access', {
  organizationId: 'org_1',
  userId: 'usr_1',
  role: 'admin',
  name: 'Ada',
});
const widget = await tokens.sign('widget', {
  organizationId: 'org_1',
  conversationId: 'cnv_1',
  customerId: 'cus_1',
  jurisdiction: null,
});
const resume = await tokens.sign('resume', {
  organizationId: 'org_1',
  conversationId: 'cnv_1',
  customerId: 'cus_1',
});

test('an access token is a user, an API key a program, a widget token a customer', async () => {
  expect(await authenticateAny(deps, access.token)).toEqual({
    ok: true,
    value: { kind: 'user', organizationId: 'org_1', userId: 'usr_1', role: 'admin', name: 'Ada' },
  });
  expect(await authenticateAny(deps, made.key)).toEqual({
    ok: true,
    value: { kind: 'api-key', organizationId: 'org_1', keyId: 'key_1', role: 'agent', name: 'CI' },
  });
  expect(await authenticateAny(deps, widget.token)).toEqual({
    ok: true,
    value: { kind: 'customer', organizationId: 'org_1', conversationId: 'cnv_1', customerId: 'cus_1' },
  });
});

test('a widget token is no user, and a resume token is nobody', async () => {
  expect(await authenticateUser(deps, widget.token)).toEqual({ ok: false, error: { reason: 'wrong_kind' } });
  expect(await authenticateUser(deps, resume.token)).toEqual({ ok: false, error: { reason: 'wrong_kind' } });
  expect(await authenticateAny(deps, resume.token)).toEqual({ ok: false, error: { reason: 'wrong_kind' } });
});

test('a key that nobody made is refused, and one with a typing error without asking the database', async () => {
  const other = await newApiKey();
  expect(await authenticateAny(deps, other.key)).toEqual({ ok: false, error: { reason: 'unknown_api_key' } });
  const before = asked.length;
  expect((await authenticateAny(deps, `${made.key.slice(0, -1)}!`)).ok).toBe(false);
  expect(asked).toHaveLength(before);
});
