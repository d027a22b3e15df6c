import { expect, test } from 'vitest';
import type { IntentClaim } from '../../../src/store/intent-trainings.ts';
import { recordsFixture } from './records-fixture.ts';

const LEASE_MS = 60_000;
const fixture = recordsFixture();
const { intentModels, intentTrainings, organizations } = fixture.records;
const bytes = (length: number, first = 0) => Uint8Array.from({ length }, (_, at) => (at * 7 + first) % 256);

async function queued(organizationId: string, more: { activate?: boolean; content?: Uint8Array } = {}) {
  const input = { intents: 2, examples: 4, activate: true, content: bytes(10), ...more };
  const made = await intentModels.create(organizationId, input);
  if (!made.ok) throw new Error(made.error.reason);
  return made.value.version;
}

async function claimed(organizationId: string, version: number): Promise<IntentClaim> {
  const outcome = await intentTrainings.claim(organizationId, version, LEASE_MS);
  if (outcome.kind !== 'claimed') throw new Error(outcome.kind);
  return outcome.claim;
}

async function ready(organizationId: string, more: { activate?: boolean } = {}) {
  const version = await queued(organizationId, more);
  await intentTrainings.finish(await claimed(organizationId, version), bytes(20, version), '{}');
  return version;
}

test('examples and weights of more than one part come back byte for byte', async () => {
  const org = await fixture.organization();
  const content = bytes(1_200_001);
  const version = await queued(org, { content });
  expect(await intentModels.examples(org, version)).toEqual(content);
  expect(await intentModels.weights(org, version)).toBeNull();
  const weights = bytes(700_003, 5);
  expect(await intentTrainings.finish(await claimed(org, version), weights, '{"bytes":1}')).toBe(true);
  expect(await intentModels.weights(org, version)).toEqual(weights);
  expect(await intentModels.weights(org, version + 1)).toBeNull();
});

test('at most two are unfinished at once, however many are asked for together', async () => {
  const org = await fixture.organization();
  const input = { intents: 2, examples: 4, activate: true, content: bytes(10) };
  const made = await Promise.all(Array.from({ length: 5 }, () => intentModels.create(org, input)));
  expect(made.flatMap((one) => (one.ok ? [one.value.version] : [])).sort()).toEqual([1, 2]);
  expect(made.find((one) => !one.ok)).toEqual({ ok: false, error: { reason: 'limit_reached', limit: 2 } });
});

test('one training of an organization runs at a time; a runner that fell silent is replaced, and can write nothing more', async () => {
  const org = await fixture.organization();
  const [one, two] = [await queued(org), await queued(org)];
  const first = await claimed(org, one);
  expect(await intentTrainings.claim(org, one, LEASE_MS)).toEqual({ kind: 'busy' });
  expect(await intentTrainings.claim(org, two, LEASE_MS)).toEqual({ kind: 'busy' });
  fixture.time.now += LEASE_MS - 1;
  expect(await intentTrainings.progress(first, 0.5, 'half')).toBe(true);
  fixture.time.now += LEASE_MS - 1;
  expect(await intentTrainings.claim(org, one, LEASE_MS)).toEqual({ kind: 'busy' });
  expect(await intentTrainings.unfinished(LEASE_MS, 10)).toContainEqual({
    organizationId: org,
    version: two,
  });
  fixture.time.now += 1;
  const second = await claimed(org, one);
  expect(second.attempt).toBe(2);
  expect(await intentTrainings.progress(first, 0.9, 'still here')).toBe(false);
  expect(await intentTrainings.measured(first, '{}', 0.6)).toBe(false);
  expect(await intentTrainings.fail(first, 'no')).toBe(false);
  expect(await intentTrainings.finish(first, bytes(5), '{}')).toBe(false);
  expect(await intentModels.weights(org, one)).toBeNull();
  expect((await organizations.get(org))?.intentModel).toBeNull();

  expect(await intentTrainings.measured(second, '{"accuracy":1}', 0.6)).toBe(true);
  const third = await claimed(org, one);
  expect(third.report).toBe('{"accuracy":1}');
  expect(await intentTrainings.progress(first, 0.9, 'still here')).toBe(false);
  expect(await intentTrainings.finish(third, bytes(5), '{}')).toBe(true);
  expect(await intentTrainings.claim(org, one, LEASE_MS)).toEqual({ kind: 'done' });
  expect(await intentTrainings.nextQueued(org)).toBe(two);
});

test('a version that is ready is put to use in the same transaction, unless a newer one is or it is to wait', async () => {
  const org = await fixture.organization();
  const [one, two] = [await queued(org), await queued(org)];
  const state = async () => {
    const found = await organizations.get(org);
    return [found?.intentModel, found?.version];
  };
  await intentTrainings.finish(await claimed(org, two), bytes(5), '{}');
  expect(await state()).toEqual([2, 2]);
  await intentTrainings.finish(await claimed(org, one), bytes(5), '{}');
  expect(await state(), 'a late one displaces nothing').toEqual([2, 2]);
  await ready(org, { activate: false });
  expect(await state()).toEqual([2, 2]);
  expect(await intentModels.activate(org, one)).toMatchObject({ ok: true });
  expect(await state()).toEqual([1, 3]);
  await intentModels.reset(org);
  expect(await state()).toEqual([null, 4]);
  expect(await intentModels.activate(org, await queued(org))).toEqual({
    ok: false,
    error: { reason: 'not_ready', state: 'queued' },
  });
  expect(await intentModels.activate(org, 99)).toEqual({ ok: false, error: { reason: 'not_found' } });
});

test('the last ten versions are kept, and the one in use however old it is', async () => {
  const org = await fixture.organization();
  await ready(org);
  await ready(org, { activate: false });
  for (let more = 0; more < 10; more += 1) await ready(org, { activate: false });
  const page = await intentModels.list(org, { limit: 100 });
  const kept = page.ok ? page.value.data.map(({ version }) => version) : [];
  expect(kept).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 1]);
  expect(await intentModels.weights(org, 2)).toBeNull();
  expect(await intentModels.examples(org, 2)).toBeNull();
  expect(await intentModels.weights(org, 1)).toEqual(bytes(20, 1));
  const first = await intentModels.list(org, { limit: 4 });
  const cursor = first.ok ? (first.value.nextCursor ?? '') : '';
  const second = await intentModels.list(org, { limit: 100, cursor });
  expect(second.ok && second.value.data.map(({ version }) => version)).toEqual([8, 7, 6, 5, 4, 3, 1]);
});

test('a reset or a choice made while a training is under way stands when it ends', async () => {
  const org = await fixture.organization();
  const first = await ready(org);
  const late = await queued(org);
  const claim = await claimed(org, late);
  await intentModels.reset(org);
  expect(await intentTrainings.finish(claim, bytes(20), '{}')).toBe(true);
  expect((await organizations.get(org))?.intentModel).toBeNull();
  expect((await intentModels.activate(org, first)).ok).toBe(true);
  expect((await organizations.get(org))?.intentModel).toBe(first);
});
