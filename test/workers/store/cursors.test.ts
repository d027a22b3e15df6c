import { expect, test } from 'vitest';
import { encodeCursor } from '../../../src/store/cursor.ts';
import { recordOf, recordsFixture } from './records-fixture.ts';

const minute = (at: number) => new Date(Date.parse('2026-10-20T08:00:00.000Z') + at * 60_000).toISOString();

async function twelveConversations() {
  const fixture = recordsFixture();
  const organizationId = await fixture.organization();
  // Three share each moment, so that pages must also be told apart by id.
  const shapes = Array.from({ length: 12 }, (_, at) =>
    recordOf({
      organizationId,
      updatedAt: minute(Math.floor(at / 3)),
      state: at % 2 === 0 ? 'handoff' : 'waiting',
    }),
  );
  await fixture.archive(shapes);
  return { ...fixture, organizationId, ids: shapes.map((record) => record.conversationId) };
}

test('pages put together are the whole list, each row once, in both orders', async () => {
  const { records, organizationId, ids } = await twelveConversations();
  for (const sort of ['-updatedAt', 'updatedAt'] as const) {
    const seen: string[] = [];
    const times: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await records.conversations.list(organizationId, { sort, limit: 5, cursor });
      if (!page.ok) throw new Error(page.error.reason);
      seen.push(...page.value.data.map((head) => head.id));
      times.push(...page.value.data.map((head) => head.updatedAt));
      cursor = page.value.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect([...seen].sort()).toEqual([...ids].sort());
    expect(times).toEqual(sort === 'updatedAt' ? [...times].sort() : [...times].sort().reverse());
  }
});

test('rows added while somebody pages are neither repeated nor push others out', async () => {
  const { records, archive, organizationId, ids } = await twelveConversations();
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 20; page += 1) {
    const found = await records.conversations.list(organizationId, { limit: 3, cursor });
    if (!found.ok) throw new Error(found.error.reason);
    seen.push(...found.value.data.map((head) => head.id));
    await archive([recordOf({ organizationId, updatedAt: minute(100 + page) })]);
    if (found.value.nextCursor === null) break;
    cursor = found.value.nextCursor;
  }
  expect([...seen].sort()).toEqual([...ids].sort());
});

test('a list narrowed by a filter pages within the filter', async () => {
  const { records, organizationId } = await twelveConversations();
  const first = await records.conversations.list(organizationId, { state: 'handoff', limit: 4 });
  if (!first.ok || first.value.nextCursor === null) throw new Error('expected a second page');
  const second = await records.conversations.list(organizationId, {
    state: 'handoff',
    limit: 4,
    cursor: first.value.nextCursor,
  });
  if (!second.ok) throw new Error(second.error.reason);
  expect(first.value.data).toHaveLength(4);
  expect(second.value.data).toHaveLength(2);
  expect(second.value.nextCursor).toBeNull();
  expect([...first.value.data, ...second.value.data].every((head) => head.state === 'handoff')).toBe(true);
});

test('a limit outside 1 to 100 is brought back into it', async () => {
  const { records, organizationId } = await twelveConversations();
  for (const [asked, got] of [
    [0, 1],
    [-5, 1],
    [1e9, 12],
    [Number.NaN, 1],
  ] as const) {
    const page = await records.conversations.list(organizationId, { limit: asked });
    expect(page.ok && page.value.data.length).toBe(got);
  }
});

test.each([
  ['garbage', '!!!'],
  ['empty', ''],
  ['no JSON', 'aGVsbG8'],
  ['another shape', btoa('{"a":1}').replaceAll('=', '')],
  ['wrong types', btoa('["conversations:desc",1,2]').replaceAll('=', '')],
  ['another list', encodeCursor('users:desc', { key: 'k', id: 'i' })],
  ['another order', encodeCursor('conversations:asc', { key: 'k', id: 'i' })],
  ['too long', 'a'.repeat(5_000)],
])('a cursor that this list did not make is refused: %s', async (_name, cursor) => {
  const { records, organization } = recordsFixture();
  const organizationId = await organization();
  expect(await records.conversations.list(organizationId, { cursor })).toEqual({
    ok: false,
    error: { reason: 'invalid_cursor' },
  });
});

test('a cursor whose values are SQL is compared, not run', async () => {
  const { records, organizationId } = await twelveConversations();
  const cursor = encodeCursor('conversations:desc', { key: "' OR 1=1; DROP TABLE users; --", id: "'" });
  const page = await records.conversations.list(organizationId, { cursor });
  expect(page.ok && page.value.data).toEqual([]);
  expect(await records.users.list(organizationId, {})).toMatchObject({ ok: true });
});
