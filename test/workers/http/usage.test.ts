import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFieldCipher } from '../../../src/auth/field-cipher.ts';
import { newId } from '../../../src/domain/ids.ts';
import type { LlmCall } from '../../../src/domain/llm.ts';
import { archiveRecords } from '../../../src/store/archive-records.ts';
import { openRecords } from '../../../src/store/database.ts';
import { parseEnv } from '../../../workers/env.ts';
import { scriptedAnswer } from '../../support/conversation-kit.ts';
import { script } from '../../support/test-worker.ts';
import { callOf, recordOf } from '../store/records-fixture.ts';
import { call, conversation, seedTenant, type Tenant, widgetSession } from './http-kit.ts';

let acme: Tenant;
let stranger: Tenant;
let conversationId = '';
const token = () => acme.users.analyst.token;
const today = new Date().toISOString();
const yesterday = new Date(Date.now() - 86_400_000).toISOString();

async function archive({ organization }: Tenant, id: string, calls: LlmCall[]): Promise<void> {
  const sealer = createFieldCipher(parseEnv(env).fieldKeys);
  const deps = { db: openRecords(env.RECORDS), sealer, clock: () => Date.now(), newId };
  const record = recordOf({ organizationId: organization.id, conversationId: id, calls });
  expect((await archiveRecords(deps, [record]))[0]?.error).toBeNull();
}

/** The answer's rows, as this route gives them. */
async function usage(query: string) {
  const got = await call('GET', `/v1/usage/llm?${query}`, { token: token() });
  expect(got.status, got.text).toBe(200);
  return JSON.parse(got.text);
}

beforeAll(async () => {
  [acme, stranger] = await Promise.all([seedTenant('spender'), seedTenant('spectator')]);
  conversationId = await conversation(acme);
  await archive(acme, conversationId, [
    callOf(newId('llm'), { startedAt: yesterday }),
    callOf(newId('llm'), { startedAt: today, model: 'anthropic/large', costMicros: 250_000 }),
    callOf(newId('llm'), {
      startedAt: today,
      outcome: 'timeout',
      firstMs: null,
      priced: false,
      costMicros: 0,
    }),
  ]);
});

describe('the sums of calls', () => {
  it('are told apart by one or two of day, model, task and outcome, with a total', async () => {
    const byModel = await usage('by=model');
    expect(byModel.data).toMatchObject([
      { model: 'anthropic/large', calls: 1, costUsd: 0.25, failedCalls: 0 },
      { model: 'openai/small', calls: 2, costUsd: 0.0015, failedCalls: 1, unpricedCalls: 1 },
    ]);
    expect(byModel.total).toMatchObject({
      ...{ calls: 3, failedCalls: 1, costUsd: 0.2515 },
      tokens: { input: 300, cachedInput: 60, cacheWrite: 9, output: 150 },
    });
    expect(Object.keys(byModel.data[0])).not.toContain('day');
    expect(byModel.data[1].firstMs).toEqual({ p50: expect.any(Number), p95: expect.any(Number) });
    const both = await usage('by=model,day');
    expect(both.by).toEqual(['day', 'model']);
    expect(both.data.map((row: Record<string, unknown>) => [row.day, row.model, row.calls])).toEqual([
      [yesterday.slice(0, 10), 'openai/small', 1],
      [today.slice(0, 10), 'anthropic/large', 1],
      [today.slice(0, 10), 'openai/small', 1],
    ]);
    expect((await usage('by=outcome')).data).toMatchObject([
      { outcome: 'complete', calls: 2, firstMs: null },
      { outcome: 'timeout', calls: 1 },
    ]);
  });

  it('are those of the last 30 days and by day, when nothing else is asked for', async () => {
    const { from, to, by } = await usage('');
    expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBe(29);
    expect([to, by]).toEqual([new Date().toISOString().slice(0, 10), ['day']]);
  });

  it('are nothing, and no error, where no model was called', async () => {
    const got = await call('GET', '/v1/usage/llm', { token: stranger.users.admin.token });
    expect(JSON.parse(got.text)).toMatchObject({ data: [], total: { calls: 0, costUsd: 0, firstMs: null } });
  });

  it.each([
    ['by=colour', 'by', 'must be one or two of day, model, task, outcome, such as day,model'],
    ['by=day,model,task', 'by', 'must be one or two of day, model, task, outcome, such as day,model'],
    ['by=day,day', 'by', 'must be one or two of day, model, task, outcome, such as day,model'],
    ['from=yesterday', 'from', 'must be a day such as 2026-11-22'],
    ['from=2026-02-30', 'from', 'must be a day such as 2026-11-22'],
    ['from=2026-10-02&to=2026-10-01', 'to', 'must not be before from'],
    ['from=2020-01-01&to=2026-10-01', 'to', 'must be at most 366 days after from'],
  ])('refuse %s and say what to do', async (query, path, message) => {
    const got = await call('GET', `/v1/usage/llm?${query}`, { token: token() });
    expect([got.status, got.body.errors]).toEqual([422, [{ path, message }]]);
  });
});

