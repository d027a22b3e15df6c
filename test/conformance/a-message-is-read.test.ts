import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/conversation-kit.ts';
import { call, seedTenant, type Tenant, widgetSession } from '../workers/http/http-kit.ts';

let tenant: Tenant;
beforeAll(async () => {
  tenant = await seedTenant('readers');
});

async function ask(text: string) {
  const { conversationId, token } = await widgetSession(tenant);
  const path = `/v1/conversations/${conversationId}/messages`;
  await call('POST', `${path}?wait=true`, { token, body: { text } });
  const { body } = await call('GET', path, { token });
  return { conversationId, path, messages: body.data };
}

describe('what a customer writes', () => {
  test('is stored with language, intent, sentiment, emotion and frustration, and so it is archived', async () => {
    const { conversationId, messages } = await ask(
      'This is ridiculous, you charged my card twice for the same order!',
    );
    expect(messages[0]).toMatchObject({
      role: 'customer',
      language: 'en',
      intent: { name: 'wrong-charge' },
      sentiment: { label: 'negative' },
    });
    const archived = () =>
      env.RECORDS.prepare('SELECT reading FROM messages WHERE conversation_id = ? AND seq = 1')
        .bind(conversationId)
        .first<{ reading: string | null }>();
    await until(async () => typeof (await archived())?.reading === 'string', 15_000);
    const [message] = messages;
    if (!message) throw new Error('the message is gone');
    const { language, intent, sentiment, emotion, frustration, trend } = message;
    expect(JSON.parse((await archived())?.reading ?? '')).toEqual({
      language,
      intent,
      sentiment,
      emotion,
      frustration,
      trend,
    });
  });

  test('loses what hides in it before anybody sees it; what was written is kept for the audit alone', async () => {
    const written = 'pay\u202eelpmaxe\u202c to\u200b me\u0007';
    const { path, messages } = await ask(written);
    expect(messages[0]?.text).toBe('payelpmaxe to me');
    const original = `${path}/${messages[0]?.id}/original`;
    const { status, body } = await call('GET', original, { token: tenant.users.admin.token });
    expect(status).toBe(200);
    expect(body.original).toBe('pay\u202eelpmaxe\u202c to\u200b me');
    expect((await call('GET', original, { token: tenant.users.agent.token })).status).toBe(403);
  });

  test('in German gets the honest answer in German, with the way to a person', async () => {
    const { messages } = await ask('Wie lange dauert die Lieferung nach Österreich normalerweise?');
    expect(messages[1]?.text).toContain('keine Antwort gefunden');
    expect(messages[1]?.quickReplies).toEqual(['Mit einem Menschen sprechen']);
  });
});
