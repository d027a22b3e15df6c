import { env } from 'cloudflare:test';
import { expect, test } from 'vitest';
import { newId } from '../../../src/domain/ids.ts';
import { callOf, recordOf, recordsFixture, START } from './records-fixture.ts';

const MONTH = { from: '2026-10-01', to: '2026-10-31' };
const DAY_MS = 86_400_000;

test('sums are exact by day, model, task and outcome, whatever the order and however often', async () => {
  const { records, archive, organization } = recordsFixture();
  const organizationId = await organization();
  const conversationId = newId('cnv');
  const calls = [
    callOf(newId('llm')),
    callOf(newId('llm'), { model: 'anthropic/large', costMicros: 9_000, firstMs: 400 }),
    callOf(newId('llm'), { startedAt: '2026-10-21T00:00:00.000+02:00', task: 'summary' }),
    callOf(newId('llm'), { startedAt: '2026-10-22T08:00:00.000Z', outcome: 'overloaded', firstMs: null }),
    callOf(newId('llm'), { outcome: 'aborted', priced: false, costMicros: 0, estimated: true }),
  ];
  const one = (part: typeof calls) => recordOf({ organizationId, conversationId, calls: part });
  await archive([one(calls.slice(3)), one(calls), one([...calls.slice(0, 2), ...calls.slice(0, 1)])]);
  await archive([one(calls.toReversed())]);

  const by = (rows: { calls: number; costMicros: number }[]) =>
    rows.map(({ calls: count, costMicros }) => [count, costMicros]);
  const read = (...dimensions: Parameters<typeof records.llmCalls.usage>[2][number][]) =>
    records.llmCalls.usage(organizationId, MONTH, dimensions);
  expect((await read('day')).map(({ day, calls: count }) => [day, count])).toEqual([
    ['2026-10-20', 4],
    ['2026-10-22', 1],
  ]);
  expect(by(await read('model'))).toEqual([
    [1, 9_000],
    [4, 4_500],
  ]);
  expect(by(await read('task'))).toEqual([
    [4, 12_000],
    [1, 1_500],
  ]);
  expect((await read('outcome')).map(({ outcome, calls: count }) => [outcome, count])).toEqual([
    ['aborted', 1],
    ['complete', 3],
    ['overloaded', 1],
  ]);
  expect(await read()).toEqual([
    {
      ...{ calls: 5, inputTokens: 500, cachedInputTokens: 100, cacheWriteTokens: 15, outputTokens: 250 },
      ...{ costMicros: 13_500, unpricedCalls: 1, estimatedCalls: 1, failedCalls: 1 },
      firstMs: { p50: expect.any(Number), p95: expect.any(Number) },
    },
  ]);
  expect(await records.llmCalls.conversation(organizationId, conversationId)).toEqual({
    ...{ calls: 5, tokens: 5 * 173, costMicros: 13_500, unpricedCalls: 1 },
  });
});

test('percentiles of the first token are within a tenth of the true ones', async () => {
  const { records, archive, organization } = recordsFixture();
  const organizationId = await organization();
  const calls = Array.from({ length: 100 }, (_, at) => callOf(newId('llm'), { firstMs: (at + 1) * 10 }));
  await archive([recordOf({ organizationId, calls })]);
  const [row] = await records.llmCalls.usage(organizationId, MONTH, []);
  expect(Math.abs((row?.firstMs?.p50 ?? 0) - 500)).toBeLessThan(50);
  expect(Math.abs((row?.firstMs?.p95 ?? 0) - 950)).toBeLessThan(95);
});

test('an organization without calls has no sums, and a record without calls adds none', async () => {
  const { records, archive, organization } = recordsFixture();
  const organizationId = await organization();
  const record = recordOf({ organizationId, seqs: [1] });
  await archive([record]);
  expect(await records.llmCalls.usage(organizationId, MONTH, [])).toEqual([]);
  expect(await records.llmCalls.conversation(organizationId, record.conversationId)).toBeNull();
});

test('the same call id in another organization is another call, and in another conversation is not counted', async () => {
  const { records, archive, organization } = recordsFixture();
  const [ours, theirs] = [await organization(), await organization()];
  const id = newId('llm');
  const mine = recordOf({ organizationId: ours, calls: [callOf(id)] });
  const other = recordOf({ organizationId: ours, calls: [callOf(id)] });
  await archive([mine, other, recordOf({ organizationId: theirs, calls: [callOf(id)] })]);
  expect((await records.llmCalls.usage(ours, MONTH, []))[0]?.calls).toBe(1);
  expect((await records.llmCalls.usage(theirs, MONTH, []))[0]?.calls).toBe(1);
  expect(await records.llmCalls.conversation(ours, other.conversationId)).toBeNull();
});

