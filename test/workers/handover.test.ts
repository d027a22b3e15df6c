import { evictDurableObject } from 'cloudflare:test';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Handover } from '../../src/domain/handover.ts';
import { DEFAULT_LLM_SETTINGS } from '../../src/domain/llm.ts';
import { emptyVault } from '../../src/understand/mask/mask-vault.ts';
import { agent, messagesOf, post, scriptedAnswer, until } from '../support/conversation-kit.ts';
import { resetScript, script } from '../support/test-worker.ts';
import { call, seedTenant, type Tenant, widgetSession } from './http/http-kit.ts';
import {
  CHAINS,
  clearStandIns,
  modelOrganization,
  modelTurn,
  openModelConversation,
  prepareModels,
  requestsOf,
  scriptStandIn,
} from './llm/model-turns.ts';

afterEach(resetScript);

const NOTHING_YET: Handover = {
  ...{ throughSeq: 0, createdAt: '2026-01-01T00:00:00.000Z', model: null, summary: '', intents: [] },
  ...{ feeling: null, asked: [], facts: [], actions: [] },
};

describe('what was summed up for the person who takes over', () => {
  let acme: Tenant;
  let stranger: Tenant;
  beforeAll(async () => {
    [acme, stranger] = await Promise.all([seedTenant('handing-over'), seedTenant('curious')]);
  });

  async function asked(): Promise<string> {
    script.answer = async () => ({ kind: 'reply', answer: scriptedAnswer('It left on Monday.') });
    const visitor = await widgetSession(acme);
    const path = `/v1/conversations/${visitor.conversationId}`;
    const body = { text: 'Where is order 4711? Write to grace@example.test please.' };
    await call('POST', `${path}/messages?wait=true`, { token: visitor.token, body });
    return path;
  }

  const read = async (path: string, token: string): Promise<Handover | null> => {
    const got = await call('GET', `${path}/handover`, { token });
    expect(got.status, got.text).toBe(200);
    return JSON.parse(got.text).handover;
  };

  test('is nothing before somebody is asked for, and there as soon as somebody has taken over', async () => {
    const path = await asked();
    const { token } = acme.users.agent;
    expect(await read(path, token)).toBeNull();
    expect((await call('POST', `${path}/takeover`, { token })).status).toBe(200);
    const handover = await read(path, token);
    expect(handover?.asked).toMatchObject([
      { seq: 1, text: 'Where is order 4711? Write to grace@example.test please.', answer: { seq: 2 } },
    ]);
    expect(handover?.facts).toContain('Order number: 4711');
  });

  test('is made anew for who comes after more was said, and not where nothing was', async () => {
    const path = await asked();
    const { token } = acme.users.agent;
    await call('POST', `${path}/takeover`, { token });
    const first = await read(path, token);
    await call('POST', `${path}/return`, { token });
    await call('POST', `${path}/takeover`, { token });
    expect(await read(path, token)).toEqual(first);
    await call('POST', `${path}/return`, { token });
    const said = { text: 'And where is order 4712?', as: 'customer' };
    await call('POST', `${path}/messages?wait=true`, { token, body: said });
    await call('POST', `${path}/takeover`, { token });
    await until(async () => (await read(path, token))?.throughSeq !== first?.throughSeq);
    expect((await read(path, token))?.facts).toContain('Order number: 4712');
  });

  test('stays what it is when a summary of less of the conversation comes late', async () => {
    const late = Promise.withResolvers<void>();
    let ended = 0;
    script.handOver = async ({ history }, save) => {
      const throughSeq = history.at(-1)?.seq ?? 0;
      const made = { handover: { ...NOTHING_YET, throughSeq }, vault: emptyVault() };
      save(made);
      if (ended === 0) await late.promise;
      save(made);
      ended += 1;
    };
    const path = await asked();
    const { token } = acme.users.agent;
    await call('POST', `${path}/takeover`, { token });
    const first = (await read(path, token))?.throughSeq ?? 0;
    await call('POST', `${path}/return`, { token });
    await call('POST', `${path}/messages?wait=true`, { token, body: { text: 'One more.', as: 'customer' } });
    ended = 1;
    await call('POST', `${path}/takeover`, { token });
    await until(async () => ended === 2);
    late.resolve();
    await until(async () => ended === 3);
    expect((await read(path, token))?.throughSeq).toBeGreaterThan(first);
  });

  test('shows personal values to those who handle conversations, tokens to others, and nothing to strangers', async () => {
    const path = await asked();
    await call('POST', `${path}/takeover`, { token: acme.users.agent.token });
    expect(JSON.stringify(await read(path, acme.users.agent.token))).toContain('grace@example.test');
    const analyst = JSON.stringify(await read(path, acme.users.analyst.token));
    expect(analyst).not.toContain('grace@');
    expect(analyst).toContain('[EMAIL_1]');
    expect((await call('GET', `${path}/handover`, { token: stranger.users.admin.token })).status).toBe(404);
  });
});

