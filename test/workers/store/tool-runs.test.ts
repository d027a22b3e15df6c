import { expect, test } from 'vitest';
import { newId } from '../../../src/domain/ids.ts';
import { recordOf, recordsFixture, runOf } from './records-fixture.ts';

async function auditOf(records: ReturnType<typeof recordsFixture>['records'], organizationId: string) {
  const page = await records.audit.list(organizationId, { limit: 100 });
  return page.ok ? page.value.data.toReversed() : [];
}

test('every state of a change is an audit event of the customer, though only the last one was ever told', async () => {
  const { records, archive, organization } = recordsFixture();
  const organizationId = await organization();
  const record = recordOf({ organizationId, runs: [runOf('run_1', ['asked', 'started', 'failed'])] });
  await archive([record, record]);
  const events = await auditOf(records, organizationId);
  expect(events.map(({ id: _, ...event }) => event)).toEqual(
    [
      { action: 'tool.asked', outcome: 'allowed', requestId: 'req_asked', second: 0, messageSeq: 1 },
      { action: 'tool.started', outcome: 'allowed', requestId: 'req_started', second: 1, messageSeq: 3 },
      { action: 'tool.failed', outcome: 'failed', requestId: 'req_failed', second: 2, messageSeq: 3 },
    ].map(({ second, messageSeq, ...event }) => ({
      ...event,
      ...{ organizationId, actorKind: 'customer', actorId: 'cus_1', target: 'run_1' },
      createdAt: `2026-10-20T08:00:0${second}.000Z`,
      details: { tool: 'shop_cancel_order', conversationId: record.conversationId, messageSeq },
    })),
  );
});

test('what only reads is listed and not audited', async () => {
  const { records, archive, organization } = recordsFixture();
  const organizationId = await organization();
  const run = runOf('run_1', ['started', 'done'], { tool: 'shop_get_order', effect: 'reads' });
  const record = recordOf({ organizationId, runs: [run] });
  await archive([record]);
  const page = await records.toolRuns.list(organizationId, record.conversationId, {});
  expect(page.ok && page.value.data.map(({ tool, state }) => [tool, state])).toEqual([
    ['shop_get_order', 'done'],
  ]);
  expect(await auditOf(records, organizationId)).toEqual([]);
});

test('a run never goes back to an earlier state, in one record neither', async () => {
  const { records, archive, organization } = recordsFixture();
  const organizationId = await organization();
  const conversationId = newId('cnv');
  const asked = runOf('run_1', ['asked']);
  const declined = runOf('run_1', ['asked', 'declined']);
  await archive([recordOf({ organizationId, conversationId, runs: [declined, asked] })]);
  await archive([recordOf({ organizationId, conversationId, runs: [asked] })]);
  const page = await records.toolRuns.list(organizationId, conversationId, {});
  expect(page.ok && page.value.data.map(({ state, steps }) => [state, steps.length])).toEqual([
    ['declined', 2],
  ]);
});

test('the same run id in another organization or conversation changes nothing of this one', async () => {
  const { records, archive, organization } = recordsFixture();
  const [ours, theirs] = [await organization(), await organization()];
  const mine = recordOf({ organizationId: ours, runs: [runOf('run_1', ['asked'])] });
  const further = [runOf('run_1', ['asked', 'started', 'done'])];
  await archive([
    mine,
    recordOf({ organizationId: ours, runs: further }),
    recordOf({ organizationId: theirs, conversationId: mine.conversationId, runs: further }),
  ]);
  const stateIn = async (organizationId: string) => {
    const page = await records.toolRuns.list(organizationId, mine.conversationId, {});
    return page.ok && page.value.data.map(({ state }) => state);
  };
  expect(await stateIn(ours)).toEqual(['asked']);
  expect(await stateIn(theirs)).toEqual(['done']);
  expect(await auditOf(records, theirs)).toHaveLength(3);
});

test('a record with more runs than a statement has parameters is stored whole, and read in pages', async () => {
  const { records, archive, organization } = recordsFixture();
  const organizationId = await organization();
  const ids = Array.from({ length: 30 }, (_, at) => `run_${at + 10}`);
  const record = recordOf({ organizationId, runs: ids.map((id) => runOf(id, ['asked', 'started', 'done'])) });
  expect((await archive([record]))[0]?.error).toBeNull();
  const read = async (cursor?: string) => {
    const page = await records.toolRuns.list(organizationId, record.conversationId, { limit: 20, cursor });
    if (!page.ok) throw new Error(page.error.reason);
    return page.value;
  };
  const first = await read();
  const second = await read(first.nextCursor ?? undefined);
  expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids);
  expect(second.nextCursor).toBeNull();
  expect(await auditOf(records, organizationId)).toHaveLength(90);
});
