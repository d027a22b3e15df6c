import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { LIMITS } from '../../src/domain/limits.ts';
import { agent, openConversation, until } from '../support/conversation-kit.ts';
import { call, conversation, seedTenant } from '../workers/http/http-kit.ts';

/** Records reach D1 by alarm and queue, in seconds; a loaded machine takes longer. */
const ARCHIVED_MS = 30_000;

test('a conversation of a user who is disabled or removed goes back to the assistant', async () => {
  const tenant = await seedTenant('leavers');
  const admin = tenant.users.owner.token;
  const { id: userId } = tenant.users.agent;
  const id = await conversation(tenant);
  const stub = env.CONVERSATION.getByName(`${tenant.organization.id}/${id}`);
  const owned = async () =>
    (await call('GET', `/v1/conversations?owner=${userId}`, { token: admin })).body.data.length;
  for (const leave of [
    () => call('PATCH', `/v1/users/${userId}`, { token: admin, body: { disabled: true } }),
    () => call('DELETE', `/v1/users/${userId}`, { token: admin }),
  ]) {
    await stub.assign({
      actor: { role: 'agent', id: tenant.users.owner.id, name: 'Owner' },
      assignee: { id: userId, name: 'Leaver' },
      requestId: 'r',
    });
    await until(async () => {
      await runDurableObjectAlarm(stub);
      return (await owned()) === 1;
    }, ARCHIVED_MS);
    expect((await leave()).status).toBeLessThan(300);
    const head = await stub.head();
    expect(head.ok && [head.value.owner, head.value.state]).toEqual(['ai', 'waiting']);
    await until(async () => {
      await runDurableObjectAlarm(stub);
      return (await owned()) === 0;
    }, ARCHIVED_MS);
  }
}, 120_000);

test('internal notes are bounded, with an error that says so', async () => {
  const stub = await openConversation();
  for (let n = 0; n < LIMITS.notesPerConversation; n += 1)
    await stub.note({ actor: agent, text: `n${n}`, requestId: 'r' });
  expect(await stub.note({ actor: agent, text: 'one too many', requestId: 'r' })).toEqual({
    ok: false,
    error: { reason: 'limit_reached', limit: LIMITS.notesPerConversation },
  });
});
