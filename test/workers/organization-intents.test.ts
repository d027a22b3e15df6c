import { expect, test } from 'vitest';
import { trainIntents } from '../../src/understand/intent/train-intents.ts';
import { rememberIntents } from '../../workers/organization-intents.ts';

const bytes = await trainIntents(
  [
    { intent: 'open', text: 'open the door' },
    { intent: 'open', text: 'please open' },
    { intent: 'close', text: 'close the window' },
    { intent: 'close', text: 'shut it' },
  ],
  { seed: 1, maxBytes: 100_000 },
);

function reader(answer: (key: string) => Promise<Uint8Array<ArrayBuffer> | null> = async () => bytes) {
  const asked: string[] = [];
  const logged: string[] = [];
  const time = { now: 0 };
  const intents = rememberIntents({
    directions: async () => null,
    weights: (organizationId, version) => {
      asked.push(`${organizationId}/${version}`);
      return answer(`${organizationId}/${version}`);
    },
    clock: () => time.now,
    wait: async (milliseconds) => {
      await scheduler.wait(50);
      time.now += milliseconds;
    },
    log: (event, { why }) => logged.push(`${event}: ${why}`),
  });
  return { asked, logged, time, intents };
}

test('a version is read once in an isolate, however many turns ask at once, and each version is another model', async () => {
  const { asked, intents } = reader();
  const [one, same] = await Promise.all([intents('org_a', 1), intents('org_a', 1)]);
  expect(one?.labels).toEqual(['close', 'open']);
  expect(await intents('org_a', 1)).toBe(same);
  await intents('org_a', 2);
  await intents('org_b', 1);
  expect(asked).toEqual(['org_a/1', 'org_a/2', 'org_b/1']);
});

test('the eight models that were used last are remembered', async () => {
  const { asked, intents } = reader();
  for (let version = 1; version <= 8; version += 1) await intents('org_a', version);
  await intents('org_a', 1);
  await intents('org_a', 9);
  asked.length = 0;
  for (const version of [1, 3, 9]) await intents('org_a', version);
  expect(asked).toEqual([]);
  await intents('org_a', 2);
  expect(asked).toEqual(['org_a/2']);
});

test('what cannot be read is null, logged, and asked for again half a minute later', async () => {
  const answers = [
    () => Promise.reject(new Error('D1 is away')),
    async () => null,
    async () => Uint8Array.from([1, 2, 3]),
    async () => bytes,
  ];
  const { asked, logged, time, intents } = reader(async () => answers.shift()?.() ?? null);
  for (let round = 1; round <= 3; round += 1) {
    for (let turn = 0; turn < 3; turn += 1) expect(await intents('org_a', 1)).toBeNull();
    expect(asked).toHaveLength(round);
    time.now += 30_000;
  }
  expect(await intents('org_a', 1)).not.toBeNull();
  expect(logged).toEqual([
    'intents_not_read: D1 is away',
    'intents_not_read: missing',
    'intents_not_read: not_weights',
  ]);
});

test('a slow read holds a turn up for a second at most, and serves the turns after it', async () => {
  let arrive: (found: typeof bytes) => void = () => undefined;
  const { asked, time, intents } = reader(
    () =>
      new Promise((resolve) => {
        arrive = resolve;
      }),
  );
  expect(await intents('org_a', 1)).toBeNull();
  expect(time.now).toBe(1_000);
  expect(await intents('org_a', 1), 'nobody waits again').toBeNull();
  expect(time.now).toBe(1_000);
  arrive(bytes);
  await scheduler.wait(1);
  expect((await intents('org_a', 1))?.labels).toEqual(['close', 'open']);
  expect(asked).toHaveLength(1);
});