test('single calls are forgotten after 90 days, the sums stay, and what comes later still is not counted again', async () => {
  const { records, archive, organization, time } = recordsFixture();
  const organizationId = await organization();
  const record = recordOf({ organizationId, calls: [callOf(newId('llm'))] });
  await archive([record]);
  const stored = () =>
    env.RECORDS.prepare('SELECT COUNT(*) AS n FROM llm_calls WHERE organization_id = ?')
      .bind(organizationId)
      .first('n');
  time.now = START + 90 * DAY_MS;
  await records.llmCalls.purge();
  expect(await stored()).toBe(1);
  time.now += 1;
  await records.llmCalls.purge();
  expect(await stored()).toBe(0);
  await archive([record]);
  expect((await records.llmCalls.usage(organizationId, MONTH, []))[0]?.calls).toBe(1);
  expect(await records.llmCalls.conversation(organizationId, record.conversationId)).toMatchObject({
    calls: 1,
  });
});

test('a conversation that is deleted takes its calls along; what was spent stays in the sums of its days', async () => {
  const { records, archive, organization } = recordsFixture();
  const organizationId = await organization();
  const record = recordOf({ organizationId, calls: [callOf(newId('llm'))] });
  await archive([record]);
  await env.RECORDS.prepare('DELETE FROM conversations WHERE id = ?').bind(record.conversationId).run();
  expect(await records.llmCalls.conversation(organizationId, record.conversationId)).toBeNull();
  expect((await records.llmCalls.usage(organizationId, MONTH, []))[0]?.costMicros).toBe(1_500);
});

test('calls made outside of conversations are in the sums of their day and task, and in no conversation', async () => {
  const { records, organization } = recordsFixture();
  const organizationId = await organization();
  const checks = ['llm_1', 'llm_2'].map((id) => callOf(id, { task: 'check' }));
  await records.llmCalls.addLoose(organizationId, checks);
  await records.llmCalls.addLoose(organizationId, []);
  const [row, ...rest] = await records.llmCalls.usage(organizationId, MONTH, ['task']);
  expect([row, rest]).toMatchObject([
    { task: 'check', calls: 2, costMicros: 3_000, firstMs: expect.anything() },
    [],
  ]);
});

test('the end of a call takes the place of its beginning, and of nothing else', async () => {
  const { records, organization } = recordsFixture();
  const organizationId = await organization();
  const begun = (id: string) =>
    callOf(id, { task: 'check', outcome: 'interrupted', firstMs: null, costMicros: 9_000 });
  await records.llmCalls.addLoose(organizationId, [begun('llm_1'), begun('llm_2')]);
  const by = async () =>
    (await records.llmCalls.usage(organizationId, MONTH, ['outcome'])).map((row) => [
      row.outcome,
      row.calls,
      row.costMicros,
      row.inputTokens,
    ]);
  expect(await by()).toEqual([['interrupted', 2, 18_000, 200]]);
  await records.llmCalls.settleLoose(organizationId, begun('llm_1'), callOf('llm_1', { task: 'check' }));
  expect(await by()).toEqual([
    ['complete', 1, 1_500, 100],
    ['interrupted', 1, 9_000, 100],
  ]);
  await records.llmCalls.settleLoose(organizationId, begun('llm_2'), callOf('llm_2', { task: 'check' }));
  expect(await by()).toEqual([['complete', 2, 3_000, 200]]);
});

test('the calls of a conversation are listed oldest first, each with the version of its prompt', async () => {
  const { records, archive, organization } = recordsFixture();
  const organizationId = await organization();
  const calls = [
    callOf('llm_b', { startedAt: '2026-10-19T10:00:02.000Z' }),
    callOf('llm_a', { startedAt: '2026-10-19T10:00:01.000Z', prompt: 'answer-v1' }),
  ];
  const record = recordOf({ organizationId, calls });
  await archive([record]);
  const listed = await records.llmCalls.list(organizationId, record.conversationId, {});
  expect(listed.ok && listed.value.data.map(({ id, prompt }) => [id, prompt])).toEqual([
    ['llm_a', 'answer-v1'],
    ['llm_b', null],
  ]);
});
