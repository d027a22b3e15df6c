import { beforeAll, expect, it } from 'vitest';
import { call, seedTenant, type Tenant } from './http-kit.ts';

let acme: Tenant;
beforeAll(async () => {
  acme = await seedTenant('Acme');
});

it('says which providers there are, and the chains that hold for the organization', async () => {
  const { status, body } = await call('GET', '/v1/models', { token: acme.users.admin.token });
  expect(status).toBe(200);
  expect(body).toEqual({
    vendors: [],
    enabled: true,
    chains: { answer: [], summary: [], classify: [] },
    problem: null,
  });
});

it('refuses a model of a provider without a key, and says which and why', async () => {
  const { status, body } = await call('PATCH', '/v1/organization', {
    token: acme.users.admin.token,
    body: { settings: { llm: { models: { answer: ['openai/gpt-6-luna'] } } } },
  });
  expect(status).toBe(422);
  expect(body.errors).toEqual([
    {
      path: 'settings.llm.models.answer[0]',
      message: 'openai is not set up in this deployment; set up: none',
    },
  ]);
});

it('keeps budgets and voice, and refuses what cannot be a budget or a model', async () => {
  const token = acme.users.admin.token;
  const llm = { budgets: { dayUsd: 0, dayTokens: 5_000 }, voice: 'Plain.' };
  const set = await call('PATCH', '/v1/organization', { token, body: { settings: { llm } } });
  expect(set.body.settings.llm).toEqual({
    enabled: true,
    models: {},
    budgets: { turnUsd: null, conversationUsd: null, dayUsd: 0, dayTokens: 5_000 },
    voice: 'Plain.',
    instructions: '',
  });
  for (const wrong of [
    { budgets: { dayUsd: -1 } },
    { models: { answer: ['gpt-6'] } },
    { models: { answer: ['acme/x'] } },
    { models: { answer: ['openai/gpt 6'] } },
    { models: { answer: ['openai/gpt-6\n'] } },
    { models: { answer: ['openai/gpt\u0000'] } },
    { models: { answer: [`openai/${'m'.repeat(200)}`] } },
    { voice: 'x'.repeat(601) },
    { unknown: true },
  ]) {
    const refused = await call('PATCH', '/v1/organization', { token, body: { settings: { llm: wrong } } });
    expect([wrong, refused.status]).toEqual([wrong, 422]);
  }
});

it('a check of a provider without a key says so for each model', async () => {
  const { status, body } = await call('POST', '/v1/models/check', {
    token: acme.users.admin.token,
    body: { models: ['openai/gpt-6-luna'] },
  });
  expect(status).toBe(200);
  expect(body.data).toMatchObject([
    { model: 'openai/gpt-6-luna', ok: false, reason: 'no_provider', costUsd: 0 },
  ]);
});

it('refuses a chain that names a model twice, and says which', async () => {
  const { status, body } = await call('PATCH', '/v1/organization', {
    token: acme.users.admin.token,
    body: {
      settings: {
        llm: { models: { answer: ['openai/gpt-6-luna', 'anthropic/claude-haiku-5-5', 'openai/gpt-6-luna'] } },
      },
    },
  });
  expect([status, body.errors]).toEqual([
    422,
    [
      {
        path: 'settings.llm.models.answer.2',
        message: 'openai/gpt-6-luna is already number 1 of this list. Name each model once',
      },
    ],
  ]);
});
