import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { CANARIES } from '../support/canaries.ts';
import { connect, messagesOf, openConversation, post, until } from '../support/conversation-kit.ts';
import { resetScript, script } from '../support/test-worker.ts';
import { call, seedTenant, type Tenant, widgetSession } from '../workers/http/http-kit.ts';

let tenant: Tenant;
beforeAll(async () => {
  tenant = await seedTenant('canaries');
});

afterEach(() => {
  vi.restoreAllMocks();
  resetScript();
});

function recordLogs(): string[] {
  const lines: string[] = [];
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
      lines.push(parts.map(String).join(' '));
    });
  }
  return lines;
}

test('no log line holds what a customer wrote or who they are, over HTTP, the socket and a failing answer', async () => {
  const lines = recordLogs();
  const secret = `my card is 4111111111111111, mail canary.person@example.org, ssn 078-05-1120, ${CANARIES[3]}, Zanzibar-Canary`;
  const session = await widgetSession(tenant, {
    customer: { name: 'Zanzibar-Canary', email: 'canary.person@example.org' },
  });
  await call('POST', `/v1/conversations/${session.conversationId}/messages`, {
    token: session.token,
    body: { text: secret },
  });
  await call('POST', '/v1/auth/login', {
    body: { email: 'canary.person@example.org', password: secret.slice(0, 100) },
  });
  await call('POST', `/v1/conversations/${session.conversationId}/messages`, {
    token: session.token,
    body: { text: 5, x: secret },
  });
  script.answer = async () => {
    throw new Error(`provider said: ${secret.slice(0, 60)} canary.person@example.org`);
  };
  const stub = await openConversation();
  const socket = await connect(stub);
  socket.send({ type: 'message', clientId: 'c', text: secret });
  socket.send(`{"type":"message","text":"${secret}"`);
  await until(() => socket.of('error').length === 1 && lines.some((line) => line.includes('turn_failed')));
  expect(lines.length).toBeGreaterThan(3);
  for (const canary of CANARIES) {
    expect(
      lines.filter((line) => line.includes(canary)),
      canary,
    ).toEqual([]);
  }
  expect((await messagesOf(stub))[0]?.text, 'the conversation itself keeps what was written').toBe(secret);
});

test('tokens and keys never reach a log', async () => {
  const lines = recordLogs();
  const session = await widgetSession(tenant);
  await call('GET', `/v1/conversations/${session.conversationId}/messages`, { token: session.token });
  await call('GET', `/v1/conversations/${session.conversationId}/messages`, { token: `${session.token}x` });
  await post(await openConversation(), session.token);
  const written = lines.join('\n');
  expect(written).toContain('http.access');
  expect(written).not.toContain(session.token.slice(10, 60));
  expect(written).not.toContain(session.resumeToken.slice(10, 60));
});
