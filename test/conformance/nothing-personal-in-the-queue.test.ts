import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { CANARIES } from '../support/canaries.ts';
import { until } from '../support/conversation-kit.ts';
import { script } from '../support/test-worker.ts';
import { call, seedTenant, type Tenant, widgetSession } from '../workers/http/http-kit.ts';

let tenant: Tenant;
beforeAll(async () => {
  tenant = await seedTenant('queue-canaries');
});

afterEach(() => {
  delete script.onQueueBody;
  vi.restoreAllMocks();
});

test('what a customer wrote and who they are cross the queue sealed, leave by no request, and reach the archive whole', async () => {
  const bodies: string[] = [];
  const outbound = vi.spyOn(globalThis, 'fetch');
  script.onQueueBody = (body) => void bodies.push(JSON.stringify(body));
  const { conversationId, token } = await widgetSession(tenant, {
    customer: { name: 'Zanzibar-Canary', email: 'canary.person@example.org' },
  });
  const text = `card 4111111111111111, mail canary.person@example.org, ssn 078-05-1120, ${CANARIES[3]}`;
  const path = `/v1/conversations/${conversationId}`;
  await call('POST', `${path}/messages?wait=true`, { token, body: { text } });
  await call('POST', `${path}/feedback`, { token, body: { rating: 1, comment: 'I am Zanzibar-Canary' } });
  const archived = () =>
    env.RECORDS.prepare('SELECT text FROM messages WHERE conversation_id = ? ORDER BY seq LIMIT 1')
      .bind(conversationId)
      .first<{ text: string }>();
  await until(async () => (await archived())?.text === text, 15_000);
  expect(bodies.length).toBeGreaterThan(0);
  expect(outbound.mock.calls, 'nobody is asked over the network').toEqual([]);
  for (const canary of CANARIES)
    expect(
      bodies.filter((body) => body.includes(canary)),
      canary,
    ).toEqual([]);
  expect(
    bodies.every((body) => body.includes(conversationId)),
    'what routes a message stays readable',
  ).toBe(true);
});