describe('what a conversation cost', () => {
  it('is told with it and in lists, to those who may see analytics and to nobody else', async () => {
    const cost = { usd: 0.2515, calls: 3, tokens: 3 * 173 };
    const path = `/v1/conversations/${conversationId}`;
    expect((await call('GET', path, { token: token() })).body).toMatchObject({ id: conversationId, cost });
    const listed = await call('GET', `/v1/conversations?text=${conversationId}`, { token: token() });
    expect(listed.body.data).toMatchObject([{ id: conversationId, cost }]);
    expect(Object.keys((await call('GET', path, { token: acme.users.agent.token })).body)).not.toContain(
      'cost',
    );
  });

  it('is listed call by call, with prompt and model, to the same people', async () => {
    const path = `/v1/conversations/${conversationId}/calls`;
    const listed = await call('GET', path, { token: token() });
    expect([listed.status, listed.body.data.length, listed.body.nextCursor]).toEqual([200, 3, null]);
    expect(listed.body.data[0]).toMatchObject({
      ...{ task: 'answer', model: 'openai/small', prompt: null, costUsd: 0.0015, outcome: 'complete' },
      tokens: { input: 100, cachedInput: 20, cacheWrite: 3, output: 50 },
    });
    const calls: { outcome: string; costUsd: number | null }[] = JSON.parse(listed.text).data;
    const failed = calls.find(({ outcome }) => outcome === 'timeout');
    expect(failed?.costUsd).toBeNull();
    expect((await call('GET', path, { token: acme.users.agent.token })).status).toBe(403);
    expect((await call('GET', path, { token: stranger.users.admin.token })).status).toBe(404);
  });

  it('is never told to the customer', async () => {
    const visitor = await widgetSession(acme);
    await archive(acme, visitor.conversationId, [callOf(newId('llm'))]);
    const got = await call('GET', `/v1/conversations/${visitor.conversationId}`, { token: visitor.token });
    expect([got.status, Object.keys(got.body).includes('cost')]).toEqual([200, false]);
  });

  it('is not told with an answer either, but to those who may see analytics', async () => {
    script.answer = async ({ ledger }) => {
      ledger.addCall(callOf(newId('llm'), { costMicros: 20_000 }));
      return { kind: 'reply', answer: scriptedAnswer('So it is.') };
    };
    const visitor = await widgetSession(acme);
    const path = `/v1/conversations/${visitor.conversationId}/messages`;
    const body = { text: 'is it so?' };
    const answered = await call('POST', `${path}?wait=true`, { token: visitor.token, body });
    delete script.answer;
    expect([answered.status, answered.body.reply.text]).toEqual([201, 'So it is.']);
    expect(answered.text).not.toContain('cost');
    expect((await call('GET', path, { token: visitor.token })).text).not.toContain('cost');
    expect((await call('GET', path, { token: acme.users.agent.token })).text).not.toContain('cost');
    expect((await call('GET', path, { token: token() })).text).toContain('"cost":0.02');
  });

  it('is absent where no model was called', async () => {
    const got = await call('GET', `/v1/conversations/${await conversation(acme)}`, { token: token() });
    expect([got.status, Object.keys(got.body).includes('cost')]).toEqual([200, false]);
  });
});