/** Claude sums up, and on a busy machine takes its time. */
const ORGANIZATION = modelOrganization(CHAINS.anthropic);
ORGANIZATION.settings.llm = { ...DEFAULT_LLM_SETTINGS, models: { summary: CHAINS.anthropic } };
const WRITTEN_MS = 30_000;

describe('with a model that sums up', () => {
  beforeAll(prepareModels, 120_000);

  /** A conversation whose customer has asked for a person. */
  async function handedOver(keep: (attempt: number) => boolean = () => true) {
    await clearStandIns();
    const turn = modelTurn();
    script.answer = async () => ({ kind: 'reply', answer: scriptedAnswer('It left on Monday.') });
    let attempts = 0;
    script.handOver = async (input, save) => {
      attempts += 1;
      if (keep(attempts)) await turn.handOver(input, save);
    };
    script.sendRecords = async () => {};
    const stub = await openModelConversation(ORGANIZATION);
    await post(stub, 'Where is order 4711? I have waited for nine days.');
    await until(async () => (await messagesOf(stub)).length === 2);
    return stub;
  }
  const handoverOf = async (stub: Awaited<ReturnType<typeof handedOver>>) => {
    const made = await stub.handover();
    return made.ok ? made.value?.handover : null;
  };

  test('its words replace the sentences that were picked, in one call', async () => {
    const stub = await handedOver();
    await scriptStandIn('anthropic', {
      text: JSON.stringify({ summary: 'The customer waits for order 4711.', facts: [] }),
    });
    await stub.askPerson({ actor: agent, requestId: 'req_test' });
    await until(async () => typeof (await handoverOf(stub))?.model === 'string', WRITTEN_MS);
    expect(await handoverOf(stub)).toMatchObject({
      summary: 'The customer waits for order 4711.',
      model: 'anthropic/claude-haiku-5-5',
    });
    expect(await requestsOf('anthropic')).toHaveLength(1);
  }, 60_000);

  test('one that hangs keeps nobody waiting: what was picked is there while it hangs', async () => {
    const stub = await handedOver();
    for (const vendor of ['anthropic', 'openAi'] as const)
      await scriptStandIn(vendor, { fault: { kind: 'hang' }, times: 0 });
    await stub.askPerson({ actor: agent, requestId: 'req_test' });
    const handover = await handoverOf(stub);
    expect(handover).toMatchObject({ model: null, throughSeq: 3 });
    expect(handover?.summary).toContain('4711');
    await clearStandIns();
  });

  test('what was lost with a process is made when it is read', async () => {
    const stub = await handedOver((attempt) => attempt > 1);
    await stub.askPerson({ actor: agent, requestId: 'req_test' });
    await evictDurableObject(stub);
    expect((await handoverOf(stub))?.asked).toMatchObject([{ seq: 1, answer: { seq: 2 } }]);
  });
});
