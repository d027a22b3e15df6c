import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LlmCall, LlmEvent, ModelName } from '../../../src/domain/llm.ts';
import { providersOf } from '../../../src/llm/providers/providers-of.ts';
import { createRouter } from '../../../src/llm/router/router.ts';
import { sleep } from '../../../src/llm/router/sleep.ts';
import { agent, connect, messagesOf, post, until } from '../../support/conversation-kit.ts';
import { script } from '../../support/test-worker.ts';
import { QUESTION } from '../../unit/llm/providers/wire-samples.ts';
import {
  CHAINS,
  clearStandIns,
  modelOrganization,
  modelTurn,
  openModelConversation,
  prepareModels,
  requestsOf,
  scriptStandIn,
  vendorVariables,
} from './model-turns.ts';

/** Deadlines of the router pass this many times faster, so that a test need not wait for ten seconds of silence; a machine with other work still answers in time. */
const FASTER = 8;

const [CLAUDE, GPT] = CHAINS.anthropic as [ModelName, ModelName];

/** A router whose requests are real ones, over HTTP, to the stand-ins. */
async function asked(chain: ModelName[], signal = new AbortController().signal) {
  const clock = () => Date.now() * FASTER;
  const { providers } = providersOf(vendorVariables(), { clock, fetch: (url, init) => fetch(url, init) });
  const calls: LlmCall[] = [];
  const events: LlmEvent[] = [];
  const router = createRouter({
    ...{ providers, clock, random: () => 0.5, log: () => {} },
    sleep: (ms, until) => sleep(ms / FASTER, until),
    newId: () => `llm_${calls.length}`,
  });
  const onCall = (call: LlmCall) => void calls.push(call);
  const options = { organizationId: 'org_models', chain, avoid: [], budget: null, signal, onCall };
  for await (const event of router.stream(QUESTION, options)) events.push(event);
  return { events, calls, last: events.at(-1) };
}

const isGone = async (vendor: 'openAi' | 'anthropic') =>
  (await requestsOf(vendor)).every(({ aborted }) => aborted);

beforeAll(async () => {
  await prepareModels();
  // Modules are transformed when they are first asked for, which takes longer than the deadlines here.
  const { providers } = providersOf(vendorVariables(), { clock: () => Date.now(), fetch });
  for (const provider of providers.values()) await provider.warm?.();
}, 120_000);
beforeEach(clearStandIns);
afterEach(() => {
  delete script.answer;
});

describe('the vendor’s connection is closed', () => {
  test('when an answer stands still in its middle for longer than is waited', async () => {
    await scriptStandIn('anthropic', { text: 'one two three four', fault: { kind: 'stall', after: 4 } });
    const { last } = await asked([CLAUDE]);
    expect(last).toMatchObject({ kind: 'failed', failure: { reason: 'timeout' } });
    await until(() => isGone('anthropic'));
    expect(await requestsOf('anthropic')).toMatchObject([{ frames: 4, aborted: true }]);
  });

  test('when OpenAI’s stands still', async () => {
    await scriptStandIn('openAi', { text: 'one two three four', fault: { kind: 'stall', after: 3 } });
    const { last } = await asked([GPT]);
    expect(last).toMatchObject({ kind: 'failed', failure: { reason: 'timeout' } });
    await until(() => isGone('openAi'));
    expect(await requestsOf('openAi')).toMatchObject([{ frames: 3, aborted: true }]);
  });

  test('when one that was accepted says nothing, and another vendor speaks instead', async () => {
    await scriptStandIn('anthropic', { fault: { kind: 'stall', after: 1 } });
    const { last, calls } = await asked(CHAINS.anthropic);
    expect(last).toMatchObject({ kind: 'end' });
    expect(calls.map(({ model, outcome }) => [model, outcome]).sort()).toEqual([
      [CLAUDE, 'aborted'],
      [GPT, 'complete'],
    ]);
    await until(() => isGone('anthropic'));
    expect(await requestsOf('openAi')).toMatchObject([{ aborted: false }]);
  });

  test('when one never even answers', async () => {
    await scriptStandIn('anthropic', { fault: { kind: 'hang' } });
    const { last } = await asked([CLAUDE]);
    expect(last).toMatchObject({ kind: 'failed', failure: { reason: 'timeout' } });
    await until(() => isGone('anthropic'));
    expect(await requestsOf('anthropic')).toMatchObject([{ status: null, aborted: true }]);
  });
});

describe('in a conversation, the vendor’s connection is closed', () => {
  /** A turn whose model has said something and then stands still. */
  async function stalled() {
    script.answer = modelTurn().answer;
    await scriptStandIn('anthropic', {
      text: '<<sure>>\nDeleted records stay in the recycle bin for 15 days [1]. After 15 days the records are gone for good [1].',
      chunkMs: 100,
    });
    const stub = await openModelConversation(modelOrganization(CHAINS.anthropic));
    const socket = await connect(stub);
    await post(stub, 'How long do deleted records stay in the recycle bin?');
    await until(async () => ((await requestsOf('anthropic'))[0]?.frames ?? 0) > 3);
    return { stub, socket };
  }

  test('when the customer says stop', async () => {
    const { stub, socket } = await stalled();
    socket.send({ type: 'stop' });
    await until(() => isGone('anthropic'));
    await until(async () => (await messagesOf(stub)).length === 2);
    const [request] = await requestsOf('anthropic');
    expect(request?.frames).toBeLessThan(request?.framesPlanned ?? 0);
    expect(await requestsOf('openAi')).toEqual([]);
  });

  test('when a person takes over', async () => {
    const { stub } = await stalled();
    await stub.takeover({ actor: agent, requestId: 'req_test' });
    await until(() => isGone('anthropic'));
    const [request] = await requestsOf('anthropic');
    expect(request?.frames).toBeLessThan(request?.framesPlanned ?? 0);
    expect((await messagesOf(stub)).map(({ role }) => role)).toEqual(['customer', 'system']);
    expect(await requestsOf('openAi')).toEqual([]);
  });
});
