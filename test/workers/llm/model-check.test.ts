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
