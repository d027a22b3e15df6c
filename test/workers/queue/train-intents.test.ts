import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import type { TrainIntentsMessage } from '../../../src/protocol/queue.ts';
import { trainOneStep } from '../../../workers/queue/train-intents.ts';
import { LEASE_MS, type TrainingDeps } from '../../../workers/queue/training.ts';
import { wordMeanings } from '../../../workers/word-meanings.ts';
import worker from '../../support/test-worker.ts';
import { recordsFixture } from '../store/records-fixture.ts';

const { records, time, organization } = recordsFixture();
const { intentModels, intentTrainings } = records;

const TINY = {
  intents: [
    { name: 'open', examples: ['open the door', 'please open it', 'can you open'] },
    { name: 'close', examples: ['close the window', 'shut it', 'please close'] },
  ],
};

async function queued(organizationId: string, content: unknown = TINY): Promise<TrainIntentsMessage> {
  const made = await intentModels.create(organizationId, {
    ...{ intents: 2, examples: 6, activate: true },
    content: new TextEncoder().encode(JSON.stringify(content)),
  });
  if (!made.ok) throw new Error(made.error.reason);
  return messageOf(organizationId, made.value.version);
}

function messageOf(organizationId: string, version: number): TrainIntentsMessage {
  return { kind: 'train-intents', eventId: 'evt_1', requestId: 'req_1', organizationId, version };
}

/** A runner whose messages go into a list, as the queue's would. */
function runner(more: Partial<TrainingDeps> = {}) {
  const sent: TrainIntentsMessage[] = [];
  const deps: TrainingDeps = {
    models: intentModels,
    trainings: intentTrainings,
    directions: wordMeanings,
    clock: () => time.now,
    newId: () => 'evt_next',
    pause: async () => undefined,
    enqueue: async (message) => {
      sent.push(message);
    },
    log: () => undefined,
    ...more,
  };
  return { sent, step: (message: TrainIntentsMessage) => trainOneStep(message, deps) };
}

const stateOf = async ({ organizationId, version }: TrainIntentsMessage) =>
  (await intentModels.get(organizationId, version))?.state;

test('a version is measured, then trained, each step by a message of its own; what comes again changes nothing', async () => {
  const org = await organization();
  const message = await queued(org);
  const { sent, step } = runner();
  await step(message);
  expect(await stateOf(message)).toBe('queued');
  expect(sent).toEqual([{ ...message, eventId: 'evt_next' }]);
  await step(message);
  expect(await stateOf(message)).toBe('ready');
  expect(sent).toHaveLength(1);
  const before = await intentModels.get(org, message.version);
  const weights = await intentModels.weights(org, message.version);
  await step(message);
  await step({ ...message, version: 7 });
  expect(await intentModels.get(org, message.version)).toEqual(before);
  expect(await intentModels.weights(org, message.version)).toEqual(weights);
});

test('the same examples give the same bytes', async () => {
  const org = await organization();
  const { step } = runner();
  const [one, two] = [await queued(org), await queued(org)];
  for (const message of [one, one, two, two]) await step(message);
  const [first, second] = [await intentModels.weights(org, 1), await intentModels.weights(org, 2)];
  expect(first).not.toBeNull();
  expect(first).toEqual(second);
});

test('a message that comes while another runner is at it is harmless, and the version that waits comes next', async () => {
  const org = await organization();
  const [one, two] = [await queued(org), await queued(org)];
  let met = 0;
  const other = runner();
  const { sent, step } = runner({
    pause: async () => {
      if (met > 0) return;
      met += 1;
      await other.step(one);
      await other.step(two);
      expect([await stateOf(one), await stateOf(two)]).toEqual(['training', 'queued']);
    },
  });
  await step(one);
  await step(one);
  expect(met).toBe(1);
  expect(other.sent).toEqual([]);
  expect([await stateOf(one), await stateOf(two)]).toEqual(['ready', 'queued']);
  expect(sent.map(({ version }) => version)).toEqual([1, 2]);
});

test('a runner that died is followed by another, and one that only slept stops when it notices', async () => {
  const org = await organization();
  const message = await queued(org);
  const other = runner();
  let woken = false;
  const { sent, step } = runner({
    pause: async () => {
      if (woken) return;
      woken = true;
      time.now += LEASE_MS;
      await other.step(message);
    },
  });
  await step(message);
  expect(woken).toBe(true);
  expect(sent, 'the one that slept says nothing').toEqual([]);
  expect(other.sent).toHaveLength(1);
  await other.step(message);
  expect(await stateOf(message)).toBe('ready');
});

test('a step that breaks comes again and is given up after a few times, with a reason', async () => {
  const org = await organization();
  const message = await queued(org);
  const { step } = runner({ pause: () => Promise.reject(new Error('the isolate is gone')) });
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    await expect(step(message)).rejects.toThrow('gone');
    expect(await stateOf(message)).toBe('queued');
  }
  await step(message);
  expect(await intentModels.get(org, message.version)).toMatchObject({
    state: 'failed',
    note: expect.stringMatching(/fewer examples/),
  });
});

test('the consumer acknowledges a training that has ended, one of nobody, and one that fails for good', async () => {
  const org = await organization();
  const bodies = [
    await queued(org, { intents: [{ name: 'signs', examples: ['🙂', '🙃'] }] }),
    messageOf('org_nobody', 1),
  ];
  const batch = createMessageBatch(
    'edgewise-training',
    bodies.map((body, at) => ({ id: `m${at}`, timestamp: new Date(), attempts: 1, body })),
  );
  await worker.queue(batch, env);
  const result = await getQueueResult(batch, createExecutionContext());
  expect([result.retryMessages, result.explicitAcks]).toEqual([[], ['m0', 'm1']]);
  expect(await intentModels.get(org, 1)).toMatchObject({ state: 'failed', note: expect.any(String) });
});
