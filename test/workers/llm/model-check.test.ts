import { env } from 'cloudflare:workers';
import { expect, inject, test } from 'vitest';
import { isoTime } from '../../../src/domain/clock.ts';
import type { LlmCall } from '../../../src/domain/llm.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { modelOps } from '../../../workers/wire-llm.ts';
import { recordsFixture } from '../store/records-fixture.ts';

const logger = createLogger({ clock: () => Date.now(), write: () => {} });

/** With models of its own: those of an isolate are kept by its database of knowledge. */
function wiredToOpenAi() {
  const { openAi } = inject('llmStandIns');
  return {
    ...env,
    KNOWLEDGE: Object.create(env.KNOWLEDGE),
    OPENAI_API_KEY: openAi.key,
    OPENAI_BASE_URL: openAi.baseUrl,
  };
}

test('a check says what is wrong each time it is made, also when nobody would ask that model any more', async () => {
  const { openAi } = inject('llmStandIns');
  const wrong = { ...env, OPENAI_API_KEY: 'sk-of-nobody', OPENAI_BASE_URL: openAi.baseUrl };
  const { check } = modelOps(wrong, logger);
  for (const time of [1, 2, 3]) {
    const { ok, reason } = await check('org_models', 'openai/gpt-6-luna', async () => {});
    expect({ time, ok, reason }).toEqual({ time, ok: false, reason: 'unauthorized' });
  }
});

test('what a check cost is told as a call of its own task, and nothing where none could be made', async () => {
  const wired = wiredToOpenAi();
  const { check } = modelOps(wired, logger);
  const answered = await check('org_models', 'openai/gpt-6-luna', async () => {});
  expect(answered.calls).toMatchObject([{ task: 'check', model: 'openai/gpt-6-luna', outcome: 'complete' }]);
  expect(answered.calls[0]?.costMicros).toBeGreaterThan(0);
  expect((await check('org_models', 'anthropic/claude-haiku-5-5', async () => {})).calls).toEqual([]);
});

test('a check is in the sums before its request leaves, as dear as it can get, and in the end as what it was', async () => {
  const wired = wiredToOpenAi();
  const { records, organization } = recordsFixture();
  const organizationId = await organization();
  const { llmCalls } = records;
  const sums = async () => {
    const today = isoTime(Date.now()).slice(0, 10);
    const rows = await llmCalls.usage(organizationId, { from: today, to: today }, ['task', 'outcome']);
    return rows.map(({ task, outcome, calls, costMicros }) => ({ task, outcome, calls, costMicros }));
  };
  const begun: LlmCall[] = [];
  const before: unknown[] = [];
  const { calls } = await modelOps(wired, logger).check(
    organizationId,
    'openai/gpt-6-luna',
    async (worst) => {
      await llmCalls.addLoose(organizationId, [worst]);
      begun.push(worst);
      before.push(...(await sums()));
    },
  );
  const [worst] = begun;
  const [call] = calls;
  if (!worst || !call) throw new Error('no call was made');
  expect(worst.costMicros).toBeGreaterThan(call.costMicros);
  const asBegun = { task: 'check', outcome: 'interrupted', calls: 1, costMicros: worst.costMicros };
  // This is what stays where the process ends now.
  expect(before).toEqual([asBegun]);
  expect(await sums()).toEqual([asBegun]);
  await llmCalls.settleLoose(organizationId, worst, call);
  expect(await sums()).toEqual([
    { task: 'check', outcome: 'complete', calls: 1, costMicros: call.costMicros },
  ]);
});

test('a check that cannot be counted is not sent', async () => {
  const wired = wiredToOpenAi();
  const away = () => Promise.reject(new Error('the database is away'));
  const { ok, calls, detail } = await modelOps(wired, logger).check('org_models', 'openai/gpt-6-luna', away);
  expect([ok, calls]).toEqual([false, []]);
  expect(detail).toContain('could not be journalled');
});
