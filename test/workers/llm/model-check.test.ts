import { env } from 'cloudflare:workers';
import { expect, inject, test } from 'vitest';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { modelOps } from '../../../workers/wire-llm.ts';

const logger = createLogger({ clock: () => Date.now(), write: () => {} });

test('a check says what is wrong each time it is made, also when nobody would ask that model any more', async () => {
  const { openAi } = inject('llmStandIns');
  const wrong = { ...env, OPENAI_API_KEY: 'sk-of-nobody', OPENAI_BASE_URL: openAi.baseUrl };
  const { check } = modelOps(wrong, logger);
  for (const time of [1, 2, 3]) {
    const { ok, reason } = await check('org_models', 'openai/gpt-6-luna');
    expect({ time, ok, reason }).toEqual({ time, ok: false, reason: 'unauthorized' });
  }
});

test('what a check cost is told as a call of its own task, and nothing where none could be made', async () => {
  const { openAi } = inject('llmStandIns');
  const wired = {
    ...env,
    KNOWLEDGE: Object.create(env.KNOWLEDGE),
    OPENAI_API_KEY: openAi.key,
    OPENAI_BASE_URL: openAi.baseUrl,
  };
  const { check } = modelOps(wired, logger);
  const answered = await check('org_models', 'openai/gpt-6-luna');
  expect(answered.calls).toMatchObject([{ task: 'check', model: 'openai/gpt-6-luna', outcome: 'complete' }]);
  expect(answered.calls[0]?.costMicros).toBeGreaterThan(0);
  expect((await check('org_models', 'anthropic/claude-haiku-5-5')).calls).toEqual([]);
});
